/**
 * The Schedule that begins each day's work in production; in practice the practice clock does it.
 *
 * It is brought up to date by `migrate`, once a release and before any new worker, and not by each
 * worker: it belongs to what the cluster must know, as the search attributes do, and of two versions
 * of a worker that run side by side the older would set it back. A worker only makes a missing one.
 */
import {
  ScheduleAlreadyRunning,
  type Client,
  type ScheduleDescription,
  type ScheduleOptions,
} from '@temporalio/client';
import { TASK_QUEUE } from '../workflows/messages';

export const DAILY_WORK = 'daily-work';
/** DOMAIN section 7: figures at 05:00, Danish time. */
const HOUR = 5;
const TIMEZONE = 'Europe/Copenhagen';
const DAY_MS = 86_400_000;

const WANTED = {
  scheduleId: DAILY_WORK,
  spec: { calendars: [{ hour: HOUR, minute: 0 }], timezone: TIMEZONE },
  // It carries nothing, so it needs no key. The Schedule adds the time to this id.
  action: {
    type: 'startWorkflow',
    workflowType: 'morning',
    workflowId: 'morning',
    taskQueue: TASK_QUEUE,
    args: [],
  },
  policies: {
    // While no worker runs, the first morning waits for one, and then begins the newest day.
    overlap: 'SKIP',
    catchupWindow: DAY_MS,
  },
} as const satisfies ScheduleOptions;

/** Makes it unless it is there, as a worker or a rebuild does after Temporal's database was lost. */
export async function createDailyWork(client: Client): Promise<void> {
  await client.schedule.create(WANTED).catch((failure: unknown) => {
    if (!(failure instanceof ScheduleAlreadyRunning)) throw failure;
  });
}

/** Creates it, or brings it up to date; one that is as wanted, paused or not, is left alone. */
export async function ensureDailyWork(client: Client): Promise<void> {
  try {
    await client.schedule.create(WANTED);
  } catch (failure) {
    if (!(failure instanceof ScheduleAlreadyRunning)) throw failure;
    const schedule = client.schedule.getHandle(DAILY_WORK);
    // Not without need: an update forgets a morning that is still to be caught up.
    if (isAsWanted(await schedule.describe())) return;
    await schedule.update(({ state }) => ({ ...WANTED, state }));
  }
}

function isAsWanted({ spec, policies, action }: ScheduleDescription): boolean {
  const [calendar, ...more] = spec.calendars ?? [];
  const time = [calendar?.hour, calendar?.minute].map((ranges) =>
    ranges?.map(({ start, end }) => `${start}-${end}`).join(),
  );
  return (
    more.length === 0 &&
    time.join(' ') === `${HOUR}-${HOUR} 0-0` &&
    spec.timezone === TIMEZONE &&
    policies.overlap === WANTED.policies.overlap &&
    policies.catchupWindow === DAY_MS &&
    action.workflowType === WANTED.action.workflowType &&
    action.taskQueue === WANTED.action.taskQueue
  );
}
