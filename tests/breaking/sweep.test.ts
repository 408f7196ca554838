/** What got lost between database and Temporal is planted, and found within two real minutes. */
import { Client } from '@temporalio/client';
import { advanceCourse } from '../../api/advance';
import { freshUpdateId } from '../../api/commands/press';
import { incidentsOf } from '../../db/incidents';
import { takeSlot } from '../../db/slots';
import { checkCanary } from '../../db/sealed';
import { inTransaction, openDatabase, SYSTEM } from '../../db/transaction';
import type { CourseId, SlotId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { readKeys } from '../../ops/keys';
import { freshMemory, sweep } from '../../ops/sweep/round';
import { SWEEPING } from '../../ops/sweeping';
import { dataConverter } from '../../ops/temporal';
import { STATE, TASK_QUEUE, workflowIdOf } from '../../workflows/messages';
import type { Newcomer } from '../support/newcomers';
import { openRebuildHouse, type RebuildHouse } from '../support/rebuildHouse';
import { until } from '../support/waiting';

jest.setTimeout(400_000);
/** Two real minutes from the moment it was planted. */
const FOUND_MS = 120_000;
let house: RebuildHouse;
beforeAll(async () => {
  house = await openRebuildHouse();
});
afterAll(() => house?.stop());

let numbers = 5000;
const applied = async (): Promise<Newcomer> => {
  const one = await house.reception.logIn((numbers += 1));
  expect(await house.reception.apply(one)).toEqual({ kind: 'done' });
  return one;
};
const withdrawn = async (): Promise<Newcomer> => {
  const one = await applied();
  const press = {
    courseId: one.courseId,
    id: freshUpdateId(),
    event: { name: 'withdraw' },
  } as const;
  expect(await advanceCourse(await one.ctx(), press)).toMatchObject({ kind: 'recorded' });
  return one;
};
const handle = (id: string) => house.app.temporal.workflow.getHandle(id);
const isRunning = async (id: string) => (await handle(id).describe()).status.name === 'RUNNING';
const open = (courseId: CourseId) =>
  inTransaction(house.app.db, SYSTEM, (tx) => incidentsOf(tx, courseId));
const kinds = async (courseId: CourseId) => (await open(courseId)).map(({ kind }) => kind);
const sql = (text: string, values: unknown[]) => house.owner.query(text, values);
const settled = async (courseId: CourseId) =>
  (await sql(`SELECT 1 FROM delivery WHERE course_id = $1 AND status <> 'delivered'`, [courseId]))
    .rowCount === 0;

const times: Record<string, number> = {};
async function found(what: string, holds: () => Promise<boolean>): Promise<void> {
  times[what] = await until(what, holds, FOUND_MS);
}

test('each is found within two minutes, and mended or told', async () => {
  const [gone, letters, holder, ahead, broken, locked] = [
    await applied(),
    await applied(),
    await applied(),
    await applied(),
    await applied(),
    await applied(),
  ];
  const ended = await withdrawn();
  await until('the letters are there', () => settled(letters.courseId));
  await until('the letters are there', () => settled(ended.courseId));
  const before = house.messages();

  await handle(gone.courseId).terminate('planted');
  const after = workflowIdOf(await ended.row());
  await handle(after).terminate('planted');
  // Nobody follows the letter of one, and nobody sends that of the other.
  await sql(`UPDATE delivery SET status = 'sent', delivered_at = NULL WHERE course_id = $1`, [
    letters.courseId,
  ]);
  await sql(
    `UPDATE delivery SET status = 'waiting', sent_at = NULL, delivered_at = NULL
    WHERE course_id = $1`,
    [ended.courseId],
  );
  const slotId = (
    await sql(`SELECT slot_id FROM slot WHERE state = 'free' ORDER BY starts_at LIMIT 1`, [])
  ).rows[0].slot_id as SlotId;
  const hold = { slotId, courseId: holder.courseId, updateId: freshUpdateId() };
  const taken = { ...hold, state: 'reserved', heldAt: house.app.realNow() } as const;
  await inTransaction(house.app.db, SYSTEM, (tx) => takeSlot(tx, taken));
  await sql('UPDATE course SET revision = revision + 3 WHERE course_id = $1', [ahead.courseId]);
  await handle(broken.courseId).terminate('planted');
  await house.app.temporal.workflow.start('course', {
    workflowId: broken.courseId,
    taskQueue: TASK_QUEUE,
    args: [{ state: null }],
  });
  await sql('BEGIN', []);
  await sql('SELECT 1 FROM course WHERE course_id = $1 FOR NO KEY UPDATE', [locked.courseId]);
  const consent = { name: 'giveConsent', consent: 'research' } as const;
  const press = { courseId: locked.courseId, id: freshUpdateId(), event: consent };
  expect(await advanceCourse(await locked.ctx(), press)).toMatchObject({ kind: 'saving' });

  await Promise.all([
    found('course without workflow', async () => isRunning(gone.courseId)),
    found('ended course without afterwards', async () => isRunning(after)),
    found('workflow and row differ', async () =>
      (await kinds(ahead.courseId)).includes('workflowDiffers'),
    ),
    found('workflow task fails', async () =>
      (await kinds(broken.courseId)).includes('workflowTaskFails'),
    ),
    found('record fails again and again', async () =>
      (await kinds(locked.courseId)).includes('recordingStopped'),
    ),
  ]);
  await sql('COMMIT', []);
  await Promise.all([
    found('sent delivery that nobody follows', () => settled(letters.courseId)),
    found('waiting delivery that nobody sends', () => settled(ended.courseId)),
    found('slot hold without event', async () => {
      const { rows } = await sql('SELECT state FROM slot WHERE slot_id = $1', [slotId]);
      return rows[0].state === 'free';
    }),
  ]);
  expect(house.messages()).toEqual(before);
  const [told] = await open(broken.courseId);
  expect(told).toMatchObject({ cause: expect.stringMatching(/^[a-z][A-Za-z]+$/) });
  expect(await gone.row()).toMatchObject({ epoch: 2, needsAttention: false });
  const state = await handle(gone.courseId).query<CourseState>(STATE);
  expect(state.revision).toBe((await gone.row()).revision);

  // What is well again is closed by itself.
  await sql('UPDATE course SET revision = revision - 3 WHERE course_id = $1', [ahead.courseId]);
  await Promise.all([
    found('well again: differs', async () => (await open(ahead.courseId)).length === 0),
    found('well again: record', async () => (await open(locked.courseId)).length === 0),
  ]);
  console.log(JSON.stringify({ foundMs: times }));
});

test('the Schedule is made again when Temporal has lost it, and no two rounds run at once', async () => {
  await house.app.temporal.schedule.getHandle(SWEEPING).delete();
  times['schedule'] = await until(
    'the Schedule is back',
    async () => {
      const described = house.app.temporal.schedule.getHandle(SWEEPING).describe();
      return described.then(
        ({ policies }) => policies.overlap === 'SKIP',
        () => false,
      );
    },
    FOUND_MS,
  );
  const count = await house.app.temporal.workflow.count(
    "WorkflowType = 'sweep' AND ExecutionStatus = 'Running'",
  );
  expect(count.count).toBeLessThanOrEqual(1);
});

test('how fast courses are looked at', async () => {
  const { config } = house.stack;
  const keys = readKeys(config);
  const db = openDatabase({ url: config.workerUrl, applicationName: 'forloeb-test', keys });
  await checkCanary(db);
  const deps = { ...house.app, db };
  const memory = freshMemory();
  const timed = async () => {
    const began = Date.now();
    const { looked, failures } = await sweep(deps, memory);
    expect(failures).toEqual([]);
    return { looked, ms: Date.now() - began };
  };
  console.log(JSON.stringify({ allAsked: await timed(), unchanged: await timed() }));
  await db.close();
});

test('a course whose history nobody can open any more is told', async () => {
  const [one, first] = [await applied(), await applied()];
  // Written under a key that was taken away.
  const { connection, options } = house.app.temporal;
  const lostKey = [{ id: 'gone', key: Buffer.alloc(32, 9) }] as const;
  const { namespace } = options;
  const other = new Client({ connection, namespace, dataConverter: dataConverter(lostKey) });
  for (const { courseId } of [one, first]) {
    await handle(courseId).terminate('planted');
    const how = { workflowId: courseId, taskQueue: TASK_QUEUE, args: [{ state: null }] };
    await (await other.workflow.start('course', how)).terminate('planted');
  }
  await sql('UPDATE course SET revision = 0 WHERE course_id = $1', [first.courseId]);
  await Promise.all([
    found('cannot be rebuilt', async () => (await kinds(one.courseId)).includes('workflowGone')),
    found('cannot be begun', async () => (await kinds(first.courseId)).includes('workflowGone')),
  ]);
  expect((await open(one.courseId))[0]).toMatchObject({ cause: 'rebuildFails' });
});
