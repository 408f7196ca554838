/** Pauses of a treatment: how long they may be, and how many whole days each has taken. */
import { startClock, stopClocks } from './anchors';
import type { CivilDate, Instant } from './ids';
import { refused, type Refusal } from './refusals';
import type { CourseState, EventNamed } from './state';
import { closeTask } from './tasks';

const DAY = 86_400_000;
/** At most so many days of pause in one treatment (DOMAIN section 3). */
export const PAUSE_DAYS = 21;
/** The tasks of the silence ladder: a pause is an answer to both. */
const SILENCE_TASKS = ['silenceCall', 'silenceDecision'] as const;

/** How many whole days of pause this treatment has left; a running pause is not counted yet. */
export function pauseDaysLeft(state: CourseState): number {
  return Math.max(0, PAUSE_DAYS - state.pausedDays);
}

/** When something happened; `on` is its Copenhagen date, where the edge that knows it said so. */
interface When {
  readonly at: Instant;
  readonly on: CivilDate | undefined;
}

/**
 * The state in a pause that was asked for, or why not. Its whole days come with the event, counted
 * where the calendar is; an event from before that is read by the clock.
 */
export function beginPause(
  state: CourseState,
  event: EventNamed<'pause'>,
  { at, on }: When,
): CourseState | Refusal {
  if (state.pausedAt) return refused('alreadyPaused');
  const days = event.days ?? begunDays(at, event.until);
  if (days < 1 || days > pauseDaysLeft(state)) return refused('pauseTooLong');
  const tasks = SILENCE_TASKS.reduce((open, kind) => closeTask(open, kind), state.tasks);
  const resting = startClock({ ...state, tasks }, 'pausedUntil', event.until);
  return { ...resting, pausedAt: at, pausedOn: on ?? null, pausedFor: event.days ?? null };
}

/** The state with its pause over, by its own clock or before; the days it took are counted. */
export function stopPause(state: CourseState, when: When): CourseState {
  if (!state.pausedAt) return state;
  const pausedDays = state.pausedDays + daysTaken(state, state.pausedAt, when);
  const off = stopClocks(state, 'pausedUntil');
  return { ...off, pausedAt: null, pausedOn: null, pausedFor: null, pausedDays };
}

/** By dates where both are known; its own clock ends it as it was planned. */
function daysTaken(state: CourseState, since: Instant, { at, on }: When): number {
  const { pausedOn, pausedFor } = state;
  const longest = pausedFor ?? PAUSE_DAYS;
  if (pausedOn && on) return Math.min(longest, Math.max(0, daysBetween(pausedOn, on)));
  const until = state.since.pausedUntil;
  return until && at >= until ? (pausedFor ?? begunDays(since, at)) : begunDays(since, at);
}

/** Dates are counted without a calendar: no workflow may have one in it. */
function daysBetween(from: CivilDate, to: CivilDate): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

function begunDays(from: Instant, to: Instant): number {
  return Math.ceil((Date.parse(to) - Date.parse(from)) / DAY);
}
