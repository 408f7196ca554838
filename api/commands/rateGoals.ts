/** A patient rates goals again: how far they are with each today. */
import type { CourseRow } from '../../db/courses';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { ratedGoals, whyNotRated } from '../queries/goalRatings';
import { updateIdOf, type Outcome } from './press';
import { keepEntry } from './writeDiary';

/**
 * Kept as an entry about today beside the goals, sealed like one of a diary. No event, but the
 * patient counts as active. The same form again is the same rating; another one on the same day
 * stands in the series instead of it, and neither is lost.
 */
export async function rateGoals(
  ctx: Ctx,
  course: CourseRow,
  exerciseId: string,
  form: Form,
): Promise<Outcome> {
  const id = updateIdOf(form);
  if (!id) return { kind: 'refused', name: 'invalid' };
  const found = await ratedGoals(ctx, course, exerciseId);
  if (!found) return { kind: 'refused', name: 'moduleClosed' };
  const closed = whyNotRated(stateOf(course), found);
  if (closed) return { kind: 'refused', name: closed };
  return keepEntry(ctx, course, { id, exercise: found.rating, module: found.text.id, form });
}
