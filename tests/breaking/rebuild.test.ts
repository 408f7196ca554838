/** A workflow that is gone, ended or stuck starts again from its row; nothing is lost or doubled. */
import { advanceCourse } from '../../api/advance';
import { freshUpdateId } from '../../api/commands/press';
import { rebuildCourse } from '../../api/commands/rebuildCourse';
import { stateOf } from '../../api/queries/courseState';
import { saved } from '../../api/queries/saved';
import { incidentsOf } from '../../db/incidents';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { plusMillis, type CourseId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { Stage } from '../../ops/practice/actors';
import { rebuild as rebuildCommand } from '../../ops/rebuild';
import { paths } from '../../web/paths';
import { STATE, workflowIdOf } from '../../workflows/messages';
import type { Newcomer } from '../support/newcomers';
import { visitor } from '../support/visitor';
import { openRebuildHouse, type RebuildHouse } from '../support/rebuildHouse';
import { until } from '../support/waiting';

jest.setTimeout(400_000);
let house: RebuildHouse;
beforeAll(async () => {
  house = await openRebuildHouse();
});
afterAll(() => house?.stop());

const DAY = 86_400_000;
const DONE = { kind: 'done' };
const BUTTON = 'Start processen igen';
let numbers = 4000;
const somebody = () => house.reception.logIn((numbers += 1));
const workflowState = async (one: Newcomer) =>
  house.app.temporal.workflow.getHandle(workflowIdOf(await one.row())).query<CourseState>(STATE);
const rebuild = async (courseId: CourseId) =>
  rebuildCourse(await house.reception.staff('birgit', 'supervisor'), courseId);
const consent = async ({ ctx, courseId }: Newcomer) =>
  advanceCourse(await ctx(), {
    courseId,
    id: freshUpdateId(),
    event: { name: 'giveConsent', consent: 'research' },
  });
const revisionsUp = (by: number, courseId: CourseId) =>
  house.owner.query('UPDATE course SET revision = revision + $2 WHERE course_id = $1', [
    courseId,
    by,
  ]);

test('a terminated course goes on where it stood, also when two rebuild it at once', async () => {
  const one = await somebody();
  const { courseId } = one;
  expect(await house.reception.apply(one)).toEqual(DONE);
  await house.app.temporal.workflow.getHandle(courseId).terminate('gone');
  const nothing = { kind: 'rebuilt', offered: 0, refused: [] };
  expect(await Promise.all([rebuild(courseId), rebuild(courseId)])).toEqual([nothing, nothing]);
  await until('one runs', async () => (await house.runsOf(courseId)) === 1);
  const row = await one.row();
  expect(await workflowState(one)).toEqual(stateOf(row));
  expect(await house.reception.offer(one, 'karen')).toEqual(DONE);
  expect((await one.row()).revision).toBe(row.revision + 1);
});

test('what a stuck course had accepted is there after the rebuild, once', async () => {
  const one = await somebody();
  const { courseId } = one;
  expect(await house.reception.apply(one)).toEqual(DONE);
  await revisionsUp(5, courseId);
  const offered = await house.reception.offer(one, 'karen');
  expect(offered).toMatchObject({ kind: 'saving' });
  const ctx = await house.reception.staff('karen');
  const isSaved = () => (offered.kind === 'saving' ? saved(ctx, offered.id) : true);
  const reserved = async () =>
    (await house.owner.query('SELECT slot_id FROM slot WHERE course_id = $1', [courseId])).rows;
  const held = await reserved();
  expect(held).toHaveLength(1);
  await until('it is marked', async () => (await one.row()).needsAttention);
  expect(await consent(one)).toEqual({ kind: 'refused', name: 'stuck' });
  expect(await isSaved()).toBe(false);
  await revisionsUp(-5, courseId);
  expect(await rebuild(courseId)).toEqual({ kind: 'rebuilt', offered: 1, refused: [] });
  await until('the page of who decided goes on', async () => isSaved());
  expect(await reserved()).toEqual(held);
  expect(await one.row()).toMatchObject({ needsAttention: false, epoch: 2 });
  expect(await inTransaction(house.app.db, SYSTEM, (tx) => incidentsOf(tx, courseId))).toEqual([]);
  await until('it is an offer', async () => (await one.row()).stage === 'offered', 60_000);
  expect(await house.reception.book(one)).toEqual(DONE);
});

test('what the course would not accept any more is told to somebody, and the rest goes on', async () => {
  const one = await somebody();
  const { courseId } = one;
  await revisionsUp(5, courseId);
  expect(await house.reception.apply(one)).toMatchObject({ kind: 'saving' });
  await until('it is marked', async () => (await one.row()).needsAttention);
  await revisionsUp(-5, courseId);
  // As when a colleague put the row in order by hand.
  await house.owner.query(
    `UPDATE course SET stage = 'screening', resume = jsonb_set(resume, '{stage}', '"screening"')
    WHERE course_id = $1`,
    [courseId],
  );
  const answer = await rebuild(courseId);
  expect(answer).toMatchObject({ kind: 'rebuilt', refused: [{ event: 'submit' }] });
  const open = await inTransaction(house.app.db, SYSTEM, (tx) => incidentsOf(tx, courseId));
  expect(open).toMatchObject([{ kind: 'recordingStopped', detail: { event: 'submit' } }]);
  expect(await consent(one)).toMatchObject({ kind: 'recorded' });
});

test('a supervisor sees that a course stands still, presses with a reason, and reads what came of it', async () => {
  const one = await somebody();
  const { courseId } = one;
  expect(await house.reception.apply(one)).toEqual(DONE);
  const birgit = visitor(house.stack.url);
  await birgit.press(await birgit.open(paths.practice.to()), 'Vær Birgit');
  const address = paths.runningCourse.to({ course: courseId });
  expect((await birgit.open(address)).text).not.toContain(BUTTON);
  await revisionsUp(5, courseId);
  expect(await house.reception.offer(one, 'jonas')).toMatchObject({ kind: 'saving' });
  await until('it is marked', async () => (await one.row()).needsAttention);
  await revisionsUp(-5, courseId);
  const silent = await birgit.press(await birgit.open(address), BUTTON, { reason: '' });
  expect(silent).toMatchObject({ status: 422 });
  expect((await one.row()).epoch).toBe(1);
  const pressed = await birgit.press(await birgit.open(address), BUTTON, {
    reason: 'Stod stille.',
  });
  expect(pressed.status).toBe(303);
  expect(pressed.page?.text).toContain('Processen kører igen');
  expect(pressed.page?.text).toContain('1 hændelse bliver gemt nu.');
  await until('it is recorded', async () => stateOf(await one.row()).revocable !== null);
  expect((await birgit.open(address)).text).not.toContain(BUTTON);
});

/** Brought to where they stand by what people press; the numbers say how many of each. */
async function thirty(): Promise<Newcomer[]> {
  const all: Newcomer[] = [];
  for (let at = 0; at < 30; at += 1) all.push(await somebody());
  const expectDone = async (work: Promise<unknown>) => expect(await work).toEqual(DONE);
  const applied = all.slice(10);
  for (const one of applied) await expectDone(house.reception.apply(one));
  const offered = applied.slice(6, 16);
  for (const [at, one] of offered.entries()) {
    await expectDone(house.reception.offer(one, ['karen', 'jonas', 'amira'][at % 3] ?? 'karen'));
  }
  for (const one of offered) {
    await until('offered', async () => (await one.row()).stage === 'offered', 60_000);
  }
  for (const one of offered.slice(5)) await expectDone(house.reception.book(one));
  for (const one of applied.slice(16)) {
    const { courseId } = one;
    const press = { courseId, id: freshUpdateId(), event: { name: 'withdraw' } } as const;
    expect(await advanceCourse(await one.ctx(), press)).toMatchObject({ kind: 'recorded' });
  }
  return all;
}

test('all that Temporal knew is lost under 30 courses: each goes on, and nothing leaves twice', async () => {
  const all = await thirty();
  const delivered = async () =>
    (await house.owner.query(`SELECT 1 FROM delivery WHERE status IN ('waiting', 'sent')`))
      .rowCount;
  await until('all letters are there', async () => (await delivered()) === 0, 60_000);
  const before = house.messages();
  const stages = await Promise.all(all.map(async (one) => (await one.row()).stage));
  expect(new Set(stages)).toEqual(new Set(['applying', 'screening', 'offered', 'booked', 'ended']));
  // One letter's receipt is still awaited.
  const [last] = all.slice(-1);
  if (!last) throw new Error('nobody');
  await house.owner.query(
    `UPDATE delivery SET status = 'sent', delivered_at = NULL WHERE course_id = $1`,
    [last.courseId],
  );
  const lostAt = Date.now();
  await house.loseTemporal();
  const restartedMs = Date.now() - lostAt;
  const told: string[] = [];
  const began = Date.now();
  let failed = Infinity;
  await until('all are rebuilt', async () => {
    failed = await rebuildCommand(house.stack.config, 'lost', (line) => told.push(line));
    return failed === 0;
  });
  const rebuiltMs = Date.now() - began;
  console.log(JSON.stringify({ courses: all.length, restartedMs, rebuiltMs, lines: told.length }));
  for (const one of all) {
    const row = await one.row();
    const state = await workflowState(one);
    expect({ revision: state.revision, epoch: state.epoch }).toEqual({
      revision: row.revision,
      epoch: row.epoch,
    });
    expect(await consent(one)).toMatchObject({ kind: 'recorded', revision: row.revision + 1 });
  }
  const followedMs = await until('the receipt', async () => (await delivered()) === 0, 120_000);
  console.log(JSON.stringify({ followedMs }));
  expect(house.messages()).toEqual(before);

  const stage = new Stage(house.app);
  await stage.goTo(plusMillis(await stage.now(), 8 * DAY));
  const reminded = await house.owner.query(
    `SELECT DISTINCT course_id FROM event WHERE name = 'deadline' AND course_id = ANY($1)`,
    [all.slice(0, 10).map(({ courseId }) => courseId)],
  );
  expect(reminded.rowCount).toBe(10);
});
