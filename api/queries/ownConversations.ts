/** The conversations a patient has had or is to have in the own course. */
import { appointmentsOf } from '../../db/appointments';
import type { CourseRow } from '../../db/courses';
import { inTransaction, type Tx } from '../../db/transaction';
import { conversationsOf, type Conversation } from '../../domain/conversations';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

/** The oldest first. */
export async function conversations(tx: Tx, course: CourseRow): Promise<readonly Conversation[]> {
  const current = stateOf(course).appointment?.appointmentId ?? null;
  return conversationsOf(await appointmentsOf(tx, course.courseId), current);
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
