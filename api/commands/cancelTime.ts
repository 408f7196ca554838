/** A patient cancels the agreed conversation; the third time a coordinator decides what now. */
import type { CourseRow } from '../../db/courses';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { mayChooseTime } from './bookTime';
import { answersOf, press, updateIdOf, type Outcome } from './press';

/** So many cancellations stand before the one that is the coordinator's matter (DOMAIN section 3). */
const ORDINARY = 2;

/** True when the next cancellation is the one that a coordinator looks at. */
export function isLastCancellation({ cancellations }: { cancellations: number }): boolean {
  return cancellations >= ORDINARY;
}

export async function cancelTime(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const id = updateIdOf(form);
  const answers = answersOf(form, 'offer');
  if (!id || !answers) return { kind: 'refused', name: 'invalid' };
  const state = stateOf(course);
  if (!mayChooseTime(state, ctx.now)) return { kind: 'refused', name: 'notNow' };
  const name = isLastCancellation(state) ? 'thirdCancellation' : 'cancelByPatient';
  return press(ctx, { courseId: course.courseId, id, event: { name }, answers });
}
