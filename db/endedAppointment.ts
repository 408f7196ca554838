/** Which conversation came to nothing: the one that a letter or an entry about it speaks of. */
import type { TalkKind } from '../domain/conversations';
import type { EndedAppointment } from '../domain/letterFacts';
import type { CourseState } from '../domain/state';
import type { DeliveryKind } from '../domain/taskTable';
import type { Appointment } from './appointments';

const CANCELLED = ['cancelledByPatient', 'cancelledByClinic'] as const;
const ABOUT: Partial<Record<DeliveryKind, readonly EndedAppointment['outcome'][]>> = {
  appointmentMissed: ['noShow'],
  closingMissed: ['noShow'],
  closingCancelled: CANCELLED,
  epjClosingEnded: ['noShow', ...CANCELLED, 'moved'],
  appointmentCancelled: CANCELLED,
  videoCancelled: [...CANCELLED, 'moved'],
  epjAppointmentEnded: ['noShow', ...CANCELLED, 'moved'],
};

/**
 * The newest such conversation; for a delivery that others of its kind have followed, as many
 * back. `appointments` in the order in which they were agreed: under a clock that stands still two
 * are made at the same instant; `sequence` from 1, 0 without a number.
 */
export function endedAppointment(
  appointments: readonly Appointment[],
  of: { readonly kind: DeliveryKind; readonly sequence: number; readonly state: CourseState },
): EndedAppointment | null {
  const outcomes = ABOUT[of.kind] ?? [];
  const own = appointments.filter(({ kind }) => kind === talkOf(of.kind));
  const ended = own.flatMap(({ appointmentId, startsAt, endsAt, outcome: word }) => {
    const outcome = outcomes.find((one) => one === word);
    return outcome ? [{ appointmentId, startsAt, endsAt, outcome }] : [];
  });
  const followed = of.sequence > 0 ? (of.state.sent[of.kind] ?? 0) - of.sequence : 0;
  return ended.at(-1 - Math.max(0, followed)) ?? null;
}

const OF_CLOSING: readonly DeliveryKind[] = [
  'closingMissed',
  'closingCancelled',
  'epjClosingEnded',
];

function talkOf(kind: DeliveryKind): TalkKind {
  return OF_CLOSING.includes(kind) ? 'closing' : 'assessment';
}
