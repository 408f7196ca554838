/** Whether a form that is posted to a course belongs there. */
import { claimForm } from '../db/formClaims';
import type { CourseRow } from '../db/courses';
import { inTransaction } from '../db/transaction';
import { updateIdOf } from './commands/press';
import type { Ctx, Form } from './app';

/**
 * True when the form was sent to another course before: its page stood open, or was gone back to,
 * when somebody else logged in. Nothing of it is taken in. Every id that a press makes or keeps
 * something under comes from the form's own id, so that none of them is ever another course's.
 */
export async function isAnothersForm(
  ctx: Ctx,
  { courseId }: Pick<CourseRow, 'courseId'>,
  form: Form,
): Promise<boolean> {
  const formId = updateIdOf(form);
  if (!formId) return false;
  const claim = { formId, courseId, at: ctx.now };
  return !(await inTransaction(ctx.app.db, ctx.actor, (tx) => claimForm(tx, claim)));
}
