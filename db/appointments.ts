/** Agreed conversations: when, with which links, and what became of them. */
import { z } from 'zod';
import {
  TALK_KINDS,
  TIME_OUTCOMES,
  type TalkKind,
  type TimeOutcome,
} from '../domain/conversations';
import type { AppointmentId, CourseId, Instant, SlotId, StaffId } from '../domain/ids';
import { zId, zInstant } from './columns';
import type { Tx } from './transaction';

const Appointment = z.object({
  appointmentId: zId<AppointmentId>(),
  courseId: zId<CourseId>(),
  slotId: zId<SlotId>(),
  psychologistId: zId<StaffId>(),
  kind: z.enum(TALK_KINDS),
  startsAt: zInstant,
  endsAt: zInstant,
  /** The video meeting's links; null until the meeting is made. */
  patientUrl: z.string().nullable(),
  staffUrl: z.string().nullable(),
  madeAt: zInstant,
  /** Null while it is to come. */
  outcome: z.enum(TIME_OUTCOMES).nullable(),
});
export type Appointment = z.infer<typeof Appointment>;

const SELECT = `SELECT appointment_id, course_id, slot_id, psychologist_id, kind, starts_at, ends_at,
  patient_url, staff_url, made_at, outcome FROM appointment`;

/** False: it is there already. */
export async function insertAppointment(
  tx: Tx,
  of: {
    appointmentId: AppointmentId;
    courseId: CourseId;
    slotId: SlotId;
    psychologistId: StaffId;
    /** Without one: the first conversation. */
    kind?: TalkKind;
    startsAt: Instant;
    endsAt: Instant;
    at: Instant;
  },
): Promise<boolean> {
  return (
    (await tx.run(
      `INSERT INTO appointment (appointment_id, course_id, slot_id,
    psychologist_id, starts_at, ends_at, made_at, kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (appointment_id) DO NOTHING`,
      [
        of.appointmentId,
        of.courseId,
        of.slotId,
        of.psychologistId,
        of.startsAt,
        of.endsAt,
        of.at,
        of.kind ?? 'assessment',
      ],
    )) === 1
  );
}

export async function setMeetingUrls(
  tx: Tx,
  appointmentId: AppointmentId,
  urls: { patientUrl: string; staffUrl: string },
): Promise<void> {
  await tx.run(
    'UPDATE appointment SET patient_url = $2, staff_url = $3 WHERE appointment_id = $1',
    [appointmentId, urls.patientUrl, urls.staffUrl],
  );
}

/** Fixed once. False: it was fixed already. */
export async function setAppointmentOutcome(
  tx: Tx,
  appointmentId: AppointmentId,
  outcome: TimeOutcome,
): Promise<boolean> {
  return (
    (await tx.run(
      `UPDATE appointment SET outcome = $2
    WHERE appointment_id = $1 AND outcome IS NULL`,
      [appointmentId, outcome],
    )) === 1
  );
}

export function appointmentById(
  tx: Tx,
  appointmentId: AppointmentId,
): Promise<Appointment | undefined> {
  return tx.row(Appointment, `${SELECT} WHERE appointment_id = $1`, [appointmentId]);
}

const ROWS = `SELECT a.appointment_id, a.course_id, a.slot_id, a.psychologist_id, a.kind,
  a.starts_at, a.ends_at, a.patient_url, a.staff_url, a.made_at, a.outcome FROM appointment AS a`;
/** The event that agreed a time; one whose booking was refused has none. */
const AGREED = `JOIN event ON event.course_id = a.course_id AND event.name IN ('book', 'bookClosing')
  AND event.event ->> 'appointmentId' = a.appointment_id::text`;

/**
 * In the order in which they were agreed, by the event that agreed each: two may be made at the same
 * instant under a clock that stands still. Before them those that were never agreed.
 */
export function appointmentsOf(tx: Tx, courseId: CourseId): Promise<Appointment[]> {
  return tx.rows(
    Appointment,
    `${ROWS} LEFT ${AGREED} WHERE a.course_id = $1
    ORDER BY event.revision NULLS FIRST, a.made_at, a.appointment_id`,
    [courseId],
  );
}

/** The times that were agreed, in that order. */
export function agreedTimesOf(tx: Tx, courseId: CourseId): Promise<Appointment[]> {
  return tx.rows(Appointment, `${ROWS} ${AGREED} WHERE a.course_id = $1 ORDER BY event.revision`, [
    courseId,
  ]);
}
