/** The psychologist reads typed exercises: set out on the module's page, and over the weeks. */
import { addEntry } from '../../../db/diary';
import { saveExercise } from '../../../db/exercises';
import { newId } from '../../../db/newId';
import { courseById } from '../../../db/courses';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { civilDate } from '../../../domain/calendar';
import type { CourseId, DiaryEntryId } from '../../../domain/ids';
import { programmeToFollow } from '../../../domain/programme';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { depression } from '../../support/depression';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';
import { untilTreatment } from './ended';

const FIRST = 'hvad-er-depression';
const exercise = 'aktivitetsdagbog';

let site: ClinicSite;
let course: CourseId;
let karen: Browser;
beforeAll(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  await untilTreatment(site, course, programmeToFollow(depression));
  karen = await site.as('karen');
});
afterAll(() => site?.close());

async function personOf() {
  const row = await inTransaction(site.clinic.worker, SYSTEM, (tx) => courseById(tx, course));
  if (!row) throw new Error('the course is gone');
  return { courseId: course, personId: row.personId, at: START };
}

async function written(
  day: string,
  activity: string,
  moods: readonly [number, number],
): Promise<void> {
  const of = await personOf();
  const [moodBefore, moodAfter] = moods;
  const answer = { day, time: 'aften', activity, moodBefore, moodAfter, note: null };
  const entry = {
    ...of,
    entryId: newId<DiaryEntryId>(),
    module: FIRST,
    exercise,
    kind: 'activityDiary',
    day: civilDate(day),
    answer,
  };
  await inTransaction(site.clinic.worker, SYSTEM, (tx) => addEntry(tx, entry));
}

it('a diary is told line by line on the module’s page, and what came after the hand-in stands apart', async () => {
  await written('2026-11-16', 'Så tv', [3, 3]);
  await written('2026-11-18', 'Gik en <b>tur</b>', [2, 5]);
  const module = paths.courseModule.to({ course, module: FIRST });
  expect((await karen.get(module)).words()).toContain('Gik en <b>tur</b>');
  expect(karen.html).toContain('Gik en &lt;b&gt;tur&lt;/b&gt;');
  expect(karen.words()).not.toContain('skrevet efter afleveringen');
  await site.happens(course, { name: 'handIn', moduleId: FIRST });
  await written('2026-11-23', 'Sang i kor', [4, 7]);
  const words = (await karen.get(module)).words();
  expect(words.split('Aktivitetsdagbog, skrevet efter afleveringen').at(-1)).toContain(
    'Sang i kor',
  );
  expect(words.split('Aktivitetsdagbog, skrevet efter afleveringen')[0]).not.toContain(
    'Sang i kor',
  );
  expect(karen.html).toContain(`href="${paths.courseProgress.to({ course, exercise })}"`);
});

it('the course leads to the weeks: a sentence, a drawing, a table, and everything written', async () => {
  const progress = paths.courseProgress.to({ course, exercise });
  await karen.get(paths.course.to({ course }));
  expect(karen.html).toContain(`href="${progress}"`);
  await karen.get(progress);
  expect(karen.words()).toContain('Humøret steg i snit fra 3 før til 5 efter.');
  expect(karen.html.match(/<polyline/g)).toHaveLength(2);
  expect(karen.words()).toMatch(/Uge 47 \(16\.–22\. november\) 2 2,5 4/);
  expect(karen.words()).toContain('Sang i kor');
  expect(karen.words()).toMatch(
    /Mandag 23\. november, aften Skrevet efter afleveringen »Sang i kor«/,
  );
  expect(karen.words()).toMatch(
    /Onsdag 18\. november, aften »Gik en <b>tur<\/b>«, humør før 2, humør efter 5/,
  );
  // Only the patient mends what the patient wrote.
  expect(karen.words()).not.toContain('Ret eller slet');
});

it('long answers stand under their labels, row by row, and not in narrow columns', async () => {
  await site.happens(course, { name: 'openModule', moduleId: 'undersoeg-tankerne' });
  const of = await personOf();
  const record = {
    situation: 'Chefen skrev',
    thought: 'Jeg dur ikke',
    beliefBefore: 8,
    feeling: 'skam',
    strengthBefore: 7,
    for: 'Jeg lavede en fejl',
    against: 'Resten var rigtigt',
    balanced: 'Én fejl er ikke det hele',
    beliefInBalanced: 6,
    strengthAfter: 4,
  };
  const saved = {
    ...of,
    module: 'undersoeg-tankerne',
    exercise: 'tankeskema',
    answer: { rows: [record] },
    basedOn: 0,
  };
  await inTransaction(site.clinic.worker, SYSTEM, (tx) => saveExercise(tx, saved));
  await karen.get(paths.courseModule.to({ course, module: 'undersoeg-tankerne' }));
  expect(karen.words()).toMatch(
    /Skema 1 Hvad skete der\? Chefen skrev Hvad tænkte du\? Jeg dur ikke/,
  );
  expect(karen.words()).toContain('Hvad følte du mest? Skam');
  await karen.get(paths.courseProgress.to({ course, exercise: 'tankeskema' }));
  expect(karen.words()).toMatch(/Skema 1 Ikke afleveret endnu Tankeskema/);
});

it('an exercise of a closed module, or of no kind, has no weeks', async () => {
  for (const one of ['soevndagbog', 'findes-ikke']) {
    const page = paths.courseProgress.to({ course, exercise: one });
    expect((await karen.get(page)).status).toBe(404);
  }
});

it('goals that were rated again are a line a goal, with what was written beside the numbers', async () => {
  const module = 'maal-og-vaerdier';
  await site.happens(course, { name: 'openModule', moduleId: module });
  const of = await personOf();
  const goal = { why: 'At høre til', sign: 'Noder', importance: 9, now: 1, firstStep: 'En prøve' };
  const answer = { rows: [{ goal: 'Gå til <b>kor</b>', ...goal }] };
  const saved = { ...of, module, exercise: 'maal', answer, basedOn: 0 };
  await inTransaction(site.clinic.worker, SYSTEM, (tx) => saveExercise(tx, saved));
  await site.happens(course, { name: 'handIn', moduleId: module });
  // Nobody is told of a rating: it stands on the page of the course, and nothing before there is one.
  const page = paths.course.to({ course });
  expect((await karen.get(page)).words()).not.toContain('Hvor langt er målene nået?');
  const rated = { module, exercise: 'maal', kind: 'goals', day: civilDate('2027-01-04') };
  const entry = { ...of, ...rated, entryId: newId<DiaryEntryId>() };
  await inTransaction(site.clinic.worker, SYSTEM, (tx) =>
    addEntry(tx, { ...entry, answer: { 'now-1': 4, note: 'Sang i en time' } }),
  );
  expect((await karen.get(page)).words()).toMatch(
    /Hvor langt er målene nået\? Mål 1: Gå til <b>kor<\/b> Fra 1 \S+dag .* til 4 mandag 4\. januar/,
  );
  await karen.get(paths.courseProgress.to({ course, exercise: 'maal' }));
  expect(karen.words()).toMatch(
    /Mål 1: Gå til <b>kor<\/b> Fra 1 \S+dag .* til 4 mandag 4\. januar/,
  );
  expect(karen.words()).toContain('Mandag 4. januar 2027 Mål 1: 4 Sang i en time');
  expect(karen.html).toContain('<polyline');
});

it('a short plan of who ended early stands on the closing page, as what it is', async () => {
  await site.happens(course, { name: 'dropOut' });
  const closing = paths.courseClosing.to({ course });
  expect((await karen.get(closing)).words()).not.toContain('Min plan mod tilbagefald');
  const answer = { rows: [{ sign: 'Jeg lukker <b>døren</b>', whatIDo: 'Ringer til Eva' }] };
  const where = { module: 'forebyg-tilbagefald', exercise: 'tilbagefaldsplan' };
  const saved = { ...(await personOf()), ...where, answer, basedOn: 0 };
  await inTransaction(site.clinic.worker, SYSTEM, (tx) => saveExercise(tx, saved));
  await karen.get(closing);
  expect(karen.words()).toMatch(
    /Min plan mod tilbagefald Ikke afleveret\..*Jeg lukker <b>døren<\/b>/,
  );
  expect(karen.html).toContain('Jeg lukker &lt;b&gt;døren&lt;/b&gt;');
});
