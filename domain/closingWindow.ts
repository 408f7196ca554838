/** The days on which a patient can choose a time for the closing call. It needs the calendar: edges only. */
import { addDays, atTime, copenhagenDate } from './calendar';
import { taskDueAt } from './deadlines';
import type { Instant } from './ids';
import type { CourseState } from './state';
import { findTask } from './tasks';

/** From tomorrow to the end of the last day of the call; null: that day is over, or no day is set. */
export function closingWindow(
  state: CourseState,
  now: Instant,
): { from: Instant; until: Instant } | null {
  const call = findTask(state.tasks, 'closingCall');
  const until = call && taskDueAt(state, call);
  const from = atTime(addDays(copenhagenDate(now), 1), '00:00');
  return until && until > from ? { from, until } : null;
}
