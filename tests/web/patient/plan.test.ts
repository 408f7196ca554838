/** Who ended before the last module is offered a short plan: reached by clicking, kept, and printed. */
import { newId } from '../../../db/newId';
import type { UpdateId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { depression } from '../../support/depression';
import { Browser } from '../clinician/clinicSite';
import { openPatientSite, START, type Patient, type PatientSite } from './site';

const HERE = paths.myPlan.to();
const HOME = paths.myCourse.to();
const SUMMARY = paths.mySummary.to();
const LAST = 'forebyg-tilbagefald';
const OFFER = 'Din korte plan for svære tider';
const point = (row: number, sign: string) => ({
  [`tilbagefaldsplan.sign-${row}`]: sign,
  [`tilbagefaldsplan.whatIDo-${row}`]: 'Ringer til Eva',
});

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
beforeEach(() => site.setNow(START));
afterAll(() => site.close());

async function endedEarly(how: 'dropOut' | 'withdraw' = 'dropOut'): Promise<Patient> {
  const patient = await site.inTreatment(depression);
  await site.happens(patient, { name: how });
  return patient;
}
const closes = (patient: Patient) =>
  site.happens(
    patient,
    { name: 'closingWaived' },
    { name: 'closeWithoutLetter' },
    { name: 'release' },
  );

it.each(['dropOut', 'withdraw'] as const)('after %s it is offered from Mit forløb', async (how) => {
  const { browser } = await endedEarly(how);
  await browser.get(HOME);
  expect(browser.html).toContain(`href="${HERE}"`);
  expect(browser.words()).toContain(OFFER);
  await browser.get(SUMMARY);
  expect(browser.words()).toContain('Vil du, kan du skrive en kort plan nu.');
  await browser.get(HERE);
  expect(browser.words()).toContain('Du bestemmer selv, om du vil.');
});

it('is kept half written, mended, shown in the summary, and read after the end', async () => {
  const patient = await endedEarly();
  const { browser } = patient;
  await browser.get(HERE);
  await browser.press(HERE, { do: 'save' });
  expect(browser.status).toBe(422);
  expect(browser.words()).toContain('Skriv ét punkt, eller lad planen ligge.');
  await browser.press(HERE, { ...point(1, 'Jeg lukker <b>døren</b>'), do: 'save' });
  expect(browser.words()).toContain('Planen er gemt');
  await browser.press(HERE, { ...point(1, 'Jeg lukker døren'), do: 'add:tilbagefaldsplan' });
  expect(browser.html).toContain('tilbagefaldsplan.sign-5');
  await browser.get(SUMMARY);
  expect(browser.words()).toContain('Jeg lukker døren');
  expect(browser.words()).toContain('Ret planen');
  await closes(patient);
  await browser.get(HERE);
  expect(browser.words()).toContain('Jeg lukker døren');
  expect(browser.html).not.toContain('Gem planen');
  expect(browser.html).toMatch(/<button type="button"[^>]*data-print hidden>Print siden/);
  expect(browser.words()).toContain('Du kan printe siden eller gemme den fra din browsers menu.');
  expect((await browser.get(HOME)).words()).not.toContain(OFFER);
});

it('two windows never write over each other; a draft comes back; too late is refused by name', async () => {
  const patient = await endedEarly();
  const { browser } = patient;
  const tab = new Browser(site.origin);
  await tab.get(`/test-login/${patient.personId}`);
  await browser.get(HERE);
  const old = browser.hidden(HERE);
  await browser.post(`${HERE}?kladde=1`, { ...old, ...point(1, 'Halvt skre') });
  await tab.get(HERE);
  expect(tab.html).toContain('Halvt skre');
  await tab.press(HERE, { ...point(1, 'Fra det andet'), do: 'save' });
  await browser.post(HERE, { ...old, ...point(1, 'Fra det første'), do: 'save' });
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain('Det, der er gemt fra et andet vindue');
  expect(browser.words()).toContain('Fra det andet');
  expect(browser.html).toContain('Fra det første');
  await closes(patient);
  await browser.post(HERE, { ...old, ...point(1, 'For sent'), do: 'save' });
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain('Forløbet er slut, så planen kan ikke rettes mere.');
  expect(browser.words()).toContain('For sent');
});

it('in treatment, and for a plan that was handed in, it is not offered and not taken', async () => {
  const patient = await site.inTreatment(depression);
  const { browser } = patient;
  expect((await browser.get(HOME)).html).not.toContain(`href="${HERE}"`);
  await browser.get(HERE);
  expect(browser.words()).toMatch(/Planen skriver du i modulet »[^«]*tilbagefald[^«]*«\./);
  const { _csrf = '' } = browser.hidden(paths.logout.to());
  const press = { _csrf, updateId: newId<UpdateId>(), ...point(1, 'Udenom'), do: 'save' };
  await browser.post(HERE, press);
  expect([browser.status, browser.words()]).toEqual([409, expect.stringContaining('Udenom')]);
  await site.happens(patient, { name: 'openModule', moduleId: LAST });
  await site.happens(patient, { name: 'handIn', moduleId: LAST }, { name: 'dropOut' });
  await browser.get(HOME);
  expect(browser.words()).not.toContain(OFFER);
  await browser.get(HERE);
  expect(browser.html).not.toContain('Gem planen');
});
