/** A patient takes a time for the conversation: the one kept for them, or another free one. */
import { v5 } from 'uuid';
import { insertAppointment } from '../../db/appointments';
import type { CourseRow } from '../../db/courses';
import { slotById, takeSlot, type Slot } from '../../db/slots';
import { inTransaction, type Tx } from '../../db/transaction';
import { isLegal } from '../../domain/course';
import {
  asId,
  isUuid,
  type AppointmentId,
  type SlotId,
  type StaffId,
  type UpdateId,
} from '../../domain/ids';
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
  const kept = await keepBooking(ctx, state, { slotId: asId<SlotId>(slot), id, mayTake });
  if (!kept) return { kind: 'refused', name: 'slotTaken' };
  return press(ctx, { courseId: course.courseId, id, event: kept.event, answers });
}

/** A conversation that has begun is not moved; its outcome is the psychologist's to write. */
export function mayChooseTime(state: CourseState, now: Ctx['now']): boolean {
  const begun = state.appointment !== null && state.appointment.startsAt <= now;
  return isLegal(state.stage, 'book') && !begun;
}

interface Wish {
  readonly slotId: SlotId;
  readonly id: UpdateId;
  /** Whether this time is one that the chooser is shown. */
  readonly mayTake: (
    tx: Tx,
    ctx: Ctx,
    state: CourseState,
    slot: Slot,
  ) => Promise<boolean> | boolean;
}

/**
 * Content first: the time is taken and the appointment written before anything is decided. Null:
 * the time is another's by now.
 */
export function keepBooking(
  ctx: Ctx,
  state: CourseState,
  { slotId, id: updateId, mayTake: allowed }: Wish,
): Promise<{ event: CourseEvent; psychologistId: StaffId } | null> {
  const { courseId } = state;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const wanted = await slotById(tx, slotId);
    if (!wanted || !(await allowed(tx, ctx, state, wanted))) return null;
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
    const event = { name: 'book', slotId, appointmentId, startsAt, endsAt, withinClock } as const;
    return { event, psychologistId };
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
