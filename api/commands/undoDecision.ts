/** "Fortryd": takes back a decision that has not been sent yet. */
import type { CourseRow } from '../../db/courses';
import { taskRef } from '../../domain/tasks';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { answersOf, press, updateIdOf, type Outcome } from './press';

/** The course itself refuses when nothing waits any more. */
export async function undoDecision(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const id = updateIdOf(form);
  if (!id || ctx.actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  const waiting = stateOf(course).tasks.find((task) => task.waiting);
  const answers = waiting ? answersOf(form, { task: taskRef(waiting) }) : null;
  return press(ctx, {
    courseId: course.courseId,
    id,
    event: { name: 'undo' },
    ...(answers && { answers }),
  });
}
