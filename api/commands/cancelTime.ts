/** The patient cancels the agreed conversation: on their own page, or to somebody in the clinic. */
import type { CourseRow } from '../../db/courses';
import { cancellationOf } from '../../domain/calledOff';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { mayChooseTime } from './bookTime';
import { answersOf, isDone, press, updateIdOf, type Outcome } from './press';

/** One too many, and a coordinator decides what now; a conversation that has begun is refused. */
export async function cancelTime(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const id = updateIdOf(form);
  const answers = answersOf(form, 'offer');
  if (!id || !answers) return { kind: 'refused', name: 'invalid' };
  if (await isDone(ctx, id)) return { kind: 'done' };
  const state = stateOf(course);
  if (!mayChooseTime(state, ctx.now)) return { kind: 'refused', name: 'notNow' };
  return press(ctx, { courseId: course.courseId, id, event: cancellationOf(state), answers });
}
