/** A patient who was called silent writes again: the tasks about it end by themselves. */
import type { Client } from '@temporalio/client';
import { taskDraft } from '../../api/queries/draft';
import { writeAudit } from '../../db/audit';
import { addEntry } from '../../db/diary';
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import { dateWords } from '../../domain/danish';
import { plusMillis, type CourseId, type DiaryEntryId, type Instant } from '../../domain/ids';
import type { PersonId } from '../../domain/ids';
import { freshMemory, type Round } from '../../ops/sweep/round';
import { silenceChecks } from '../../ops/sweep/silence';
import { paths } from '../../web/paths';
import { ANNA } from '../db/clinic';
import { openClinicSite, type Browser, type ClinicSite } from '../web/clinician/clinicSite';
import { standIn } from '../web/clinician/standIn';
import { inTreatment } from '../web/clinician/walked';

const HOUR = 3_600_000;
const CALL = 'Ring: patienten er stille';
const NOTE = 'Ringet kl. 10, telefonsvarer. Prøver igen i morgen.';
let site: ClinicSite;
let course: CourseId;
let personId: PersonId;
let karen: Browser;
/** Of the last round of the sweep. */
let counts: Round['counts'];
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  await inTreatment(site, course);
  karen = await site.as('karen');
  const silent10 = (await site.state(course)).dues.find((one) => one.name === 'silent10');
  await rings('silent10', silent10?.dueAt);
  const found = await site.clinic.owner.query<{ person_id: PersonId }>(
    'SELECT person_id FROM course WHERE course_id = $1',
    [course],
  );
  personId = found.rows[0]?.person_id as PersonId;
});
afterEach(() => site.close());

async function rings(
  deadline: 'silent7' | 'silent10' | 'silent14',
  at: Instant | undefined,
): Promise<void> {
  if (!at) throw new Error(`${deadline} does not run`);
  await site.setNow(at);
  await site.happens(course, { name: 'deadline', deadline, subject: '' });
}
const page = () => paths.course.to({ course });
const open = async () => (await site.state(course)).tasks.map(({ kind }) => kind);
const later = async () => plusMillis((await site.state(course)).lastAt, HOUR);
const asWorker = <T>(work: (tx: Tx) => Promise<T>) =>
  inTransaction(site.clinic.worker, SYSTEM, work);

/** Karen begins to write at the call, and the page keeps it. */
async function begins(): Promise<void> {
  await karen.get(page());
  const typed = { ...karen.hidden(paths.closeTask.to({ course })), way: 'notReached', note: NOTE };
  await karen.post(paths.courseDraft.to({ course, form: taskDraft('silenceCall') }), typed);
}

/** One round of the sweep, as far as it is about the silent; `temporal`: who hears it. */
async function round(at: Instant, temporal: Client = standIn(site.clinic, () => false)) {
  const failures: unknown[] = [];
  counts = { looked: 0, mended: 0, told: 0, activeAgain: 0 };
  const deps = { db: site.clinic.worker, temporal, realNow: () => at } as Round['deps'];
  await site.setNow(at);
  await silenceChecks({
    deps,
    memory: freshMemory(),
    failures,
    counts,
    signal: new AbortController().signal,
    presser: async () => ({ app: deps, actor: SYSTEM, clock: { mode: 'real' }, now: at }),
    each: async (find, mend) => {
      for (const one of await asWorker(find)) {
        await mend(one).catch((error: unknown) => failures.push(error));
      }
    },
  });
  return failures;
}

async function keepsDiary(at: Instant): Promise<void> {
  await asWorker((tx) =>
    addEntry(tx, {
      entryId: newId<DiaryEntryId>(),
      courseId: course,
      personId,
      module: 'm1',
      exercise: 'dagbog',
      kind: 'activity',
      day: copenhagenDate(at),
      answer: {},
      at,
    }),
  );
}

it('a diary entry ends the call, and the timeline says so with its day', async () => {
  expect(await open()).toEqual(['silenceCall']);
  const at = await later();
  expect(await round(at)).toEqual([]);
  expect(await open()).toEqual(['silenceCall']);
  await keepsDiary(at);
  await karen.get(page());
  expect(karen.words()).toContain('Patienten er i gang igen og skrev eller svarede');
  expect(await round(plusMillis(at, HOUR))).toEqual([]);
  expect(await open()).toEqual([]);
  expect(counts.activeAgain).toBe(1);
  const { rows } = await site.clinic.owner.query<{ state: string }>(
    "SELECT state FROM task WHERE course_id = $1 AND kind = 'silenceCall'",
    [course],
  );
  expect(rows).toEqual([{ state: 'dropped' }]);
  await karen.get(page());
  expect(karen.words()).not.toContain(CALL);
  expect(karen.words()).toContain(
    `Patienten er i gang igen, ${dateWords(at, plusMillis(at, HOUR))}. ` +
      'Opgaven om, at der var stille, sluttede af sig selv',
  );
  // Once: the next round has nothing to say.
  const { revision } = await site.state(course);
  await round(plusMillis(at, 2 * HOUR));
  expect((await site.state(course)).revision).toBe(revision);
});

it('a login alone takes no call away: who only looked may be who needs it', async () => {
  const at = await later();
  await asWorker((tx) =>
    writeAudit(tx, { at, event: 'logIn', courseId: course, personId, requestId: 'r' }),
  );
  await round(plusMillis(at, HOUR));
  expect(await open()).toEqual(['silenceCall']);
});

it('words that are begun keep the task until they are sent, and stand in its form', async () => {
  const at = await later();
  await site.setNow(at);
  await begins();
  await keepsDiary(at);
  await round(plusMillis(at, HOUR));
  expect(await open()).toEqual(['silenceCall']);
  await karen.get(page());
  expect(karen.html).toContain(NOTE);
  expect(karen.words()).toContain('Du er begyndt at skrive her, så opgaven bliver stående');
  await karen.press(paths.closeTask.to({ course }), { way: 'notReached', note: NOTE });
  expect(karen.words()).toContain('Opgaven er markeret som gjort');
  expect(await open()).toEqual([]);
});

it('words begun at the call keep both tasks after the decision has come too', async () => {
  await site.setNow(await later());
  await begins();
  const silent14 = (await site.state(course)).dues.find((one) => one.name === 'silent14');
  await rings('silent14', silent14?.dueAt);
  expect(await open()).toEqual(['silenceCall', 'silenceDecision']);
  const at = await later();
  await keepsDiary(at);
  await round(plusMillis(at, HOUR));
  expect(await open()).toEqual(['silenceCall', 'silenceDecision']);
  await karen.get(page());
  expect(karen.html).toContain(NOTE);
  expect(karen.words()).toContain(`Du er begyndt at skrive ved opgaven »${CALL}«`);
  expect(karen.words()).not.toContain('Opgaven slutter af sig selv om lidt');
});

it('a colleague reads who holds the task; words that are left behind hold it for a week', async () => {
  const at = await later();
  await site.setNow(at);
  await begins();
  await keepsDiary(at);
  await round(plusMillis(at, HOUR));
  const colleague = await site.as('ib');
  await colleague.get(page());
  await colleague.press(paths.unlock.to({ course }), { reason: 'Karen er syg i dag.' });
  await colleague.get(page());
  expect(colleague.words()).toMatch(
    /Karen \S+ er begyndt at skrive her, så opgaven bliver stående/,
  );
  expect(colleague.words()).not.toContain('Opgaven slutter af sig selv om lidt');
  expect(colleague.html).not.toContain(NOTE);
  const week = plusMillis(at, 7 * 24 * HOUR);
  await round(plusMillis(week, -HOUR));
  expect(await open()).toEqual(['silenceCall']);
  await site.setNow(week);
  await karen.get(page());
  expect(karen.words()).toContain('Opgaven slutter af sig selv om lidt');
  await round(week);
  expect(await open()).toEqual([]);
});

it('without a script, a form that came back with errors keeps its words and the task', async () => {
  const at = await later();
  await site.setNow(at);
  await karen.get(page());
  await karen.press(paths.closeTask.to({ course }), { note: NOTE });
  expect(karen.words()).toContain('Vælg, hvad der er gjort');
  await keepsDiary(at);
  await round(plusMillis(at, HOUR));
  expect(await open()).toEqual(['silenceCall']);
  await karen.get(page());
  expect(karen.html).toContain(NOTE);
});

it('a course that needs somebody is told nothing, and keeps nobody else waiting', async () => {
  const at = await later();
  await keepsDiary(at);
  const { owner } = site.clinic;
  await owner.query('UPDATE course SET needs_attention = true WHERE course_id = $1', [course]);
  await round(plusMillis(at, HOUR));
  expect([counts.activeAgain, await open()]).toEqual([0, ['silenceCall']]);
  await owner.query('UPDATE course SET needs_attention = false WHERE course_id = $1', [course]);
  await round(plusMillis(at, HOUR));
  expect([counts.activeAgain, await open()]).toEqual([1, []]);
});

it('pressed a moment too late, the words come back with why', async () => {
  const at = await later();
  await site.setNow(at);
  await karen.get(page());
  await keepsDiary(at);
  await round(at);
  await karen.press(paths.closeTask.to({ course }), { way: 'reached', note: NOTE, minutes: '5' });
  expect(karen.status).toBe(409);
  expect(karen.html).toContain(NOTE);
  expect(karen.words()).toContain('Opgaven er allerede løst');
});

it('a look that finds the patient active is no row of the timeline', async () => {
  await site.happens(course, {
    name: 'deadline',
    deadline: 'silent7',
    subject: '',
    lastActivityAt: (await site.state(course)).lastAt,
    looked: true,
  });
  await karen.get(page());
  expect(karen.words()).not.toContain('Frist nået: besked til en stille patient');
});

it('Temporal is away: the task stays, and the next round ends it', async () => {
  const at = await later();
  await keepsDiary(at);
  expect(
    await round(
      at,
      standIn(site.clinic, () => true),
    ),
  ).toHaveLength(1);
  expect(await open()).toEqual(['silenceCall']);
  expect(await round(at)).toEqual([]);
  expect(await open()).toEqual([]);
});
