/** Pauses of a treatment: how long they may be, and how many whole days each has taken. */
import { startClock, stopClocks } from './anchors';
import type { CivilDate, Instant } from './ids';
import type { Change } from './change';
import { openByHandIns } from './programmeState';
import { refused, type Refusal } from './refusals';
import type { CourseState, EventNamed } from './state';
import { withoutSilence } from './turn';

const DAY = 86_400_000;
/** At most so many days of pause in one treatment (DOMAIN section 3). */
export const PAUSE_DAYS = 21;

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
 * A pause that was asked for, or why not. Its whole days come with the event, counted
 * where the calendar is; an event from before that is read by the clock.
 */
export function beginPause(
  state: CourseState,
  event: EventNamed<'pause'>,
  { at, on }: When,
): Change | Refusal {
  if (state.pausedAt) return refused('alreadyPaused');
  const days = event.days ?? begunDays(at, event.until);
  if (days < 1 || days > pauseDaysLeft(state)) return refused('pauseTooLong');
  const tasks = withoutSilence(state.tasks);
  const resting = startClock({ ...state, tasks }, 'pausedUntil', event.until);
  return {
    state: { ...resting, pausedAt: at, pausedOn: on ?? null, pausedFor: event.days ?? null },
    send: [{ kind: 'pauseBegun', subject: '' }],
  };
}

/** Treatment goes on: the ladder begins anew, and what was handed in meanwhile opens its gates. */
export function resumeTreatment(state: CourseState, when: When): Change | Refusal {
  if (!state.pausedAt) return refused('notPaused');
  const again = startClock(stopPause(state, when), 'lastActivity', when.at);
  const next = openByHandIns(again);
  return { ...next, send: [{ kind: 'pauseOver', subject: '' }, ...next.send] };
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
