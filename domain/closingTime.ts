/** The time of the closing call: agreed, moved, called off, missed, and given back when it is over. */
import { startClock, stopClocks } from './anchors';
import type { Change } from './change';
import { isLegal } from './course';
import type { Instant } from './ids';
import { refused, type Refusal } from './refusals';
import type { CourseState, EventNamed } from './state';
import type { DeliveryKind } from './taskTable';
import { raised } from './tasks';

/** About a quarter of an hour (DOMAIN section 1, point 5). */
export const CLOSING_MS = 900_000;

type Sends = Change['send'];
const sends = (...kinds: readonly DeliveryKind[]): Sends =>
  kinds.map((kind) => ({ kind, subject: '' }));

/** Without a time; whoever answers what was shown before is told that it has changed. */
function without(state: CourseState): CourseState {
  const { closingTime: _off, ...rest } = stopClocks(state, 'closingBooked', 'closingStart');
  return withOtherTime(rest);
}

/**
 * Another time than before, or none: forms that were shown before do not fit any more. Neither the
 * patient's, nor a note about the call: it says what became of the time that was agreed then.
 */
function withOtherTime(state: CourseState): CourseState {
  const tasks = raised(state.tasks, 'closingCall');
  return { ...state, tasks, offerVersion: state.offerVersion + 1 };
}

function notMissed({ callMissed: _over, ...state }: CourseState): CourseState {
  return state;
}

/**
 * Whoever agrees a time wants the call; one that was agreed before is off, unless it has begun: what
 * became of that one is the psychologist's to write.
 */
function bookClosing(
  state: CourseState,
  { slotId, appointmentId, startsAt, endsAt }: EventNamed<'bookClosing'>,
  at: Instant,
): Change | Refusal {
  if (hasBegun(state, at) || startsAt <= at) return refused('callBegun');
  const booked = startClock(startClock(state, 'closingBooked', at), 'closingStart', startsAt);
  const moved = state.closingTime ? sends('epjClosingEnded') : [];
  return {
    state: {
      ...notMissed(withOtherTime(booked)),
      // Who was to be found a time is found the next one, too.
      closingWish: state.closingWish === 'wants' ? 'wants' : 'chooses',
      closingTime: { slotId, appointmentId, startsAt, endsAt },
    },
    send: [...sends('closingBooked', 'epjClosing'), ...moved],
  };
}

/** Nobody cancels a call that has begun: what became of it is the psychologist's to write. */
function cancelClosing(
  state: CourseState,
  _event: EventNamed<'cancelClosing'>,
  at: Instant,
): Change | Refusal {
  if (!state.closingTime) return refused('noTimeAgreed');
  if (hasBegun(state, at)) return refused('callBegun');
  return { state: without(state), send: sends('closingCancelled', 'epjClosingEnded') };
}

/** The patient did not take the telephone: another time may be agreed, and the deadline runs on. */
function missClosing(
  state: CourseState,
  _event: EventNamed<'missClosing'>,
  at: Instant,
): Change | Refusal {
  if (!state.closingTime) return refused('noTimeAgreed');
  if (state.closingTime.startsAt > at) return refused('callAhead');
  return {
    state: { ...without(state), callMissed: true },
    send: sends('closingMissed', 'epjClosingEnded'),
  };
}

/** Who says no to the call gives its time back; who says yes keeps it. */
function wishClosing(
  state: CourseState,
  { wish }: EventNamed<'wishClosing'>,
  at: Instant,
): Change | Refusal {
  const wished: CourseState = {
    ...state,
    closingWish: wish,
    offerVersion: state.offerVersion + 1,
  };
  if (wish !== 'declines' || !state.closingTime) return { state: wished, send: [] };
  if (hasBegun(state, at)) return refused('callBegun');
  return { state: without(wished), send: sends('closingCancelled', 'epjClosingEnded') };
}

/**
 * Another psychologist has the course. The agreed time is in the calendar of the one before, who does
 * not ring any more: it is off, and the patient chooses one with the new one. One that has begun stays.
 */
function assign(
  state: CourseState,
  { psychologistId }: EventNamed<'assign'>,
  at: Instant,
): Change | Refusal {
  const given: CourseState = { ...state, psychologistId };
  if (psychologistId === state.psychologistId || !isLegal(state.stage, 'bookClosing')) {
    return { state: given, send: [] };
  }
  // A time with the psychologist before, pressed at this very moment, answers what was shown before.
  if (!state.closingTime) return { state: withOtherTime(given), send: [] };
  if (hasBegun(state, at)) return { state: given, send: [] };
  return { state: without(given), send: sends('closingCancelled', 'epjClosingEnded') };
}

export const CLOSING_EFFECTS = {
  assign,
  bookClosing,
  cancelClosing,
  missClosing,
  wishClosing,
} as const;

/** A course that has left the closing stage has no call ahead: the patient is told that it is off. */
export function afterClosing(change: Change, held: boolean, at: Instant): Change {
  const { closingTime } = change.state;
  const state = notMissed(change.state);
  if (!closingTime) return { ...change, state };
  const told = held ? [] : sends('epjClosingEnded');
  const ahead = !held && closingTime.startsAt > at ? sends('closingCancelled') : [];
  return { state: without(state), send: [...change.send, ...ahead, ...told] };
}

/** True once the agreed call has begun: it is not moved or called off any more. */
export function hasBegun({ closingTime }: CourseState, now: Instant): boolean {
  return closingTime !== undefined && closingTime.startsAt <= now;
}
