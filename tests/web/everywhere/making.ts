/** What several people in the list of looks have done before: written, agreed, worried. */
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import { SECTION_IDS, type SectionId } from '../../../domain/application';
import { pagesOf } from '../../../domain/applicationPages';
import { pageAddress, sectionAddress } from '../../../web/application/addresses';
import { paths } from '../../../web/paths';
import { complete } from '../applicationPages';
import type { Patient, PatientSite } from '../patient/site';

export function rows<T>(site: PatientSite, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(site.clinic.worker, SYSTEM, work);
}

export async function save(
  { browser }: Patient,
  id: SectionId,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  for (const page of pagesOf(id)) {
    const at = pageAddress(page);
    await (await browser.get(at)).press(at, answers);
  }
}

/** Keeps what is typed as the page's script does; it is not saved. */
export async function types(
  { browser }: Patient,
  id: SectionId,
  name: string,
  text: string,
): Promise<void> {
  const at = sectionAddress(id);
  const carried = (await browser.get(at)).hidden(at);
  await browser.post(sectionAddress(id, { kladde: '1' }), { ...carried, [name]: text });
}

export async function filledIn(site: PatientSite): Promise<Patient> {
  const patient = await site.writing();
  const answers = complete();
  for (const id of SECTION_IDS) {
    await save(patient, id, (answers[id] ?? {}) as Record<string, string>);
  }
  return patient;
}

export async function worried(
  site: PatientSite,
  id: SectionId,
  answers: Readonly<Record<string, string>>,
): Promise<Patient> {
  const patient = await site.writing();
  await save(patient, id, answers);
  return patient;
}

export async function agreed(site: PatientSite): Promise<Patient> {
  const patient = await site.someone();
  await site.offered(patient);
  await (await patient.browser.get(paths.myCourse.to())).press(paths.myTime.to(), {});
  return patient;
}
