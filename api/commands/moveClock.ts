/** Moves the practice clock: lets it run, stops it, or sends it on a jump. */
import { isGrpcServiceError } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/common';
import { readClock, writeClock, type ClockRow } from '../../db/clock';
import { courseById } from '../../db/courses';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { liveCourses } from '../../db/upcoming';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import { clockNow, type Clock } from '../../domain/clock';
import { asId, isUuid, type Instant } from '../../domain/ids';
import { JUMP_WORKFLOW_ID, SET_CLOCK, TASK_QUEUE, workflowIdOf } from '../../workflows/messages';
import type { CourseState } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { textOf } from './press';

export type ClockMoved =
  | { readonly kind: 'moved' }
  /** A jump is under way; it must arrive before the clock is moved again. */
  | { readonly kind: 'jumping'; readonly to: Instant }
  /** The course has no clock that runs. */
  | { readonly kind: 'noDeadline' }
  /** No practice clock, or no such button. */
  | { readonly kind: 'unknown' }
  /** Temporal did not answer; what was set holds, and pressing again tells the courses. */
  | { readonly kind: 'unavailable' };

/** How many times as fast as the wall; a day has 1440 minutes. */
const SPEEDS: ReadonlyMap<string, number> = new Map([
  ['dayPerMinute', 1440],
  ['dayPerTenSeconds', 8640],
  ['stop', 0],
]);
const MORNING = '08:00';
/** A jump that has arrived closes its workflow within this. */
const CLOSING_MS = 2000;
const TOLD_AT_ONCE = 50;
/** A Temporal that hangs would let the page hang with it. */
const ANSWER_MS = 6000;

/** `action` is a button of the bar; `course` is asked for by nextDeadline only. */
export async function moveClock(ctx: Ctx, form: Form): Promise<ClockMoved> {
  try {
    return await ctx.app.temporal.withDeadline(Date.now() + ANSWER_MS, () => move(ctx, form));
  } catch (error) {
    if (isUnreachable(error)) return { kind: 'unavailable' };
    throw error;
  }
}

async function move(ctx: Ctx, form: Form): Promise<ClockMoved> {
  const waiting = await jumpUnderWay(ctx);
  if (waiting) return waiting;
  const action = textOf(form, 'action');
  const speed = SPEEDS.get(action);
  if (speed !== undefined) return setSpeed(ctx, speed);
  if (action === 'nextMorning') return jump(ctx, nextMorning);
  if (action === 'nextDeadline') return jump(ctx, deadlineOf(ctx, textOf(form, 'course')));
  return { kind: 'unknown' };
}

/** A jump whose workflow has died is forgotten, so that the clock can be used again. */
async function jumpUnderWay(ctx: Ctx): Promise<ClockMoved | null> {
  const row = await read(ctx);
  const to = jumpTarget(row);
  if (!row || !to) return null;
  const running = await ctx.app.temporal.workflow
    .getHandle(JUMP_WORKFLOW_ID)
    .describe()
    .then(
      ({ status }) => status.name === 'RUNNING',
      (error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      },
    );
  if (running) return { kind: 'jumping', to };
  await write(ctx, row.clock, null);
  return null;
}

async function setSpeed(ctx: Ctx, speed: number): Promise<ClockMoved> {
  const clock = await fromNow(ctx, { speed: speed === 0 ? 1 : speed, paused: speed === 0 });
  if (!clock) return { kind: 'unknown' };
  const { temporal } = ctx.app;
  const courses = await inTransaction(ctx.app.db, SYSTEM, liveCourses);
  for (let first = 0; first < courses.length; first += TOLD_AT_ONCE) {
    const some = courses.slice(first, first + TOLD_AT_ONCE);
    await Promise.all(
      some.map((course) =>
        temporal.workflow
          .getHandle(workflowIdOf(course))
          .signal(SET_CLOCK, clock)
          .catch((error: unknown) => {
            if (!(error instanceof WorkflowNotFoundError)) throw error;
          }),
      ),
    );
  }
  return { kind: 'moved' };
}

/** The clock going on from the instant it shows now; null when there is no practice clock. */
async function fromNow(ctx: Ctx, how: { speed: number; paused: boolean }): Promise<Clock | null> {
  return inTransaction(ctx.app.db, SYSTEM, async (tx) => {
    const row = await readClock(tx);
    if (row?.clock.mode !== 'practice') return null;
    const realOrigin = ctx.app.realNow();
    const virtualOrigin = clockNow(row.clock, realOrigin);
    const clock: Clock = { mode: 'practice', realOrigin, virtualOrigin, ...how };
    await writeClock(tx, clock, { seenAt: realOrigin });
    return clock;
  });
}

type Aim = (now: Instant) => Promise<Instant | null> | Instant;

/** The row says at once where it goes, so that the next page shows it; then the jump begins. */
async function jump(ctx: Ctx, aim: Aim): Promise<ClockMoved> {
  const row = await read(ctx);
  if (row?.clock.mode !== 'practice') return { kind: 'unknown' };
  const now = clockNow(row.clock, ctx.app.realNow());
  const to = await aim(now);
  if (!to) return { kind: 'noDeadline' };
  await write(ctx, row.clock, { to });
  try {
    return (await startJump(ctx, to)) ? { kind: 'moved' } : { kind: 'jumping', to };
  } catch (error) {
    await write(ctx, row.clock, null);
    throw error;
  }
}

/** False: another jump is under way. One that has arrived may be about to close: that is waited for. */
async function startJump(ctx: Ctx, to: Instant): Promise<boolean> {
  const { workflow } = ctx.app.temporal;
  const start = () =>
    workflow.start('jump', { workflowId: JUMP_WORKFLOW_ID, args: [{ to }], taskQueue: TASK_QUEUE });
  try {
    await start();
    return true;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  const closed = await ctx.app.temporal
    .withDeadline(Date.now() + CLOSING_MS, () => workflow.getHandle(JUMP_WORKFLOW_ID).result())
    .then(
      () => true,
      (error: unknown) => {
        if (isUnreachable(error)) return false;
        throw error;
      },
    );
  if (closed) await start();
  return closed;
}

/** The next 08:00, weekends too: one sees that a weekend moves only patients' clocks. */
function nextMorning(now: Instant): Instant {
  const today = copenhagenDate(now);
  const morning = atTime(today, MORNING);
  return morning > now ? morning : atTime(addDays(today, 1), MORNING);
}

function deadlineOf(ctx: Ctx, course: string): Aim {
  return async (now) => {
    if (!isUuid(course)) return null;
    const row = await inTransaction(ctx.app.db, SYSTEM, (tx) => courseById(tx, asId(course)));
    return row ? nextStop(stateOf(row), now) : null;
  };
}

/** The next clock of the course, or the agreed talk where that comes first: one can be there. */
function nextStop(state: CourseState, now: Instant): Instant | null {
  const talk = [state.appointment, state.closingTime].flatMap((one) => (one ? [one.startsAt] : []));
  const stops = [...state.dues.map((due) => due.dueAt), ...talk].filter((at) => at > now);
  return stops.toSorted()[0] ?? null;
}

/** Where the clock is jumping to; null while it does not. */
function jumpTarget(row: ClockRow | undefined): Instant | null {
  const jumping = row?.jump;
  const has = typeof jumping === 'object' && jumping !== null && 'to' in jumping;
  return has && typeof jumping.to === 'string' ? (jumping.to as Instant) : null;
}

async function read(ctx: Ctx): Promise<ClockRow | undefined> {
  return inTransaction(ctx.app.db, SYSTEM, readClock);
}

async function write(ctx: Ctx, clock: Clock, jumping: { to: Instant } | null): Promise<void> {
  const seenAt = ctx.app.realNow();
  await inTransaction(ctx.app.db, SYSTEM, (tx) => writeClock(tx, clock, { seenAt, jump: jumping }));
}

const UNAVAILABLE = 14;
const DEADLINE_EXCEEDED = 4;

function isUnreachable(error: unknown): boolean {
  if (isGrpcServiceError(error)) return [UNAVAILABLE, DEADLINE_EXCEEDED].includes(error.code);
  return error instanceof Error && error.cause !== undefined && isUnreachable(error.cause);
}
