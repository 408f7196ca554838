/** Somebody takes a task that nobody has; it stays theirs until they hand it on. */
import { writeAudit } from '../../db/audit';
import type { CourseRow } from '../../db/courses';
import { staffById } from '../../db/staff';
import { claimTask as claim, openTasksOf } from '../../db/tasks';
import { inTransaction } from '../../db/transaction';
import type { Ctx, Form } from '../app';
import { textOf } from './press';

export type Claimed =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'takenBy'; readonly name: string }
  | { readonly kind: 'gone' };

/** A claim never reaches the workflow: it changes nothing about the course. */
export async function claimTask(ctx: Ctx, course: CourseRow, form: Form): Promise<Claimed> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') return { kind: 'gone' };
  return inTransaction(ctx.app.db, actor, async (tx) => {
    const open = await openTasksOf(tx, course.courseId);
    const task = open.find((one) => one.taskId === textOf(form, 'task'));
    if (!task || (task.role !== actor.role && actor.role !== 'supervisor')) return { kind: 'gone' };
    const claimed = await claim(tx, task.taskId, actor.id, ctx.now);
    if (claimed.kind === 'takenBy') {
      const other = claimed.staffId ? await staffById(tx, claimed.staffId) : undefined;
      return { kind: 'takenBy', name: other?.name ?? 'En anden' };
    }
    await writeAudit(tx, {
      at: ctx.now,
      event: 'claimedTask',
      courseId: course.courseId,
      personId: course.personId,
      detail: { task: task.taskId },
      requestId: ctx.requestId,
    });
    return { kind: 'claimed' };
  });
}
