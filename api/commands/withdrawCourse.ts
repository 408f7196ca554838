/** A patient stops: the application, the waiting, the treatment, whatever runs. */
import type { CourseRow } from '../../db/courses';
import type { Ctx, Form } from '../app';
import { press, updateIdOf, type Outcome } from './press';

/** Carries no version: a wish to stop is never out of date. */
export async function withdrawCourse(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const id = updateIdOf(form);
  if (!id) return { kind: 'refused', name: 'invalid' };
  return press(ctx, { courseId: course.courseId, id, event: { name: 'withdraw' } });
}
