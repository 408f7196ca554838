/** A diary is written in one entry at a time: kept, mended, taken away, handed in and gone on with. */
import { addEntry } from '../../../db/diary';
import { newId } from '../../../db/newId';
import { lastActivity } from '../../../db/record';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { civilDate } from '../../../domain/calendar';
import { plannedNow } from '../../../domain/adjusted';
import type { DiaryEntryId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { typedProgrammes } from '../../support/typedProgrammes';
import { depression } from '../../support/depression';
import { Browser } from '../clinician/clinicSite';
import { openPatientSite, START, type Patient, type PatientSite } from './site';

const exercise = 'aktivitetsdagbog';
const DIARY = paths.myDiary.to({ exercise });
const MODULE = paths.myModule.to({ module: 'hvad-er-depression' });
const PROGRESS = paths.myProgress.to({ exercise });

let site: PatientSite;
let patient: Patient;
let browser: Patient['browser'];
beforeAll(async () => {
  site = await openPatientSite(undefined, typedProgrammes);
});
beforeEach(async () => {
  patient = await site.inTreatment(depression);
  ({ browser } = patient);
});
afterAll(() => site.close());

const entry = (activity: string, more: Record<string, string> = {}) => ({
  day: '2026-11-23',
  time: 'formiddag',
  activity,
  moodBefore: '2',
  moodAfter: '4',
  note: '',
  ...more,
});
const write = async (activity: string, more: Record<string, string> = {}): Promise<void> => {
  await browser.get(DIARY);
  await browser.press(DIARY, entry(activity, more));
};
/** The address of the page on which the newest entry is mended. */
async function newest(): Promise<string> {
  await browser.get(DIARY);
  const found = new RegExp(`href="(${DIARY}/[0-9a-f-]{36})"`).exec(browser.html);
  if (!found?.[1]) throw new Error('there is no entry to mend');
  return found[1];
}

/** The same person in another window. */
async function anotherTab(): Promise<Browser> {
  const tab = new Browser(site.origin);
  await tab.get(`/test-login/${patient.personId}`);
  return tab;
}

it('is reached from Mit forløb and from its module', async () => {
  await browser.get(paths.myCourse.to());
  expect(browser.html).toContain(`href="${DIARY}"`);
  expect(browser.words()).toContain('Skriv i din dagbog: Aktivitetsdagbog');
  await browser.get(MODULE);
  expect(browser.html).toContain(`href="${DIARY}"`);
  expect(browser.words()).toContain('Du har skrevet 0 linjer. Der skal være mindst 3');
});

it('begins today, at this time of day, and is kept with one press', async () => {
  await browser.get(DIARY);
  expect(browser.html).toMatch(
    /<option value="2026-11-\d\d" selected>I dag, \S+dag \d+\. november/,
  );
  expect(browser.html).toMatch(/<option value="\w+" selected>(Formiddag|Eftermiddag|Morgen|Aften)/);
  await browser.press(DIARY, entry('Gik ned til <b>søen</b>'));
  expect(browser.words()).toContain('Det er gemt');
  expect(browser.words()).toContain('Du har skrevet 1 linje. Skriv mindst 2 linjer mere');
  expect(browser.html).toContain('Gik ned til &lt;b&gt;søen&lt;/b&gt;');
});

it('posted twice is one entry; the same form with other words is another', async () => {
  await browser.get(DIARY);
  const form = { ...browser.hidden(DIARY), ...entry('Gik en tur') };
  await browser.press(DIARY, form);
  await browser.press(DIARY, form);
  expect(browser.words()).toContain('Du har skrevet 1 linje.');
  await browser.press(DIARY, { ...form, activity: 'Gik to ture' });
  expect(browser.words()).toContain('Du har skrevet 2 linjer.');
});

it.each([
  [{ activity: '' }, 'Skriv kort, hvad du lavede.'],
  [{ moodAfter: '11' }, 'Vælg et tal fra 0 til 10'],
  [{ moodBefore: '' }, 'Giv dit humør før et tal fra 0 til 10.'],
  [{ day: '2026-12-24' }, 'Dagen ved »Dag« er ikke kommet endnu.'],
  [{ day: 'i går' }, 'Vælg en dag'],
])('with %j comes back with a sentence and everything typed', async (wrong, sentence) => {
  await write('Gik en tur', { note: 'Det regnede', ...wrong });
  expect(browser.status).toBe(422);
  expect(browser.words()).toContain(sentence);
  expect(browser.html).toContain('Det regnede');
  if (!('activity' in wrong)) expect(browser.html).toContain('value="Gik en tur"');
  expect(browser.words()).toContain('Du har skrevet 0 linjer.');
});

it('can be mended and taken away', async () => {
  await write('Gik en tur');
  const page = await newest();
  await browser.get(page);
  expect(browser.words()).toContain('Ret det, du skrev: mandag 23. november');
  expect(browser.words()).toContain('Slet det her');
  expect(browser.html).toContain('value="Gik en tur"');
  await browser.press(page, { ...entry('Gik en lang tur'), do: 'save' });
  expect(browser.words()).toContain('Det er rettet');
  expect(browser.words()).toContain('Gik en lang tur');
  await browser.get(page);
  await browser.press(page, { ...entry('Gik en lang tur'), do: 'delete' });
  expect(browser.words()).toContain('Det er slettet');
  expect(browser.words()).toContain('Du har skrevet 0 linjer.');
  expect((await browser.get(page)).status).toBe(404);
});

it('two windows never write over each other: the second is told, and then decides', async () => {
  await write('Gik en tur');
  const page = await newest();
  await browser.get(page);
  const old = browser.hidden(page);
  await browser.press(page, { ...entry('I det ene vindue'), do: 'save' });
  await browser.get(page);
  await browser.press(page, { ...entry('I det andet'), ...old, do: 'save' });
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain('Det, der er gemt fra et andet vindue');
  expect(browser.words()).toContain('I det ene vindue');
  expect(browser.html).toContain('value="I det andet"');
  await browser.press(page, { ...entry('I det andet'), ...browser.hidden(page), do: 'save' });
  expect(browser.words()).toContain('Det er rettet');
});

it('too few entries keep the module from being handed in; enough are handed in and stand', async () => {
  await write('Gik en tur');
  await browser.get(MODULE);
  await browser.press(MODULE, { do: 'handIn' });
  expect(browser.status).toBe(422);
  expect(browser.words()).toContain('Udfyld mindst 3 linjer, før du afleverer. Du har udfyldt 1.');
  await write('Så tv');
  await write('Ringede til Ida');
  const page = await newest();
  const tab = await anotherTab();
  await tab.get(page);
  await browser.get(MODULE);
  await browser.press(MODULE, { do: 'handIn' });
  expect(browser.words()).toContain('Modulet er afleveret');
  await browser.get(page);
  expect(browser.words()).toContain('Den er afleveret sammen med modulet');
  await tab.press(page, { ...entry('Noget andet'), do: 'save' });
  expect(tab.status).toBe(409);
  expect(tab.words()).toContain('Det, du skrev lige nu, er ikke gemt');
  expect(tab.words()).toContain('Noget andet');
  // The diary goes on, and the module is handed in once.
  await write('Skrevet bagefter');
  expect(browser.words()).toContain('Du har skrevet 4 linjer.');
  await browser.get(MODULE);
  expect(browser.words()).toContain('Skrevet bagefter');
  expect(browser.html).not.toContain('Aflever modulet');
});

it('a diary of a closed module, or of nobody, is not found', async () => {
  for (const one of ['dagbog-med-moenstre', 'soevndagbog', 'ugeplan', 'findes-ikke']) {
    expect((await browser.get(paths.myDiary.to({ exercise: one }))).status).toBe(404);
    expect((await browser.get(paths.myProgress.to({ exercise: one }))).status).toBe(404);
  }
});

it('another patient’s entry is not found, whoever asks', async () => {
  await write('Hemmeligt');
  const page = await newest();
  const other = await site.inTreatment(depression);
  expect((await other.browser.get(page)).status).toBe(404);
  expect((await other.browser.get(PROGRESS)).words()).not.toContain('Hemmeligt');
});

it('after the end nothing is added, and what was typed too late is shown', async () => {
  const tab = await anotherTab();
  await tab.get(DIARY);
  await write('Gik en tur');
  await site.happens(patient, { name: 'dropOut' });
  await browser.get(DIARY);
  expect(browser.words()).toContain('Du kan læse det, du har skrevet');
  expect(browser.words()).toContain('Gik en tur');
  await browser.get(PROGRESS);
  expect(browser.words()).toContain('Gik en tur');
  expect(browser.words()).not.toMatch(/Skriv i din dagbog|Ret eller slet/);
  await tab.press(DIARY, entry('For sent'));
  expect(tab.status).toBe(409);
  expect(tab.words()).toContain('Det, du skrev lige nu, er ikke gemt');
  expect(tab.words()).toContain('For sent');
});

it('of 400 entries seven are shown; one more is not taken in, and comes back with why', async () => {
  const of = {
    courseId: patient.courseId,
    personId: patient.personId,
    module: 'hvad-er-depression',
    exercise,
    kind: 'activityDiary',
    day: civilDate('2026-11-20'),
    at: START,
  };
  await inTransaction(site.clinic.worker, SYSTEM, async (tx) => {
    for (let nth = 1; nth <= 400; nth += 1) {
      const answer = { ...entry(`Gik tur nummer ${nth}`), moodBefore: 2, moodAfter: 4 };
      await addEntry(tx, { ...of, entryId: newId<DiaryEntryId>(), answer });
    }
  });
  await write('Den sidste dråbe');
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain('Der er ikke plads til mere i dagbogen');
  expect(browser.html).toContain('value="Den sidste dråbe"');
  expect(browser.words()).toContain('Du har skrevet 400 linjer.');
  expect(browser.html.match(/Ret eller slet/g)).toHaveLength(7);
});

it('a skipped module takes no entries and offers no writing; what is written is read', async () => {
  await write('Gik en tur');
  const page = await newest();
  const tab = await anotherTab();
  await tab.get(DIARY);
  const { programme } = await site.state(patient);
  if (!programme) throw new Error('no programme');
  await site.happens(patient, {
    name: 'adjustProgramme',
    ...plannedNow(programme),
    skipped: ['hvad-er-depression'],
  });
  await browser.get(paths.myCourse.to());
  expect(browser.words()).not.toContain('Skriv i din dagbog');
  expect(browser.words()).toContain('Din udvikling: Aktivitetsdagbog');
  await browser.get(PROGRESS);
  expect(browser.words()).toContain('Gik en tur');
  expect(browser.words()).not.toContain('Skriv i din dagbog');
  expect(browser.words()).not.toContain('Ret eller slet');
  for (const one of [DIARY, page]) {
    await browser.get(one);
    expect(browser.words()).toContain(
      'Modulet er sprunget over, så der kan ikke skrives mere her.',
    );
    expect(browser.words()).toContain('Gik en tur');
  }
  await tab.press(DIARY, entry('For sent'));
  expect(tab.status).toBe(409);
  expect(tab.words()).toContain('Modulet er sprunget over, så du skal ikke aflevere det.');
  expect(tab.words()).toContain('For sent');
  expect((await browser.get(DIARY)).words()).not.toContain('For sent');
});

it('says who can see it, and that nobody is to be expected to', async () => {
  await browser.get(DIARY);
  expect(browser.words()).toContain('Psykologen kan se, hvad du skriver her, men læser ikke med.');
  expect(browser.words()).toContain('Regn ikke med, at nogen læser det, før du afleverer modulet.');
});

it('says of two that are open what each is meant for, and leads from one to the other', async () => {
  for (const one of ['Gik en tur', 'Så tv', 'Ringede til Ida']) await write(one);
  const second = paths.myDiary.to({ exercise: 'dagbog-med-moenstre' });
  await site.happens(patient, { name: 'openModule', moduleId: 'aktivitet-og-humoer' });
  await site.happens(patient, { name: 'openModule', moduleId: 'soevn' });
  await browser.get(paths.myCourse.to());
  const use = 'Det, du har lavet, og hvordan humøret var før og efter.';
  expect(browser.words()).toContain(`Skriv i din dagbog: Aktivitetsdagbog ${use}`);
  expect(browser.words()).toContain('Natten, der gik. Skriv den om morgenen.');
  await browser.get(MODULE);
  await browser.press(MODULE, { do: 'handIn' });
  // The first is not needed any more: it says which one is.
  await browser.get(DIARY);
  expect(browser.words()).toMatch(/Den er fra tidligere\. Skriv nu hellere i »[^«]+«\./);
  expect(browser.html).toContain(`href="${second}"`);
  await browser.get(second);
  expect(browser.words()).toContain(use);
  expect(browser.words()).toContain('Er det noget andet, du vil skrive?');
});

it('counts as a sign of life', async () => {
  await write('Gik en tur');
  const seen = await inTransaction(site.clinic.worker, SYSTEM, (tx) =>
    lastActivity(tx, patient.courseId),
  );
  expect(seen && seen > START).toBe(true);
});
