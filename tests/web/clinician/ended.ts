/** Brings a course of the clinic's site through its treatment, past the pages that other tests press. */
import { withdrawConsent } from '../../../db/consents';
import { freeSlots } from '../../../db/slots';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { plusMillis, type AppointmentId, type CourseId } from '../../../domain/ids';
import type { CourseEvent, ConsentKind, Programme } from '../../../domain/state';
import { paths } from '../../../web/paths';
import { PROGRAMME } from '../../support/courseWalk';
import { START, type Browser, type ClinicSite } from './clinicSite';

const DAY = 86_400_000;

/** A treatment with Karen that has just begun. */
export async function untilTreatment(
  site: ClinicSite,
  course: CourseId,
  programme: Programme = PROGRAMME,
): Promise<void> {
  const psychologistId = site.staff.karen;
  const window = { from: plusMillis(START, 8 * DAY), until: plusMillis(START, 20 * DAY) };
  const [slot] = await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    freeSlots(tx, { ...window, psychologistId, limit: 1 }),
  );
  if (!slot) throw new Error('no time is free');
  const { slotId, startsAt, endsAt } = slot;
  const appointmentId = newId<AppointmentId>();
  const events: CourseEvent[] = [
    { name: 'offer', slotId, startsAt, psychologistId },
    { name: 'release' },
    { name: 'book', slotId, startsAt, endsAt, appointmentId, withinClock: true },
    { name: 'accept', programme, diagnosis: 'DF321' },
  ];
  for (const event of events) await site.happens(course, event);
}

/** A treatment with Karen that nobody finished, up to the epicrise. */
export async function untilEpicrise(site: ClinicSite, course: CourseId): Promise<void> {
  await untilTreatment(site, course);
  await site.happens(course, { name: 'dropOut' });
  await site.happens(course, { name: 'closingWaived' });
}

/** The same, ended by Karen with an epicrise that says `letterText`. */
export async function endedWith(
  site: ClinicSite,
  course: CourseId,
  karen: Browser,
  letterText: string,
): Promise<void> {
  await untilEpicrise(site, course);
  const epicrise = paths.epicrise.to({ course });
  await karen.get(epicrise);
  const words = { priority: 'routine', followUp: 'Intet.', letterText, note: 'Slut.' };
  await karen.press(epicrise, { ...words, answer: 'approveEpicrise' });
  await site.happens(course, { name: 'release' });
}

/** The patient says no to what they had said yes to. */
export async function withdraws(
  site: ClinicSite,
  course: CourseId,
  kind: ConsentKind,
): Promise<void> {
  await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    withdrawConsent(tx, { courseId: course, kind, at: START }),
  );
  await site.happens(course, { name: 'withdrawConsent', consent: kind });
}
