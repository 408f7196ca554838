/**
 * The Schedule that sweeps every half minute, wherever the program runs. `migrate` brings it up to
 * date, once a release; a worker only makes it when it is missing, so that of two versions side by
 * side none sets the other back, and it is there again when Temporal's database was lost.
 */
import { ScheduleAlreadyRunning, type Client, type ScheduleOptions } from '@temporalio/client';
import type { Logger } from 'pino';
import { TASK_QUEUE } from '../workflows/messages';
import { createDailyWork } from './dailyWork';

export const SWEEPING = 'sweep';
const EVERY_MS = 30_000;
/** Nothing is worth catching up: each round looks at all there is. */
const CATCH_UP_MS = 10_000;
const LOOK_AGAIN_MS = 30_000;
/** Longer than a round may take: one that hangs keeps no other from beginning. */
const RUN_MS = 180_000;

const WANTED = {
  scheduleId: SWEEPING,
  spec: { intervals: [{ every: EVERY_MS }] },
  action: {
    type: 'startWorkflow',
    workflowType: 'sweep',
    workflowId: 'sweep',
    taskQueue: TASK_QUEUE,
    args: [],
    workflowRunTimeout: RUN_MS,
  },
  // However many workers: one round at a time.
  policies: { overlap: 'SKIP', catchupWindow: CATCH_UP_MS },
} as const satisfies ScheduleOptions;

/** Makes it unless it is there. */
export async function createSweeping(client: Client): Promise<void> {
  await client.schedule.create(WANTED).catch((failure: unknown) => {
    if (!(failure instanceof ScheduleAlreadyRunning)) throw failure;
  });
}

/** Makes it, or brings it to what this version wants; one that somebody paused stays paused. */
export async function ensureSweeping(client: Client): Promise<void> {
  await createSweeping(client);
  await client.schedule.getHandle(SWEEPING).update(({ state }) => ({ ...WANTED, state }));
}

/**
 * Sees to it, as long as a worker runs, that the Schedules are there; returns what stops that.
 * `production`: that of the daily work too, which the clock begins in practice.
 */
export function keepSchedules(
  client: Client,
  how: { readonly production: boolean },
  log: Logger,
): () => void {
  let failing = false;
  const make = async (): Promise<void> => {
    await createSweeping(client);
    if (how.production) await createDailyWork(client);
  };
  const look = (): void => {
    void make().then(
      () => (failing = false),
      (failure: unknown) => {
        if (!failing) log.warn({ err: failure }, 'the Schedules could not be looked for');
        failing = true;
      },
    );
  };
  look();
  const timer = setInterval(look, LOOK_AGAIN_MS);
  return () => clearInterval(timer);
}
