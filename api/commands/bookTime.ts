/** A patient takes a time for the conversation: the one kept for them, or another free one. */
import { v5 } from 'uuid';
import { insertAppointment } from '../../db/appointments';
import type { CourseRow } from '../../db/courses';
import { slotById, takeSlot, type Slot } from '../../db/slots';
import { inTransaction, type Tx } from '../../db/transaction';
import { isLegal } from '../../domain/course';
import { asId, isUuid, type AppointmentId, type SlotId, type UpdateId } from '../../domain/ids';
import type { CourseEvent, CourseState } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { hasFreeWithin, windowOf } from '../queries/freeTimes';
import { answersOf, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';

/** The form's `slot` is the time; taken by another it is refused as `slotTaken`. */
export async function bookTime(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const answers = answersOf(form, 'offer');
  if (!formId || !answers) return { kind: 'refused', name: 'invalid' };
  const slot = textOf(form, 'slot');
  if (!isUuid(slot)) return { kind: 'invalid', errors: { slot: 'Vælg en af tiderne.' } };
  const state = stateOf(course);
  if (!mayChooseTime(state, ctx.now)) return { kind: 'refused', name: 'notNow' };
  const id = pressingOf(formId, `book:${slot}`);
  const event = await keepBooking(ctx, state, asId<SlotId>(slot), id);
  if (!event) return { kind: 'refused', name: 'slotTaken' };
  return press(ctx, { courseId: course.courseId, id, event, answers });
}

/** A conversation that has begun is not moved; its outcome is the psychologist's to write. */
export function mayChooseTime(state: CourseState, now: Ctx['now']): boolean {
  const begun = state.appointment !== null && state.appointment.startsAt <= now;
  return isLegal(state.stage, 'book') && !begun;
}

/** Content first: the time is taken and the appointment written before anything is decided. */
function keepBooking(
  ctx: Ctx,
  state: CourseState,
  slotId: SlotId,
  updateId: UpdateId,
): Promise<CourseEvent | null> {
  const { courseId } = state;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const wanted = await slotById(tx, slotId);
    if (!wanted || !(await mayTake(tx, ctx, state, wanted))) return null;
    const heldAt = ctx.app.realNow();
    const taken = await takeSlot(tx, { slotId, courseId, updateId, state: 'booked', heldAt });
    if (taken.kind === 'takenByOther') return null;
    const { psychologistId, startsAt, endsAt } = taken.slot;
    // The same pressing twice makes one appointment.
    const appointmentId = asId<AppointmentId>(v5(slotId, updateId));
    await insertAppointment(tx, {
      appointmentId,
      courseId,
      slotId,
      psychologistId,
      startsAt,
      endsAt,
      at: ctx.now,
    });
    const withinClock = startsAt <= windowOf(state, ctx.now).promised;
    return { name: 'book', slotId, appointmentId, startsAt, endsAt, withinClock };
  });
}

/** The time kept for the patient until it begins; else one with the psychologist, in the window. */
async function mayTake(tx: Tx, ctx: Ctx, state: CourseState, slot: Slot): Promise<boolean> {
  if (slot.courseId === state.courseId) return slot.startsAt > ctx.now;
  if (state.psychologistId && slot.psychologistId !== state.psychologistId) return false;
  const window = windowOf(state, ctx.now);
  if (slot.startsAt < window.from || slot.startsAt >= window.latest) return false;
  return slot.startsAt < window.promised || !(await hasFreeWithin(tx, state, window));
}
