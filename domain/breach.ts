/** Whether the promised weeks went by without a conversation, and for whose reason that counts. */
import type { Beyond, CourseState } from './state';
import type { Instant } from './ids';

/**
 * The reason a breach counts under: the one given when a later time was agreed; else a no-show,
 * else what the patient let go by (a cancellation, an offer never answered), else no capacity.
 */
function reasonOf(state: CourseState): Beyond {
  if (state.appointment?.beyond) return state.appointment.beyond;
  if (state.noShows > 0) return 'noShow';
  return state.cancellations > 0 || leftUnanswered(state) ? 'patientWish' : 'noCapacity';
}

/** The time kept for them was let go, and none was ever agreed. Every offer lies within the clock. */
function leftUnanswered({ fired, since, appointment }: CourseState): boolean {
  const letGo = fired.includes('reservedDays:') || fired.includes('reservedNear:');
  return letGo && !since.unbooked && appointment === null;
}

/** Writes the breach down, once: what happens later changes neither its day nor its reason. */
export function breached(state: CourseState, at: Instant): CourseState {
  return state.breach ? state : { ...state, breach: { at, reason: reasonOf(state) } };
}

/** True for a conversation that lay within the clock and has no outcome yet: it may have been held. */
export function liesWithin({ appointment }: CourseState, clock: Instant): boolean {
  return appointment !== null && appointment.endsAt <= clock;
}

/** The clock has spoken: a conversation that lay within it is a breach only when it came to nothing. */
export function breachAtClock(state: CourseState, clock: Instant): CourseState {
  return liesWithin(state, clock) ? state : breached(state, clock);
}
