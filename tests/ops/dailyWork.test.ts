/** In production a Schedule starts each day's work: on the real server, with the real activities. */
import type { Client } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { z } from 'zod';
import { createActivities } from '../../activities';
import { insertSlotRule } from '../../db/slotRules';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import { instant, type CivilDate, type Instant } from '../../domain/ids';
import type { Child } from '../../ops/child';
import { readConfig } from '../../ops/config';
import { DAILY_WORK, ensureDailyWork } from '../../ops/dailyWork';
import { freePort } from '../../ops/ports';
import { ensureSweeping, SWEEPING } from '../../ops/sweeping';
import { openClient } from '../../ops/temporal';
import { startTemporal } from '../../ops/temporalServer';
import { dayWorkflowId, TASK_QUEUE } from '../../workflows/messages';
import { openClinic, staff, type Clinic } from '../db/clinic';
import { TEST_CONVERTER, TEST_KEY } from '../support/courseBench';
import { resource } from '../support/resource';
import { workflowBundle } from '../support/temporal';
import { Programmes } from '../../programmes/programmes';

jest.setTimeout(60_000);
let server: Child;
let address: string;
let client: Client;
let clinic: Clinic;
let now: Instant;
const sent: unknown[] = [];

beforeAll(async () => {
  const { path } = await resource('temporalServer', z.object({ path: z.string() }));
  const port = await freePort();
  address = `127.0.0.1:${port}`;
  server = await startTemporal({ program: path, host: '127.0.0.1', port });
  client = openClient(
    readConfig({ TEMPORAL_ADDRESS: address, FORLOEB_DATA: '/nowhere' }, 'start'),
    [TEST_KEY],
  );
  clinic = await openClinic();
  const { id } = await staff(clinic, 'psychologist');
  await inTransaction(clinic.worker, SYSTEM, (tx) =>
    insertSlotRule(tx, {
      psychologistId: id,
      weekdays: [1],
      times: ['09:00'],
      minutes: 60,
      validFrom: '2026-01-01' as CivilDate,
      validTo: null,
    }),
  );
});
afterAll(async () => {
  await client.connection.close();
  await clinic.close();
  await server.stop(5_000);
  await Runtime.instance().shutdown();
});

const schedule = () => client.schedule.getHandle(DAILY_WORK);

/** Runs a worker while `work` goes on. */
async function withWorker(work: () => Promise<void>): Promise<void> {
  const send = async (message: object) => {
    sent.push(message);
    return { kind: 'accepted' };
  };
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue: TASK_QUEUE,
    workflowBundle: await workflowBundle(),
    dataConverter: TEST_CONVERTER,
    activities: createActivities(
      {
        db: clinic.worker,
        temporal: client,
        partners: { mail: { send } } as never,
        programmes: new Programmes([]),
        baseUrl: 'http://portal.example',
        realNow: () => now,
      },
      async () => undefined,
    ),
  });
  await worker.runUntil(work);
  await connection.close();
}

/** Presses the Schedule's button, and answers the id of what it started. */
async function trigger(): Promise<string> {
  await schedule().trigger();
  for (;;) {
    const { info } = await schedule().describe();
    const last = info.recentActions.at(-1);
    if (last?.action.type === 'startWorkflow') return last.action.workflow.workflowId;
  }
}
/** Starts what the Schedule starts; a worker is needed for it to go on. */
const morning = async (workflowId: string): Promise<string> =>
  (await client.workflow.start('morning', { workflowId, taskQueue: TASK_QUEUE })).workflowId;
const isOver = (workflowId: string): Promise<unknown> =>
  client.workflow.getHandle(workflowId).result();

async function days(): Promise<string[]> {
  const found: string[] = [];
  for await (const one of client.workflow.list({ query: `WorkflowType = 'day'` }))
    found.push(one.workflowId);
  return found.toSorted();
}

test('it is made once; asked for again it is left alone, also while somebody has paused it', async () => {
  await ensureDailyWork(client);
  const made = await schedule().describe();
  expect(made.spec.timezone).toBe('Europe/Copenhagen');
  expect(made.policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 86_400_000 });
  const [next] = made.info.nextActionTimes;
  if (!next) throw new Error('nothing is to come');
  const at = new Intl.DateTimeFormat('da-DK', {
    timeStyle: 'short',
    timeZone: 'Europe/Copenhagen',
  });
  expect(at.format(next)).toBe('05.00');
  await schedule().pause('looked at');
  const paused = await schedule().describe();
  await ensureDailyWork(client);
  const again = await schedule().describe();
  expect(again.state).toMatchObject({ paused: true, note: 'looked at' });
  expect(again.info.lastUpdatedAt).toEqual(paused.info.lastUpdatedAt);
});

test('a release that wants another hour sets it, and keeps it paused or not', async () => {
  await schedule().update((had) => ({
    ...had,
    spec: { calendars: [{ hour: 6 }], timezone: 'Europe/Copenhagen' },
  }));
  await ensureDailyWork(client);
  const { spec, state } = await schedule().describe();
  expect(spec.calendars?.[0]?.hour).toEqual([{ start: 5, end: 5, step: 1 }]);
  expect(state.paused).toBe(true);
  await schedule().unpause();
});

test('a morning starts the day once, however often it comes; the day fills times and tells staff', async () => {
  now = instant('2026-12-07T04:00:00Z');
  await withWorker(async () => {
    await isOver(await trigger());
    await isOver(dayWorkflowId(copenhagenDate(now)));
    await isOver(await morning('morning-again'));
  });
  expect(await days()).toEqual(['day-2026-12-07']);
  expect(sent).toMatchObject([{ subject: 'Din dag: mandag 7. december', sentAt: now }]);
  const { rows } = await clinic.owner.query('SELECT count(*)::int AS slots FROM slot');
  expect(rows).toEqual([{ slots: 10 }]);
});

test('after days without a worker the newest day is done, and yesterday’s mail is not sent', async () => {
  sent.length = 0;
  // Of all the missed mornings one waits: the Schedule skips while the last still runs.
  const waiting = await morning('morning-waiting');
  // Thursday, before 05:00: the newest day that has begun is Wednesday.
  now = instant('2026-12-10T02:00:00Z');
  await withWorker(async () => {
    await isOver(waiting);
    await isOver('day-2026-12-09');
    now = instant('2026-12-10T04:00:00Z');
    await isOver(await morning('morning-thursday'));
    await isOver('day-2026-12-10');
  });
  expect(await days()).toEqual(['day-2026-12-07', 'day-2026-12-09', 'day-2026-12-10']);
  expect(sent).toMatchObject([{ subject: 'Din dag: torsdag 10. december' }]);
});

test('the second morning of the Schedule begins too, though it is handed what the first came to', async () => {
  const [first] = (await schedule().describe()).info.recentActions;
  const idOf = (one: typeof first) =>
    one?.action.type === 'startWorkflow' ? one.action.workflow.workflowId : '';
  await withWorker(async () => {
    let second = await trigger();
    while (second === idOf(first)) second = await trigger();
    await expect(isOver(second)).resolves.toBeUndefined();
  });
});

test('a round of the sweep that hangs ends before long, and the next one begins', async () => {
  await ensureSweeping(client);
  await ensureSweeping(client);
  const sweeping = client.schedule.getHandle(SWEEPING);
  const { action, policies } = await sweeping.describe();
  expect(policies.overlap).toBe('SKIP');
  expect(action).toMatchObject({ workflowType: 'sweep', workflowRunTimeout: 180_000 });
  await sweeping.delete();
});
