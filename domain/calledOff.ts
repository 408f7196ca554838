/** A conversation that came to nothing: back to "choose a time", and what is counted. */
import { dueKey, startClock, stopClocks } from './anchors';
import { breached } from './breach';
import type { Instant } from './ids';
import type { CourseState } from './state';
import { findTask, openTask } from './tasks';

const CLOCK_28 = dueKey({ name: 'assessmentClock', subject: '' });

/** Back to "choose a time": the agreed time is gone, and the 28-day clock runs on. */
export function withoutAppointment(state: CourseState, at: Instant): CourseState {
  const off = stopClocks(state, 'booked', 'appointmentStart', 'appointmentEnd');
  const freed = startClock(off, 'unbooked', at);
  const next = { ...freed, appointment: null, offerVersion: state.offerVersion + 1 };
  // Day 28 has spoken and will not speak again: the offer must not stay open by itself.
  if (state.fired.includes(CLOCK_28)) {
    return breached({ ...next, tasks: openTask(state.tasks, 'lapseOrNewDate', '', at) }, at);
  }
  return uncovered(next);
}

/** The "no time within 28 days" clock runs again from the decision, unless it never stopped. */
export function uncovered(state: CourseState): CourseState {
  const { decided, uncovered: running } = state.since;
  return running || !decided ? state : startClock(state, 'uncovered', decided);
}

/** So many cancellations stand before the one that is the coordinator's matter (DOMAIN section 3). */
const ORDINARY = 2;

/** True when the patient's next cancellation is one that a coordinator looks at. */
export function isLastCancellation({ cancellations }: Pick<CourseState, 'cancellations'>): boolean {
  return cancellations >= ORDINARY;
}

/** How often the patient may still cancel before a coordinator looks at it. */
export function cancellationsLeft({ cancellations }: Pick<CourseState, 'cancellations'>): number {
  return Math.max(0, ORDINARY - cancellations);
}

/** The event by which the patient's cancellation is pressed, whoever writes it down. */
export function cancellationOf(state: Pick<CourseState, 'cancellations'>) {
  return { name: isLastCancellation(state) ? 'thirdCancellation' : 'cancelByPatient' } as const;
}

export function cancelledByPatient(state: CourseState, at: Instant): CourseState {
  return withoutAppointment({ ...state, cancellations: state.cancellations + 1 }, at);
}

export function decideWhatNow(state: CourseState, at: Instant): CourseState {
  return { ...state, tasks: openTask(state.tasks, 'decideWhatNow', '', at) };
}

/** True while a coordinator decides whether there is a new time: the patient chooses none meanwhile. */
export function coordinatorDecides({ tasks }: Pick<CourseState, 'tasks'>): boolean {
  return findTask(tasks, 'decideWhatNow') !== undefined;
}

export function missedOnce(state: CourseState, at: Instant): CourseState {
  return withoutAppointment({ ...state, noShows: state.noShows + 1 }, at);
}
