/** Where the video of the agreed conversation is. */
import { appointmentById } from '../../db/appointments';
import type { CourseRow } from '../../db/courses';
import { inTransaction, type Tx } from '../../db/transaction';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

/** The patient's address of the meeting; null: nothing is agreed, or the meeting is not made yet. */
export function ownVideo(ctx: Ctx, course: CourseRow): Promise<string | null> {
  return inTransaction(ctx.app.db, ctx.actor, (tx) => videoOf(tx, course));
}

export async function videoOf(tx: Tx, course: CourseRow): Promise<string | null> {
  const { appointment } = stateOf(course);
  if (!appointment) return null;
  return (await appointmentById(tx, appointment.appointmentId))?.patientUrl ?? null;
}
