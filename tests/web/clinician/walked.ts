/** Brings a course of the clinic's site on its way, past the pages that other tests press. */
import { newId } from '../../../db/newId';
import { freeSlots } from '../../../db/slots';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { plusMillis, type AppointmentId, type CourseId } from '../../../domain/ids';
import type { CourseEvent } from '../../../domain/state';
import { PROGRAMME } from '../../support/courseWalk';
import { START, type ClinicSite } from './clinicSite';

const DAY = 86_400_000;

/** A talk with Karen is agreed; the practice clock stands where it stood. */
export async function isBooked(site: ClinicSite, course: CourseId): Promise<void> {
  const psychologistId = site.staff.karen;
  const [slot] = await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    freeSlots(tx, {
      from: plusMillis(START, 8 * DAY),
      until: plusMillis(START, 20 * DAY),
      psychologistId,
      limit: 1,
    }),
  );
  if (!slot) throw new Error('no time is free');
  const { slotId, startsAt, endsAt } = slot;
  const appointmentId = newId<AppointmentId>();
  const events: CourseEvent[] = [
    { name: 'offer', slotId, startsAt, psychologistId },
    { name: 'release' },
    { name: 'book', slotId, startsAt, endsAt, appointmentId, withinClock: true },
  ];
  for (const event of events) await site.happens(course, event);
}

/** Treatment has begun, with the three modules of the tests. */
export async function inTreatment(site: ClinicSite, course: CourseId): Promise<void> {
  await isBooked(site, course);
  await site.happens(course, { name: 'accept', programme: PROGRAMME, diagnosis: 'DF321' });
}
