/** The time of the closing call: agreed, moved, called off, missed, and given back when it is over. */
import { startClock, stopClocks } from './anchors';
import type { Change } from './change';
import { plusMillis, type Instant } from './ids';
import { refused, type Refusal } from './refusals';
import type { CourseState, EventNamed } from './state';
import type { DeliveryKind } from './taskTable';

/** About a quarter of an hour (DOMAIN section 1, point 5). */
export const CLOSING_MS = 900_000;

type Sends = Change['send'];
const sends = (...kinds: readonly DeliveryKind[]): Sends =>
  kinds.map((kind) => ({ kind, subject: '' }));

/** Without a time; whoever answers what was shown before is told that it has changed. */
function without(state: CourseState): CourseState {
  const { closingTime: _off, ...rest } = stopClocks(state, 'closingBooked', 'closingStart');
  return asked(rest);
}

function asked(state: CourseState): CourseState {
  const tasks = awakeCall(state);
  return { ...state, tasks, offerVersion: state.offerVersion + 1 };
}

/** A note about a call says what became of the time that was agreed then, not of another one. */
function awakeCall(state: CourseState): CourseState['tasks'] {
  return state.tasks.map((task) =>
    task.kind === 'closingCall' ? { ...task, version: task.version + 1 } : task,
  );
}

/** Whoever agrees a time wants the call; one that was agreed before is off. */
function bookClosing(
  state: CourseState,
  { slotId, appointmentId, startsAt, endsAt }: EventNamed<'bookClosing'>,
  at: Instant,
): Change | Refusal {
  const booked = startClock(startClock(state, 'closingBooked', at), 'closingStart', startsAt);
  const moved = state.closingTime ? sends('epjClosingEnded') : [];
  return {
    state: {
      ...asked(booked),
      closingWish: 'wants',
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
  if (state.closingTime.startsAt <= at) return refused('callBegun');
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
  return { state: without(state), send: sends('closingMissed', 'epjClosingEnded') };
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
  if (wish === 'wants' || !state.closingTime) return { state: wished, send: [] };
  if (state.closingTime.startsAt <= at) return refused('callBegun');
  return { state: without(wished), send: sends('closingCancelled', 'epjClosingEnded') };
}

export const CLOSING_EFFECTS = { bookClosing, cancelClosing, missClosing, wishClosing } as const;

/** A course that has left the closing stage has no call ahead: the patient is told that it is off. */
export function afterClosing(change: Change, held: boolean, at: Instant): Change {
  const { closingTime } = change.state;
  if (!closingTime) return change;
  const told = held ? [] : sends('epjClosingEnded');
  const ahead = !held && closingTime.startsAt > at ? sends('closingCancelled') : [];
  return { state: without(change.state), send: [...change.send, ...ahead, ...told] };
}

/** True once the agreed call has begun: it is not moved or called off any more. */
export function hasBegun({ closingTime }: CourseState, now: Instant): boolean {
  return closingTime !== undefined && closingTime.startsAt <= now;
}

/** A call of the usual length that begins then. */
export function closingSpan(startsAt: Instant): { startsAt: Instant; endsAt: Instant } {
  return { startsAt, endsAt: plusMillis(startsAt, CLOSING_MS) };
}
