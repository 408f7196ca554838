/** Keeps what a patient has typed in a message so far; nobody else sees it, and nothing sends it. */
import { dropDraft, saveDraft } from '../../db/drafts';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { isLegal } from '../../domain/course';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { OWN_MESSAGE_DRAFT } from '../queries/ownMessages';
import { LONGEST_MESSAGE } from './answerMessage';

/** What is written, and what it is about; the rest belongs to one showing of the form. */
const WRITTEN = new Set(['message', 'aboutModule', 'aboutExercise']);

/** What came of it: a draft is no longer kept where no message can be sent. */
export type DraftKept = 'kept' | 'closed' | 'tooLong';

export async function keepOwnMessage(ctx: Ctx, course: CourseRow, form: Form): Promise<DraftKept> {
  const { actor } = ctx;
  if (actor.kind !== 'patient' || !isLegal(stateOf(course).stage, 'writeMessage')) return 'closed';
  const body = Object.fromEntries(Object.entries(form).filter(([name]) => WRITTEN.has(name)));
  const { message } = body;
  if (typeof message !== 'string' || message.length > LONGEST_MESSAGE) return 'tooLong';
  const { courseId, personId } = course;
  const key = { courseId, authorId: actor.id, form: OWN_MESSAGE_DRAFT };
  await inTransaction(ctx.app.db, actor, (tx) =>
    message.trim() === ''
      ? dropDraft(tx, key)
      : saveDraft(tx, { ...key, personId, body, at: ctx.now }),
  );
  return 'kept';
}

/** It was sent. */
export async function forgetOwnMessage(ctx: Ctx, { courseId }: CourseRow): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'patient') return;
  await inTransaction(ctx.app.db, actor, (tx) =>
    dropDraft(tx, { courseId, authorId: actor.id, form: OWN_MESSAGE_DRAFT }),
  );
}
