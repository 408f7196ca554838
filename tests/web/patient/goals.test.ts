/** Goals are rated again in any week: reached by clicking, kept, drawn, and closed when treatment is over. */
import { newId } from '../../../db/newId';
import { plannedNow } from '../../../domain/adjusted';
import { plusMillis, type UpdateId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { DAY, HOUR } from '../../support/courseWalk';
import { depression } from '../../support/depression';
import { Browser } from '../clinician/clinicSite';
import { openPatientSite, START, type Patient, type PatientSite } from './site';

const MODULE = 'maal-og-vaerdier';
const HERE = paths.myGoals.to({ exercise: 'maal' });
const HOME = paths.myCourse.to();
const PROGRESS = paths.myProgress.to({ exercise: 'maal' });

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
beforeEach(() => site.setNow(START));
afterAll(() => site.close());

const goal = (row: number, what: string, now: string) =>
  Object.fromEntries(
    Object.entries({
      goal: what,
      why: 'At høre til',
      sign: 'Jeg kender sangene',
      importance: '9',
      now,
      firstStep: 'Finde noderne',
    }).map(([name, value]) => [`maal.${name}-${row}`, value]),
  );

/** The goals' module is open. */
async function withModule(): Promise<Patient> {
  const patient = await site.inTreatment(depression);
  await site.happens(patient, { name: 'openModule', moduleId: MODULE });
  return patient;
}

/** Two goals are handed in, at 1 and at 2. */
async function withGoals(): Promise<Patient> {
  const patient = await withModule();
  const at = paths.myModule.to({ module: MODULE });
  await patient.browser.get(`${at}?uden-svar=1`);
  const goals = { ...goal(1, 'Gå til <b>kor</b>', '1'), ...goal(2, 'Være der klokken ti', '2') };
  await patient.browser.press(at, { ...goals, do: 'handIn' });
  expect(patient.browser.words()).toContain('Modulet er afleveret');
  return patient;
}
const rate = async (
  { browser }: Patient,
  numbers: readonly [string, string],
  note = '',
): Promise<void> => {
  await browser.get(HERE);
  await browser.press(HERE, { 'now-1': numbers[0], 'now-2': numbers[1], note, do: 'save' });
};

it('is reached from Mit forløb once the goals are handed in, and asks for one number a goal', async () => {
  const patient = await withModule();
  const { browser } = patient;
  expect((await browser.get(HOME)).html).not.toContain(`href="${HERE}"`);
  await browser.get(HERE);
  expect(browser.words()).toContain('Målene er ikke afleveret endnu.');
  // A form of a page that was opened before: refused by name, and nothing is lost.
  const { _csrf = '' } = browser.hidden(paths.logout.to());
  const updateId = newId<UpdateId>();
  await browser.post(HERE, { _csrf, updateId, note: 'Kor', do: 'save' });
  expect([browser.status, browser.words()]).toEqual([409, expect.stringContaining('Kor')]);
  const { browser: other } = await withGoals();
  await other.get(HOME);
  expect(other.words()).toContain('Mine mål: hvor langt er du nu?');
  await other.get(HERE);
  expect(other.html).toContain('Mål 1: Gå til &lt;b&gt;kor&lt;/b&gt;');
  expect(other.words()).toMatch(/Hvor langt er du i dag, fra 0 til 10\? Sidst gav du 1, \S+dag/);
});

it('two more ratings are a line from the first number to the last, in words and as numbers', async () => {
  const patient = await withGoals();
  const { browser } = patient;
  const began = (await site.state(patient)).lastAt;
  await site.clockAt(plusMillis(began, 7 * DAY));
  await rate(patient, ['3', '2'], 'Jeg sang med i en time.');
  expect(browser.words()).toContain('Tallene er gemt');
  await site.clockAt(plusMillis(began, 14 * DAY));
  await rate(patient, ['5', '4'], 'Otte onsdage');
  // A slip is mended by new numbers on the same day: the last of a day stands.
  await site.clockAt(plusMillis(began, 14 * DAY + HOUR));
  await rate(patient, ['6', '4']);
  await browser.get(PROGRESS);
  expect(browser.words()).toMatch(
    /Mål 1: Gå til <b>kor<\/b> Fra 1 \S+dag [^.]+\. \S+ til 6 \S+dag/,
  );
  expect(browser.html.match(/<polyline/g)).toHaveLength(2);
  expect(browser.words()).toMatch(/Mål 1: 6 Mål 2: 4 Otte onsdage/);
  expect(browser.words()).not.toContain('Mål 1: 5');
  expect(browser.html).toContain(`href="${HERE}"`);
  await browser.get(paths.mySummary.to());
  expect(browser.words()).toMatch(/Hvor langt er målene nået\?.*Mål 1: .* til 6 \S+dag/);
  expect(browser.words()).toMatch(/Mål 2: Være der klokken ti Fra 2 .* til 4/);
});

it('rated on the day of the hand-in, the number that was handed in stays the first', async () => {
  const patient = await withGoals();
  const { browser } = patient;
  await rate(patient, ['4', '2']);
  await browser.get(PROGRESS);
  expect(browser.words()).toMatch(/Mål 1: Gå til <b>kor<\/b> Fra 1 til 4 samme dag, \S+dag/);
  expect(browser.words()).toContain('Mål 1: 1, og senere 4');
  const began = (await site.state(patient)).lastAt;
  await site.clockAt(plusMillis(began, 7 * DAY));
  await rate(patient, ['6', '2']);
  await browser.get(PROGRESS);
  expect(browser.words()).toMatch(/Gå til <b>kor<\/b> Fra 1 \S+dag [^.]+\. \S+ til 6 \S+dag/);
});

it('posted twice is one rating; what is missing is told by its goal, and typed words come back', async () => {
  const patient = await withGoals();
  const { browser } = patient;
  await browser.get(HERE);
  await browser.press(HERE, { 'now-1': '4', note: 'Det går fremad', do: 'save' });
  expect(browser.status).toBe(422);
  expect(browser.words()).toContain('Mål 2: Giv et tal fra 0 til 10 for, hvor langt du er i dag.');
  expect(browser.html).toMatch(/name="now-1" value="4" checked/);
  expect(browser.html).toContain('Det går fremad</textarea>');
  // Left there, it is not lost.
  await browser.get(HERE);
  expect(browser.words()).toContain('Her er det, du var i gang med.');
  expect(browser.html).toContain('Det går fremad</textarea>');
  const form = { ...browser.hidden(HERE), 'now-1': '4', 'now-2': '11', note: '', do: 'save' };
  await browser.post(HERE, form);
  expect(browser.words()).toContain('Vælg et tal fra 0 til 10');
  await browser.post(HERE, { ...form, 'now-2': '3' });
  await browser.post(HERE, { ...form, 'now-2': '3' });
  await browser.get(HERE);
  expect(browser.words()).not.toContain('Her er det, du var i gang med.');
  await browser.get(PROGRESS);
  expect(browser.words().match(/Mål 1: 1, og senere 4/g)).toHaveLength(1);
});

it('is one patient’s own, and of no other exercise', async () => {
  const anna = await withGoals();
  await rate(anna, ['7', '7'], 'Hemmeligt');
  const bo = await withGoals();
  expect((await bo.browser.get(PROGRESS)).words()).not.toContain('Hemmeligt');
  for (const exercise of ['aktivitetsdagbog', 'findes-ikke', 'tilbagefaldsplan']) {
    expect((await bo.browser.get(paths.myGoals.to({ exercise }))).status).toBe(404);
  }
});

it('goes on in a pause as other exercises do, and is refused by name after the end', async () => {
  const patient = await withGoals();
  const { lastAt } = await site.state(patient);
  await site.happens(patient, { name: 'pause', until: plusMillis(lastAt, 7 * DAY) });
  expect((await site.state(patient)).pausedAt).toBeTruthy();
  await rate(patient, ['3', '3'], 'Midt i pausen');
  expect(patient.browser.words()).toContain('Tallene er gemt');
  const tab = new Browser(site.origin);
  await tab.get(`/test-login/${patient.personId}`);
  await tab.get(HERE);
  const { programme } = await site.state(patient);
  if (!programme) throw new Error('no programme');
  await site.happens(patient, { name: 'dropOut' });
  await tab.press(HERE, { 'now-1': '4', 'now-2': '4', note: 'For sent', do: 'save' });
  expect(tab.status).toBe(409);
  expect(tab.words()).toContain('Det kan ikke lade sig gøre på dette trin.');
  expect(tab.words()).toContain('Det, du skrev lige nu, er ikke gemt');
  expect(tab.words()).toContain('For sent');
  await patient.browser.get(HERE);
  expect(patient.browser.words()).toContain('Behandlingen er ikke i gang');
  expect(patient.browser.words()).not.toContain('Gem tallene');
  expect((await patient.browser.get(HOME)).html).not.toContain(`href="${HERE}"`);
});

it('the same in a module that was left out', async () => {
  const patient = await withModule();
  const { programme } = await site.state(patient);
  if (!programme) throw new Error('no programme');
  await site.happens(patient, {
    name: 'adjustProgramme',
    ...plannedNow(programme),
    skipped: [MODULE],
  });
  await patient.browser.get(HERE);
  expect(patient.browser.words()).toContain('Modulet med målene er sprunget over');
});
