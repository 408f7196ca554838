/** The first event of a course, which starts its workflow: at the login, else when it is missed. */
import { v5 } from 'uuid';
import type { CourseRow } from '../../db/courses';
import type { UpdateId } from '../../domain/ids';
import { beginCourse, type Advanced } from '../advance';
import type { Presser } from '../app';
import { stateOf } from '../queries/courseState';

/** From the row, at revision 0; asked twice it is the same event of the same workflow. */
export async function activateCourse(presser: Presser, course: CourseRow): Promise<Advanced> {
  const { courseId } = course;
  const { clock, app } = presser;
  const start = { state: stateOf(course), clock, undoMs: app.undoMs, lean: true } as const;
  const id = v5('activate', courseId) as UpdateId;
  return beginCourse(presser, start, { courseId, id, event: { name: 'activate' } });
}
