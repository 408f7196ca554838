/** The workflow state of a course as its row keeps it, believed once the row is read. */
import type { CourseRow } from '../../db/courses';
import type { CourseState } from '../../domain/state';

/** `resume` is written by recording only, from this very type. */
export function stateOf(course: CourseRow): CourseState {
  return course.resume as CourseState;
}
