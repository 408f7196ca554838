/** The conversations a patient has had or is to have in the own course. */
import { agreedTimesOf } from '../../db/appointments';
import type { CourseRow } from '../../db/courses';
import { inTransaction, type Tx } from '../../db/transaction';
import { conversationsOf, type Conversation } from '../../domain/conversations';
import type { Ctx } from '../app';

/** The oldest first. */
export async function conversations(tx: Tx, course: CourseRow): Promise<readonly Conversation[]> {
  return conversationsOf(await agreedTimesOf(tx, course.courseId));
}

/** The conversation that has, or once had, this time; null: none of this patient's. */
export async function ownConversation(
  ctx: Ctx,
  course: CourseRow,
  appointment: string,
): Promise<Conversation | null> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const all = await conversations(tx, course);
    return all.find(({ times }) => times.some((id) => id === appointment)) ?? null;
  });
}
