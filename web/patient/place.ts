/** Where a patient is in the course, as their pages tell it: read from the table and the clocks. */
import { rowOf } from '../../domain/course';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';

export type Place =
  | 'writing'
  | 'beingRead'
  | 'choosing'
  | 'agreed'
  | 'working'
  | 'lastTalk'
  | 'beingClosed'
  | 'over';

/** A decision that can still be undone does not show here. */
export function placeOf(state: CourseState): Place {
  const { open, afterStart } = rowOf(state.stage);
  const { submitted, decided, treatmentEnded, closingDone } = state.since;
  if (!open) return 'over';
  if (afterStart) {
    if (!treatmentEnded) return 'working';
    return closingDone ? 'beingClosed' : 'lastTalk';
  }
  if (!submitted) return 'writing';
  if (!decided) return 'beingRead';
  return state.appointment ? 'agreed' : 'choosing';
}

/** Back to the first page, over every other one. */
export const toMyCourse = { text: 'Mit forløb', href: paths.myCourse.to() };
