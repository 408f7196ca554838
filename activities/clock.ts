/** Moves the practice clock: stops at every due instant until its event is recorded. */
import { heartbeat, sleep } from '@temporalio/activity';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { readClock, writeClock } from '../db/clock';
import {
  coursesDueBy,
  lettersWait,
  liveCourses,
  waitingDecisions,
  type LiveCourse,
} from '../db/upcoming';
import { inTransaction, SYSTEM } from '../db/transaction';
import { addDays, atTime, copenhagenDate } from '../domain/calendar';
import { clockNow, type Clock } from '../domain/clock';
import { plusMillis, type CivilDate, type Instant } from '../domain/ids';
import {
  dayWorkflowId,
  SET_CLOCK,
  TASK_QUEUE,
  workflowIdOf,
  type JumpStart,
} from '../workflows/messages';
import type { ActivityDeps } from './index';

/** The daily work begins at this Copenhagen time (DOMAIN section 7: figures at 05:00). */
const DAY_BEGINS = '05:00';
/** The Schedule rings by Temporal's clock; the worker's may be a little behind it. */
const CLOCKS_APART_MS = 300_000;
const STEP_MS = 100;
const AT_ONCE = 50;
/** A due instant whose event is not recorded by then stops the jump: something is wrong. */
const PATIENCE_MS = 15_000;
/** The daily work is waited for, so that a mail of that day has left; but it stops no jump. */
const DAY_PATIENCE_MS = 5_000;
/** So long a stop waits for its letters: each of them longer than most partners take. */
const LETTERS_MS = 2_000;

type Deps = Pick<ActivityDeps, 'db' | 'temporal' | 'realNow'>;

export function clockActivities(deps: Deps) {
  return {
    /** Ends with the clock paused at `to`, or earlier where a course did not follow in time. */
    async jumpClock(jump: JumpStart): Promise<void> {
      await untilNothingCanBeUndone(deps);
      const before = await read(deps);
      if (before.mode !== 'practice') return;
      try {
        await travel(deps, clockNow(before, deps.realNow()), jump.to);
      } finally {
        await set(deps, await read(deps), null);
        await tellAll(deps);
      }
    },

    /**
     * Starts the daily work of the newest day that has begun. Days that were missed altogether are
     * left out: this one fills the same times, and their mails would tell what was once true.
     */
    async startNewestDay(): Promise<void> {
      const now = clockNow(await read(deps), deps.realNow());
      await startDay(deps, newestDay(plusMillis(now, CLOCKS_APART_MS)));
    },
  };
}

async function untilNothingCanBeUndone(deps: Deps): Promise<void> {
  while ((await inTransaction(deps.db, SYSTEM, waitingDecisions)) > 0) await aMoment();
}

async function travel(deps: Deps, from: Instant, to: Instant): Promise<void> {
  let now = from;
  // What is due already is done at its own time, not at the next stop: that may be a night later.
  await set(deps, paused(now, deps.realNow()), { to });
  await followed(deps, now);
  await lettersLeft(deps, now);
  while (now < to) {
    const due = await inTransaction(deps.db, SYSTEM, (tx) => coursesDueBy(tx, to, AT_ONCE));
    const first = due.map((one) => one.nextDueAt).find((at) => at > now);
    const morning = nextMorning(now);
    const stop = [to, morning, ...(first ? [first] : [])].toSorted()[0] ?? to;
    await set(deps, paused(stop, deps.realNow()), { to });
    const reached = due.filter((one) => one.nextDueAt <= stop);
    await tell(deps, reached);
    if (!(await followed(deps, stop))) return;
    await lettersLeft(deps, stop);
    if (stop === morning) await liveDay(deps, newestDay(stop));
    now = stop;
  }
}

/** True once no course has a clock left at or before the instant. */
async function followed(deps: Deps, at: Instant): Promise<boolean> {
  const began = Date.now();
  for (;;) {
    const behind = await inTransaction(deps.db, SYSTEM, (tx) => coursesDueBy(tx, at, AT_ONCE));
    if (behind.length === 0) return true;
    if (Date.now() - began > PATIENCE_MS) return false;
    await tell(deps, behind);
    await aMoment();
  }
}

/**
 * What was written at a stop leaves at its time, not at the next stop's, which may be in the night.
 * A partner that does not answer holds nobody up for long: the letter then leaves when it can.
 */
async function lettersLeft(deps: Deps, at: Instant): Promise<void> {
  const began = Date.now();
  while (
    Date.now() - began < LETTERS_MS &&
    (await inTransaction(deps.db, SYSTEM, (tx) => lettersWait(tx, at)))
  ) {
    heartbeat();
    await aMoment();
  }
}

async function liveDay(deps: Deps, date: CivilDate): Promise<void> {
  await startDay(deps, date);
  heartbeat();
  const day = deps.temporal.workflow.getHandle(dayWorkflowId(date));
  // What the day comes to is its own: one that takes longer goes on while the clock moves.
  await deps.temporal
    .withDeadline(Date.now() + DAY_PATIENCE_MS, () => day.result())
    .catch(() => undefined);
}

/** The date whose daily work has begun at the instant: yesterday's until 05:00. */
export function newestDay(at: Instant): CivilDate {
  const today = copenhagenDate(at);
  return at >= atTime(today, DAY_BEGINS) ? today : addDays(today, -1);
}

/** The next 05:00 after the instant, Copenhagen time. */
function nextMorning(at: Instant): Instant {
  const today = atTime(copenhagenDate(at), DAY_BEGINS);
  return today > at ? today : atTime(addDays(copenhagenDate(at), 1), DAY_BEGINS);
}

/** Starts the daily work of a date; once, however often it is asked. */
export async function startDay(deps: Pick<Deps, 'temporal'>, date: CivilDate): Promise<void> {
  try {
    await deps.temporal.workflow.start('day', {
      workflowId: dayWorkflowId(date),
      args: [{ date }],
      taskQueue: TASK_QUEUE,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

function paused(at: Instant, realNow: Instant): Clock {
  return { mode: 'practice', realOrigin: realNow, virtualOrigin: at, speed: 1, paused: true };
}

async function read(deps: Deps): Promise<Clock> {
  return inTransaction(
    deps.db,
    SYSTEM,
    async (tx) => (await readClock(tx))?.clock ?? { mode: 'real' },
  );
}
async function set(deps: Deps, clock: Clock, jump: { to: Instant } | null): Promise<void> {
  await inTransaction(deps.db, SYSTEM, (tx) =>
    writeClock(tx, clock, { seenAt: deps.realNow(), jump }),
  );
}

async function tellAll(deps: Deps): Promise<void> {
  await tell(deps, await inTransaction(deps.db, SYSTEM, liveCourses));
}

/** A course whose workflow has just ended needs no clock any more. */
async function tell(deps: Deps, courses: readonly LiveCourse[]): Promise<void> {
  const clock = await read(deps);
  await Promise.all(
    courses.map(async (course) => {
      const handle = deps.temporal.workflow.getHandle(workflowIdOf(course));
      try {
        await handle.signal(SET_CLOCK, clock);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    }),
  );
}

async function aMoment(): Promise<void> {
  heartbeat();
  // Ends with the worker, whose successor goes on from where the clock then stands.
  await sleep(STEP_MS);
}
