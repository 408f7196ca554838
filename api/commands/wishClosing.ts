/** A patient wishes the closing call, or declines it; the answer can be changed until it is held. */
import type { CourseRow } from '../../db/courses';
import type { Ctx, Form } from '../app';
import { answersOf, isDone, press, textOf, updateIdOf, type Outcome } from './press';

const WISHES = ['wants', 'chooses', 'declines'] as const;

/**
 * It answers what the page showed: a no from a page without a time calls off none that was agreed
 * meanwhile. `wish` is wants, for who is to be found a time; chooses, for who goes on to pick one; or
 * declines.
 */
export async function wishClosing(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const id = updateIdOf(form);
  const answers = answersOf(form, 'offer');
  if (!id || !answers) return { kind: 'refused', name: 'invalid' };
  if (await isDone(ctx, id)) return { kind: 'done' };
  const said = textOf(form, 'wish');
  const wish = WISHES.find((one) => one === said);
  if (!wish) {
    return { kind: 'invalid', errors: { wish: 'Svar ja tak eller nej tak.' } };
  }
  const event = { name: 'wishClosing', wish } as const;
  return press(ctx, { courseId: course.courseId, id, event, answers });
}
