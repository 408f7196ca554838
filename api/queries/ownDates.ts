/** The dates of a patient's course that its state does not carry: conversations and letters. */
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import type { Conversation } from '../../domain/conversations';
import type { Ctx } from '../app';
import { conversations } from './ownConversations';
import { ownLetters, type SentLetter } from './ownLetters';

export interface OwnDates {
  /** The oldest first. */
  readonly conversations: readonly Conversation[];
  /** The newest first, as many as a page of letters has. */
  readonly letters: readonly SentLetter[];
  readonly moreLetters: boolean;
}

export async function ownDates(ctx: Ctx, course: CourseRow): Promise<OwnDates> {
  const { letters, next } = await ownLetters(ctx, course, { after: undefined });
  const all = await inTransaction(ctx.app.db, ctx.actor, (tx) => conversations(tx, course));
  return { conversations: all, letters, moreLetters: next !== null };
}
