/** The psychologist's written support: an answer with comments at an exercise, and the time it took. */
import { saveExercise } from '../../../db/exercises';
import { keepMessage } from '../../../db/messages';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import {
  asId,
  type CourseId,
  type MessageId,
  type PersonId,
  type UpdateId,
} from '../../../domain/ids';
import { programmeToFollow } from '../../../domain/programme';
import { paths } from '../../../web/paths';
import { firstVersion } from '../../support/depression';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';
import { isBooked } from './walked';

const MODULE = 'hvad-er-depression';
const EXERCISE = 'aktivitetsdagbog';
const WHOLE = `comment.${EXERCISE}`;
const SECOND = `comment.${EXERCISE}.2`;
const ROWS = ['Gik en tur', 'Så fjernsyn', 'Ringede til min søster'].map((activity) => ({
  day: 'mandag',
  time: 'aften',
  activity,
  moodBefore: 2,
  moodAfter: 3,
  note: null,
}));

let site: ClinicSite;
let karen: Browser;
let numbers = 0;
beforeAll(async () => {
  site = await openClinicSite();
  karen = await site.as('karen');
});
afterAll(() => site.close());

interface Handed {
  readonly course: CourseId;
  readonly personId: PersonId;
  readonly module: string;
  readonly page: string;
}

/** Somebody of Karen's who has handed in the first module with three lines in its diary. */
async function handedIn(): Promise<Handed> {
  const cpr =
    ['0201919990', '0201609995', '0108589995', '0107729995', '2509479989', '1403989996'][numbers] ??
    '';
  numbers += 1;
  const course = await site.applicant({ cpr, name: `Prøve ${numbers}` });
  await isBooked(site, course);
  const programme = programmeToFollow(firstVersion);
  await site.happens(course, { name: 'accept', programme, diagnosis: 'DF321' });
  const { rows } = await site.clinic.owner.query<{ person_id: string }>(
    'SELECT person_id FROM course WHERE course_id = $1',
    [course],
  );
  const personId = asId<PersonId>(rows[0]?.person_id ?? '');
  const of = { courseId: course, personId, module: MODULE, exercise: EXERCISE };
  await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    saveExercise(tx, { ...of, answer: { rows: ROWS }, basedOn: 0, at: START }),
  );
  await site.happens(course, { name: 'handIn', moduleId: MODULE });
  const page = paths.courseModule.to({ course, module: MODULE });
  return { course, personId, module: MODULE, page };
}

async function sentComments({ course }: Handed): Promise<object[]> {
  const { rows } = await site.clinic.owner.query<object>(
    `SELECT exercise, row_key, sent_at IS NOT NULL AS sent FROM exercise_comment
    WHERE course_id = $1 ORDER BY row_key`,
    [course],
  );
  return rows;
}

async function minutes({ course }: Handed): Promise<object[]> {
  const { rows } = await site.clinic.owner.query<object>(
    `SELECT kind, minutes, counted_at IS NOT NULL AS counts FROM time_spent
    WHERE course_id = $1 ORDER BY written_at, kind`,
    [course],
  );
  return rows;
}

test('one press sends the answer, a comment at the exercise and one at its second line', async () => {
  const handed = await handedIn();
  await karen.get(handed.page);
  // Each number with what it is, and the comment's place at its own row.
  expect(karen.words()).toContain(
    'Linje 2: Mandag, aften »Så fjernsyn«, humør før 2, humør efter 3 Kommentar til linje 2',
  );
  expect(karen.words()).toContain('Kommentarerne ved øvelserne bliver sendt med.');
  const typed = { body: 'Godt set.', [WHOLE]: 'Tydeligt skrevet.', [SECOND]: 'Her steg humøret.' };
  const fields = { ...karen.hidden(handed.page), ...typed, minutes: '20' };
  await karen.post(handed.page, fields);
  expect(karen.words()).toContain('Svaret er sendt');
  // A double click, or a second window with the very form.
  await karen.post(handed.page, fields);
  const at = (row_key: string) => ({ exercise: EXERCISE, row_key, sent: true });
  expect(await sentComments(handed)).toEqual([at(''), at('2')]);
  expect(await minutes(handed)).toEqual([{ kind: 'feedback', minutes: 20, counts: true }]);
  await karen.get(handed.page);
  expect(karen.words()).toMatch(
    /Linje 2: .*»Så fjernsyn«.* 3 Karen Eksempel \S+ 23\. november kl\. \S+ Her steg/,
  );
  expect(karen.words()).toContain('Ikke læst af patienten endnu');
});

test('comments are never sent alone: without an answer they are kept, told and stand as typed', async () => {
  const handed = await handedIn();
  await karen.get(handed.page);
  await karen.press(handed.page, { body: '', [SECOND]: 'Her steg humøret.' });
  expect(karen.status).toBe(422);
  expect(karen.words()).toContain('Skriv også et svar på hele modulet.');
  expect(karen.html).toMatch(/<details open>[^]*Her steg humøret\.<\/textarea>/);
  expect(await sentComments(handed)).toEqual([]);
  // And they are a draft, like the answer is: another day they stand there again.
  await karen.get(handed.page);
  expect(karen.html).toContain('Her steg humøret.</textarea>');
});

test('a comment that is too long and minutes that are none are told, with everything as typed', async () => {
  const handed = await handedIn();
  const long = 'x'.repeat(2001);
  await karen.get(handed.page);
  await karen.press(handed.page, { body: 'Godt set.', [WHOLE]: long, minutes: '1000' });
  expect(karen.status).toBe(422);
  expect(karen.words()).toContain('Kommentaren er for lang. Skriv højst 2000 tegn.');
  expect(karen.words()).toContain('Skriv tiden som et helt antal minutter fra 0 til 240.');
  expect(karen.html).toContain(`href="#felt-${WHOLE}"`);
  for (const typed of [`${long}</textarea>`, 'value="1000"', 'Godt set.</textarea>']) {
    expect(karen.html).toContain(typed);
  }
  expect([await sentComments(handed), await minutes(handed)]).toEqual([[], []]);
});

test('a form that another window answered first keeps its comments in sight, and sends none', async () => {
  const handed = await handedIn();
  await karen.get(handed.page);
  const stale = { ...karen.hidden(handed.page), body: 'For sent.', [SECOND]: 'Også for sent.' };
  await karen.press(handed.page, { body: 'Først.' });
  await karen.post(handed.page, stale);
  expect(karen.status).toBe(409);
  expect(karen.words()).toContain('Også for sent.');
  expect(await sentComments(handed)).toEqual([{ exercise: EXERCISE, row_key: '2', sent: false }]);
  expect(await minutes(handed)).toContainEqual({ kind: 'feedback', minutes: 15, counts: true });
  expect(await minutes(handed)).toContainEqual({ kind: 'feedback', minutes: 15, counts: false });
  await karen.get(handed.page);
  expect(karen.words()).not.toContain('Også for sent.');
});

test('the course says how long each week took, to the psychologist, and what is usual', async () => {
  const handed = await handedIn();
  const { course } = handed;
  await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    keepMessage(tx, {
      messageId: newId<MessageId>(),
      courseId: course,
      personId: handed.personId,
      author: { kind: 'patient', id: handed.personId },
      body: 'Hvad mener du?',
      about: { module: MODULE, exercise: EXERCISE },
      at: START,
      updateId: newId<UpdateId>(),
    }),
  );
  await site.clinic.owner.query("UPDATE message SET state = 'sent' WHERE course_id = $1", [course]);
  await site.happens(course, { name: 'writeMessage' });
  await karen.get(handed.page);
  await karen.press(handed.page, { body: 'Godt set.', minutes: '18' });
  const thread = paths.courseMessages.to({ course });
  await karen.get(thread);
  expect(karen.words()).toMatch(/Om øvelsen Aktivitetsdagbog Hvad mener du\?/);
  await karen.press(thread, { body: 'Jeg mener turen.' });
  expect(karen.words()).toContain('Ikke læst af patienten endnu');
  await karen.get(paths.course.to({ course }));
  expect(karen.words()).toContain('Besvaret. Ikke læst af patienten endnu.');
  expect(karen.words()).toContain('Vejledende 10 til 20 minutter om ugen.');
  expect(karen.words()).toMatch(/Ugen fra 23\. november Se her: 23 minutter til 2 svar og opkald/);
  const lone = await site.as('coordinator');
  await lone.get(paths.course.to({ course }));
  expect(lone.words()).not.toContain('Tid brugt');
});

test('a call to somebody silent and a closing call that was held are logged with their minutes', async () => {
  const handed = await handedIn();
  const { course } = handed;
  // Who waits for an answer, or for the next module to open, is not silent.
  await karen.get(handed.page);
  await karen.press(handed.page, { body: 'Godt set.', minutes: '5' });
  const opens = (await site.state(course)).dues.find(({ name }) => name === 'moduleOpens');
  await site.setNow(opens?.dueAt ?? START);
  await site.happens(course, { name: 'openModule', moduleId: opens?.subject ?? '' });
  const silent = (await site.state(course)).dues.find(({ name }) => name === 'silent10');
  await site.setNow(silent?.dueAt ?? START);
  await site.happens(course, { name: 'deadline', deadline: 'silent10', subject: '' });
  const page = paths.course.to({ course });
  const done = paths.closeTask.to({ course });
  await karen.get(page);
  await karen.press(done, { way: 'notReached', note: 'Ringede kl. 10.', minutes: 'ti' });
  expect(karen.status).toBe(422);
  expect(karen.words()).toContain('Skriv tiden som et helt antal minutter fra 0 til 240.');
  expect(karen.html).toContain('value="ti"');
  await karen.press(done, { way: 'notReached', note: 'Ringede kl. 10.', minutes: '7' });
  expect(karen.words()).toContain('Opgaven er markeret som gjort');
  await site.happens(course, { name: 'dropOut' });
  const closing = paths.courseClosing.to({ course });
  await karen.get(closing);
  await karen.press(closing, { answer: 'held', note: 'Talt sammen.', minutes: '12' });
  expect(karen.words()).toContain('Nu mangler epikrisen');
  expect(await minutes(handed)).toEqual([
    { kind: 'feedback', minutes: 5, counts: true },
    { kind: 'closingCall', minutes: 12, counts: true },
    { kind: 'silenceCall', minutes: 7, counts: true },
  ]);
  await site.setNow(START);
});
