/** A patient wishes the closing call, or declines it; the answer can be changed until it is held. */
import type { CourseRow } from '../../db/courses';
import type { Ctx, Form } from '../app';
import { press, textOf, updateIdOf, type Outcome } from './press';

/** `wish` is wants or declines; or choose, for who wants it and goes on to pick a time. */
export async function wishClosing(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const id = updateIdOf(form);
  if (!id) return { kind: 'refused', name: 'invalid' };
  const said = textOf(form, 'wish');
  if (said !== 'choose' && said !== 'wants' && said !== 'declines') {
    return { kind: 'invalid', errors: { wish: 'Svar ja tak eller nej tak.' } };
  }
  const wish = said === 'declines' ? 'declines' : 'wants';
  return press(ctx, { courseId: course.courseId, id, event: { name: 'wishClosing', wish } });
}
