/** Keeps what a patient is typing in an exercise or a diary; it is written there only once it is saved. */
import type { CourseRow } from '../../db/courses';
import { dropDraft, lockDraft, saveDraft } from '../../db/drafts';
import { newId } from '../../db/newId';
import { inTransaction } from '../../db/transaction';
import type { Ctx, Form } from '../app';
import { isOwnDraft, workDraftIn, workDraftName } from '../queries/workDraft';

/** Of the page and the press, and no part of what was typed. */
const NOT_TYPED = new Set(['_csrf', 'do', 'seen', 'stamp']);

/** 'elsewhere': another window writes in the same form, and its draft stays as it is. */
export type WorkKept = 'kept' | 'elsewhere';

/**
 * `updateId` in the form is the showing of the page that types, `seen` the draft it was shown;
 * `isNew`: something stands in the form that is not saved already.
 */
export async function keepWork(
  ctx: Ctx,
  course: CourseRow,
  address: string,
  { form, isNew }: { form: Form; isNew: boolean },
): Promise<WorkKept> {
  const { courseId, personId } = course;
  const key = { courseId, authorId: personId, form: workDraftName(address) };
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    await lockDraft(tx, key);
    const standing = await workDraftIn(tx, course, address);
    if (standing && !isOwnDraft(standing, form)) return 'elsewhere';
    if (isNew) {
      const typed = Object.entries(form).filter(([name]) => !NOT_TYPED.has(name));
      const body = { ...Object.fromEntries(typed), stamp: newId<string>() };
      await saveDraft(tx, { ...key, personId, body, at: ctx.now });
    } else if (standing) await dropDraft(tx, key);
    return 'kept';
  });
}

/** It was saved, or thrown away: its draft goes. What another window has typed meanwhile stays. */
export async function forgetWork(
  ctx: Ctx,
  course: CourseRow,
  address: string,
  form: Form,
): Promise<void> {
  const { courseId, personId } = course;
  const key = { courseId, authorId: personId, form: workDraftName(address) };
  await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    await lockDraft(tx, key);
    const standing = await workDraftIn(tx, course, address);
    if (standing && isOwnDraft(standing, form)) await dropDraft(tx, key);
  });
}
