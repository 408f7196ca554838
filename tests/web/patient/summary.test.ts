/** The end of a treatment: the last questionnaires, and a summary in the patient's own words. */
import { readOwnSummary } from '../../../db/ownSummary';
import { responsesOf } from '../../../db/measures';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { paths } from '../../../web/paths';
import { openPatientSite, type Patient, type PatientSite } from './site';

const HERE = paths.mySummary.to();
const HOME = paths.myCourse.to();
const ASKED = paths.myMeasures.to();
const WORDS = { remember: 'Humøret kommer bagefter.', goOn: 'Turen hver morgen.\nOgså i regn.' };

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site.close());

const kept = ({ courseId }: Patient) =>
  inTransaction(site.clinic.worker, SYSTEM, (tx) => readOwnSummary(tx, courseId));
const closing = async (): Promise<Patient> => {
  const patient = await site.inTreatment();
  await site.happens(patient, { name: 'handIn', moduleId: 'hvad-er-depression' });
  await site.happens(patient, { name: 'dropOut' });
  return patient;
};

it('a summary is written in treatment, changed in closing, and read after the end', async () => {
  const patient = await site.inTreatment();
  const { browser } = patient;
  await browser.get(HERE);
  expect(browser.words()).toContain('Her kommer de moduler, du afleverer.');
  await browser.press(HERE, WORDS);
  expect(browser.words()).toContain('Det er gemt');
  expect(browser.words()).toContain('Med dine egne ord Det vil jeg huske Humøret kommer bagefter.');
  await site.happens(patient, { name: 'handIn', moduleId: 'hvad-er-depression' });
  await site.happens(patient, { name: 'dropOut' });
  await (await browser.get(HERE)).press(HERE, { ...WORDS, goOn: 'Turen, og at ringe til Eva.' });
  expect(browser.words()).toContain('Hvad er depression, og hvad holder den i gang?');
  await site.happens(patient, { name: 'closingWaived' }, { name: 'closeWithoutLetter' });
  await site.happens(patient, { name: 'release' });
  await browser.get(HOME);
  expect(browser.html).toContain(`href="${HERE}"`);
  await browser.get(HERE);
  expect(browser.words()).toContain('Turen, og at ringe til Eva.');
  expect(browser.words()).not.toContain('Gem dine ord');
  expect((await kept(patient))?.version).toBe(2);
});

it('two windows never overwrite each other, and what was typed stands there', async () => {
  const patient = await closing();
  const { browser } = patient;
  const one = (await browser.get(HERE)).hidden(HERE);
  await browser.post(HERE, { ...one, ...WORDS });
  await browser.post(HERE, { ...one, remember: 'Fra det andet vindue.', goOn: '' });
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain('Du har ændret det samme et andet sted.');
  expect(browser.words()).toContain('Humøret kommer bagefter.');
  expect(browser.html).toContain('Fra det andet vindue.</textarea>');
  expect((await kept(patient))?.words).toEqual(WORDS);
  await browser.press(HERE, { remember: 'Fra det andet vindue.', goOn: '' });
  expect((await kept(patient))?.words).toEqual({ remember: 'Fra det andet vindue.', goOn: '' });
});

it('what is typed is kept at each pause, stands there later, and is gone once it is saved', async () => {
  const patient = await closing();
  const { browser } = patient;
  const draft = paths.mySummaryDraft.to();
  const form = (await browser.get(HERE)).hidden(HERE);
  await browser.post(draft, { ...form, remember: 'Halvt skre', goOn: '' });
  expect(browser.html).toContain('Kladden er gemt');
  expect(await kept(patient)).toBeUndefined();
  await browser.get(HERE);
  expect(browser.html).toContain('Halvt skre</textarea>');
  await browser.press(HERE, WORDS);
  expect((await browser.get(HERE)).html).not.toContain('Halvt skre');
  // A window that was opened before that types on: its draft writes over nothing unseen.
  await browser.post(draft, { ...form, remember: 'Fra det gamle vindue', goOn: '' });
  await browser.get(HERE);
  await browser.press(HERE, { remember: 'Fra det gamle vindue', goOn: '' });
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain('Humøret kommer bagefter.');
  expect((await kept(patient))?.words).toEqual(WORDS);
  await browser.post(draft, { ...form, remember: 'x'.repeat(4001), goOn: '' });
  expect([browser.status, browser.html]).toEqual([409, expect.stringContaining('for lang')]);
});

it('too long, or after the end, nothing is kept and nothing typed is lost', async () => {
  const patient = await closing();
  const { browser } = patient;
  const form = (await browser.get(HERE)).hidden(HERE);
  const long = 'ord '.repeat(1001);
  await browser.post(HERE, { ...form, ...WORDS, goOn: long });
  expect(browser.status).toBe(422);
  expect(browser.words()).toContain('Teksten er for lang. Skriv højst 4000 tegn. Nu er der 4003.');
  expect(browser.html).toContain(long.trim());
  await site.happens(patient, { name: 'closingWaived' }, { name: 'closeWithoutLetter' });
  await site.happens(patient, { name: 'release' });
  await browser.post(HERE, { ...form, ...WORDS });
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain('Forløbet er slut, så opsummeringen kan ikke rettes mere.');
  expect(browser.words()).toContain('Kopiér det, hvis du vil beholde det.');
  expect(browser.words()).toContain('Humøret kommer bagefter.');
  expect(await kept(patient)).toBeUndefined();
});

it('the words are one patient’s own', async () => {
  const [anna, bo] = [await closing(), await closing()];
  await (await anna.browser.get(HERE)).press(HERE, WORDS);
  await bo.browser.get(HERE);
  expect(bo.browser.words()).not.toContain('Humøret kommer bagefter.');
});

it('what was half-written when treatment ended stands there at the end', async () => {
  const patient = await site.inTreatment();
  const { browser } = patient;
  for (const [measure, count] of [
    ['phq9', 9],
    ['gad7', 7],
  ] as const) {
    const at = paths.myMeasure.to({ measure });
    const items = Array.from({ length: count }, (_, index) => [`item${index + 1}`, '0'] as const);
    await (await browser.get(at)).press(at, Object.fromEntries(items));
  }
  const form = (await browser.get(ASKED)).hidden(ASKED);
  await site.happens(patient, { name: 'dropOut' });
  await browser.post(ASKED, form);
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain('Behandlingen er slut, siden du åbnede siden.');
  expect(browser.words()).toContain('Fortsæt med "Alkohol"');
  await browser.get(paths.myMeasure.to({ measure: 'phq9' }));
  expect(browser.html.match(/value="0"[^>]* checked/g)).toHaveLength(9);
});

it('the last questionnaires are those of the application, asked beside the closing call', async () => {
  const patient = await closing();
  const { browser } = patient;
  await browser.get(HOME);
  expect(browser.words()).toContain('De sidste spørgeskemaer, 11 minutter');
  expect(browser.words()).toContain('Vælg en tid, eller sig nej tak');
  await browser.get(ASKED);
  expect(browser.words()).toContain('Det er de samme spørgsmål, som du svarede på, da du søgte.');
  for (const [measure, count] of [
    ['phq9', 9],
    ['gad7', 7],
    ['audit', 10],
  ] as const) {
    const at = paths.myMeasure.to({ measure });
    const items = Array.from({ length: count }, (_, index) => [`item${index + 1}`, '0'] as const);
    await (await browser.get(at)).press(at, Object.fromEntries(items));
  }
  const late = (await browser.get(ASKED)).hidden(ASKED);
  await browser.press(ASKED, {});
  expect(browser.words()).toContain('Tak for dine svar');
  const scores = await inTransaction(site.clinic.worker, SYSTEM, (tx) =>
    responsesOf(tx, patient.courseId),
  );
  const last = scores.filter(({ occasion }) => occasion === 'closing');
  expect(last.map(({ measure, score }) => `${measure} ${score}`).toSorted()).toEqual([
    'audit 0',
    'gad7 0',
    'phq9 0',
  ]);
  await site.happens(patient, { name: 'closingWaived' });
  await browser.post(ASKED, { ...late, updateId: '01890000-0000-7000-8000-000000000001' });
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain('Du har allerede svaret på spørgeskemaet.');
});
