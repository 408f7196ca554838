/** A workflow that is gone, ended or stuck starts again from its row; nothing is lost or doubled. */
import { Client as Postgres } from 'pg';
import type { App } from '../../api/app';
import { advanceCourse } from '../../api/advance';
import { rebuildCourse } from '../../api/commands/rebuildCourse';
import { freshUpdateId } from '../../api/commands/press';
import { stateOf } from '../../api/queries/courseState';
import { incidentsOf } from '../../db/incidents';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { CourseId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { readKeys } from '../../ops/keys';
import { openApp } from '../../ops/web';
import { STATE } from '../../workflows/messages';
import { Reception, type Newcomer } from '../support/newcomers';
import { journeyStack, type JourneyStack } from '../support/stack';

jest.setTimeout(240_000);
let stack: JourneyStack;
let app: App;
let owner: Postgres;
let reception: Reception;
beforeAll(async () => {
  stack = await journeyStack();
  app = openApp(stack.config, readKeys(stack.config));
  owner = new Postgres(stack.config.ownerUrl);
  await owner.connect();
  reception = new Reception(app);
});
afterAll(async () => {
  await owner?.end();
  await app?.temporal.connection.close();
  await app?.db.close();
  await stack?.stop();
});

let numbers = 4000;
const somebody = () => reception.logIn((numbers += 1));
const handleOf = (courseId: CourseId) => app.temporal.workflow.getHandle(courseId);
const workflowState = (courseId: CourseId) => handleOf(courseId).query<CourseState>(STATE);
const rebuild = async (courseId: CourseId) =>
  rebuildCourse(await reception.staff('birgit', 'supervisor'), courseId);
const consent = async (one: Newcomer, id = freshUpdateId()) =>
  advanceCourse(await one.ctx(), {
    courseId: one.courseId,
    id,
    event: { name: 'giveConsent', consent: 'contact' },
  });
const runs = async (courseId: CourseId) => {
  const found: string[] = [];
  for await (const run of app.temporal.workflow.list({
    query: `WorkflowId = '${courseId}' AND ExecutionStatus = 'Running'`,
  }))
    found.push(run.runId);
  return found;
};
async function until(what: string, holds: () => Promise<boolean>, ms = 30_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
  }
}

test('a terminated course goes on where it stood, by itself or asked for twice at once', async () => {
  const one = await somebody();
  expect(await reception.apply(one)).toEqual({ kind: 'done' });
  await handleOf(one.courseId).terminate('gone');
  const both = await Promise.all([rebuild(one.courseId), rebuild(one.courseId)]);
  expect(both).toEqual([
    { kind: 'rebuilt', offered: 0, refused: [] },
    { kind: 'rebuilt', offered: 0, refused: [] },
  ]);
  await until('one runs', async () => (await runs(one.courseId)).length === 1);
  const row = await one.row();
  expect(await workflowState(one.courseId)).toEqual(stateOf(row));
  expect(await reception.offer(one, 'karen')).toEqual({ kind: 'done' });
  expect((await one.row()).revision).toBe(row.revision + 1);
});

test('what a stuck course had accepted is there after the rebuild, once', async () => {
  const one = await somebody();
  expect(await reception.apply(one)).toEqual({ kind: 'done' });
  const { courseId } = one;
  await owner.query('UPDATE course SET revision = revision + 5 WHERE course_id = $1', [courseId]);
  const answered = await reception.offer(one, 'karen');
  expect(answered).toMatchObject({ kind: 'saving' });
  const reserved = () =>
    owner
      .query('SELECT slot_id FROM slot WHERE course_id = $1', [courseId])
      .then(({ rows }) => rows.length);
  expect(await reserved()).toBe(1);
  await until('it is marked', async () => (await one.row()).needsAttention);
  expect(await reception.offer(one, 'karen')).toMatchObject({ name: 'stuck' });
  await owner.query('UPDATE course SET revision = revision - 5 WHERE course_id = $1', [courseId]);
  expect(await rebuild(courseId)).toEqual({ kind: 'rebuilt', offered: 1, refused: [] });
  await until('it is recorded', async () => stateOf(await one.row()).revocable !== null);
  expect(await reserved()).toBe(1);
  const row = await one.row();
  expect(row).toMatchObject({ needsAttention: false, epoch: 2 });
  expect(await inTransaction(app.db, SYSTEM, (tx) => incidentsOf(tx, courseId))).toEqual([]);
  await until('it is an offer', async () => (await one.row()).stage === 'offered', 40_000);
  expect(await reception.book(one)).toEqual({ kind: 'done' });
});
