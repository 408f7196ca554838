/** What screening reads: the application, times that can be offered, the half-written answer. */
import type { CourseRow } from '../../db/courses';
import { freeSlots, slotById, type NamedSlot, type Slot } from '../../db/slots';
import { inTransaction, type Tx } from '../../db/transaction';
import type { CourseId, SlotId } from '../../domain/ids';
import { offerWindow } from '../../domain/appointmentTime';
import type { Ctx } from '../app';
import { applicationAnswers, type ApplicationAnswers } from './applicationAnswers';
import { draftOf, type Draft } from './draft';

export const SCREENING_DRAFT = 'screen';
const OWN = 40;
const ALL = 60;

export interface Screening {
  readonly answers: ApplicationAnswers;
  readonly ownSlots: readonly NamedSlot[];
  readonly otherSlots: readonly NamedSlot[];
  readonly draft: Draft | undefined;
}

export async function screening(ctx: Ctx, course: CourseRow): Promise<Screening> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const answers = await applicationAnswers(tx, course);
    const { own, others } = await offerableSlots(tx, ctx, course.courseId);
    return {
      answers,
      ownSlots: own,
      otherSlots: others,
      draft: await draftOf(tx, ctx, course.courseId, SCREENING_DRAFT),
    };
  });
}

/** Free times on the days that may be offered: the reader's own calendar, then the others'. */
async function offerableSlots(
  tx: Tx,
  ctx: Ctx,
  courseId: CourseId,
): Promise<{ own: NamedSlot[]; others: NamedSlot[] }> {
  const window = { ...offerWindow(ctx.now), for: courseId };
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : undefined;
  const own = me ? await freeSlots(tx, { ...window, limit: OWN, psychologistId: me }) : [];
  const all = await freeSlots(tx, { ...window, limit: ALL });
  return { own, others: all.filter((slot) => slot.psychologistId !== me) };
}

/** The time a form speaks of while it can still be offered. */
export function offeredSlot(
  ctx: Ctx,
  { courseId }: CourseRow,
  slotId: SlotId,
): Promise<Slot | undefined> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const slot = await slotById(tx, slotId);
    // Held by this form, which came back unsent: still this course's to offer.
    const isHeldHere = slot?.courseId === courseId && slot.heldByUpdate !== null;
    return slot?.state === 'free' || isHeldHere ? slot : undefined;
  });
}
