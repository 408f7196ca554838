/** Keeps what a patient has typed in a message so far; nobody else sees it, and nothing sends it. */
import { dropDraft, lockDraft, saveDraft } from '../../db/drafts';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { isLegal } from '../../domain/course';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { draftOf, type Draft } from '../queries/draft';
import { OWN_MESSAGE_DRAFT } from '../queries/ownMessages';
import { LONGEST_MESSAGE } from './answerMessage';
import { textOf } from './press';

/** What is written, what it is about, and by its id which showing of the form it was written in. */
const WRITTEN = new Set(['message', 'aboutModule', 'aboutExercise', 'updateId']);

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
  await inTransaction(ctx.app.db, actor, async (tx) => {
    await lockDraft(tx, key);
    if (message.trim() === '') await dropDraft(tx, key);
    else await saveDraft(tx, { ...key, personId, body, at: ctx.now });
  });
  return 'kept';
}

/** It was sent: its draft goes. What another window has written meanwhile stays. */
export async function forgetOwnMessage(
  ctx: Ctx,
  { courseId }: CourseRow,
  form: Form,
): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'patient') return;
  const key = { courseId, authorId: actor.id, form: OWN_MESSAGE_DRAFT };
  await inTransaction(ctx.app.db, actor, async (tx) => {
    await lockDraft(tx, key);
    const draft = await draftOf(tx, ctx, courseId, OWN_MESSAGE_DRAFT);
    if (draft && isOf(draft.body, form)) await dropDraft(tx, key);
  });
}

/** The same showing of the form; or its words are in what was sent, from the first to the last. */
function isOf(draft: Draft['body'], form: Form): boolean {
  const id = draft['updateId'];
  if (id !== undefined && id === form['updateId']) return true;
  return linesOf(form).startsWith(linesOf(draft));
}

/** A form that is sent ends its lines otherwise than one that saves itself. */
function linesOf(form: Form): string {
  return textOf(form, 'message').replaceAll('\r\n', '\n');
}
