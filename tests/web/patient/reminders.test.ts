/** A reminder is promised to those whom it can reach, and to nobody else. */
import { saveContact } from '../../../db/persons';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { paths } from '../../../web/paths';
import { openPatientSite, type Patient, type PatientSite } from './site';

const HOME = paths.myCourse.to();
const MAIL = 'else@post.example';

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site.close());

async function reachedBy(patient: Patient, email: string | null, byConsent = true) {
  await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    saveContact(tx, patient.personId, { phone: '00 00 00 01', email, byConsent }),
  );
}
/** The words of every page that says what comes next: the frame of the others says it too. */
async function told({ browser }: Patient): Promise<string> {
  const pages = [HOME, paths.myDates.to(), paths.myLetters.to(), paths.myTime.to()];
  const words: string[] = [];
  for (const page of pages) words.push((await browser.get(page)).words());
  return words.join('\n');
}

describe.each([
  ['a yes and an e-mail', MAIL, true, true],
  ['a yes without an e-mail', null, true, false],
  ['an e-mail without a yes', MAIL, false, false],
])('%s', (_what, email, saysYes, isReminded) => {
  it('while the application is written', async () => {
    const patient = await site.writing();
    await reachedBy(patient, email, saysYes);
    const words = await told(patient);
    expect(/[Vv]i minder dig|minder vi dig/.test(words)).toBe(isReminded);
    expect(words).toContain('Vi lukker ansøgningen, hvis den ikke er sendt.');
  });

  it('before an agreed talk', async () => {
    const patient = await site.someone();
    await reachedBy(patient, email, saysYes);
    if (saysYes) await site.happens(patient, { name: 'giveConsent', consent: 'contact' });
    await site.offered(patient);
    await (await patient.browser.get(HOME)).press(paths.myTime.to(), {});
    const words = await told(patient);
    expect(/Vi minder dig om|minder vi dig om/.test(words)).toBe(isReminded);
    expect(words.includes('Vi minder dig ikke om den.')).toBe(!isReminded);
    expect(words.includes('Se, hvordan vi kan minde dig')).toBe(!isReminded);
  });
});
