/** The clinic gives a patient a time, also after the promised weeks and with another psychologist. */
import type { CourseRow } from '../../db/courses';
import { releaseHold } from '../../db/slots';
import { inTransaction } from '../../db/transaction';
import { asId, isUuid, type SlotId } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { givingWindow } from '../queries/timesToGive';
import { keepBooking, mayChooseTime } from './bookTime';
import { answersOf, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';

/**
 * The form's `slot` is the time; taken by another it is refused as `slotTaken`. It answers the
 * offer, as the patient's own choice does: who comes second is told. The course follows a time with
 * another psychologist before it is booked, so that the letter names the right one.
 */
export async function bookForPatient(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const answers = answersOf(form, 'offer');
  if (!formId || !answers) return { kind: 'refused', name: 'invalid' };
  const slot = textOf(form, 'slot');
  if (!isUuid(slot)) return { kind: 'invalid', errors: { slot: 'Vælg en af tiderne.' } };
  const state = stateOf(course);
  if (!mayChooseTime(state, ctx.now)) return { kind: 'refused', name: 'notNow' };
  const { courseId } = course;
  const id = pressingOf(formId, `give:${slot}`);
  const window = givingWindow(ctx.now);
  const kept = await keepBooking(ctx, state, {
    slotId: asId<SlotId>(slot),
    id,
    mayTake: (_tx, _ctx, _state, { courseId: owner, startsAt }) =>
      owner === courseId ? startsAt > ctx.now : startsAt >= window.from && startsAt < window.until,
  });
  if (!kept) return { kind: 'refused', name: 'slotTaken' };
  const { event, psychologistId } = kept;
  if (psychologistId !== state.psychologistId) {
    const toOther = pressingOf(formId, `assign:${slot}`);
    const change = { name: 'assign', psychologistId } as const;
    const moved = await press(ctx, { courseId, id: toOther, event: change, answers });
    if (moved.kind === 'refused') {
      await inTransaction(ctx.app.db, ctx.actor, (tx) => releaseHold(tx, id));
    }
    if (moved.kind !== 'done' && moved.kind !== 'saving') return moved;
  }
  return press(ctx, { courseId, id, event, answers });
}
