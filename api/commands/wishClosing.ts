/** A patient wishes the closing call, or declines it; the answer can be changed until it is held. */
import type { CourseRow } from '../../db/courses';
import type { Ctx, Form } from '../app';
import { press, textOf, updateIdOf, type Outcome } from './press';

export async function wishClosing(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const id = updateIdOf(form);
  if (!id) return { kind: 'refused', name: 'invalid' };
  const wish = textOf(form, 'wish');
  if (wish !== 'wants' && wish !== 'declines') {
    return { kind: 'invalid', errors: { wish: 'Svar ja tak eller nej tak.' } };
  }
  return press(ctx, { courseId: course.courseId, id, event: { name: 'wishClosing', wish } });
}
