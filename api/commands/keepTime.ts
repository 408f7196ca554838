/** Content first: a time is taken and its conversation written before anything is decided. */
import { v5 } from 'uuid';
import { insertAppointment } from '../../db/appointments';
import { openSlot, takeSlot } from '../../db/slots';
import type { Tx } from '../../db/transaction';
import type { Span } from '../../domain/appointmentTime';
import type { TalkKind } from '../../domain/conversations';
import {
  asId,
  type AppointmentId,
  type CourseId,
  type SlotId,
  type StaffId,
  type UpdateId,
} from '../../domain/ids';
import type { Appointment } from '../../domain/state';
import type { Ctx } from '../app';

/** A time that stands in a calendar, or one typed for this patient. */
export type WantedTime =
  | { readonly slotId: SlotId }
  | (Span & { readonly slotId?: undefined; readonly psychologistId: StaffId });

export type TimeKept =
  | { readonly kind: 'kept'; readonly time: Appointment; readonly psychologistId: StaffId }
  | { readonly kind: 'refused'; readonly name: 'slotTaken' | 'timeTaken' };

/** Of two who take the same time one has it; the other is told by name. */
export async function keepTime(
  tx: Tx,
  ctx: Ctx,
  of: { courseId: CourseId; id: UpdateId; time: WantedTime; kind: TalkKind },
): Promise<TimeKept> {
  const { courseId, id: updateId, time, kind } = of;
  const slotId = time.slotId === undefined ? await openSlot(tx, { ...time, kind }) : time.slotId;
  const heldAt = ctx.app.realNow();
  const taken =
    slotId && (await takeSlot(tx, { slotId, courseId, updateId, state: 'booked', heldAt }));
  if (!taken || taken.kind === 'takenByOther') {
    return { kind: 'refused', name: time.slotId ? 'slotTaken' : 'timeTaken' };
  }
  const { psychologistId, startsAt, endsAt } = taken.slot;
  // The same pressing twice makes one appointment.
  const appointmentId = asId<AppointmentId>(v5(slotId, updateId));
  const span = { appointmentId, slotId, startsAt, endsAt };
  await insertAppointment(tx, { ...span, courseId, psychologistId, kind, at: ctx.now });
  return { kind: 'kept', time: span, psychologistId };
}
