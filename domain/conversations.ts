/** The conversations of a course as people count them: one that is moved is still the same one. */
import type { AppointmentId, Instant } from './ids';

/** One agreed time as it is stored; `outcome` is an enum word, null while it is to come. */
export interface AgreedTime {
  readonly appointmentId: AppointmentId;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly outcome: string | null;
}

export const CONVERSATION_ENDS = [
  'held',
  'noShow',
  'cancelledByPatient',
  'cancelledByClinic',
] as const;
export type ConversationEnd = (typeof CONVERSATION_ENDS)[number];

export interface Conversation {
  /** The first time that was agreed: what a calendar knows the conversation by, however moved. */
  readonly key: AppointmentId;
  /** Every time it has had, the first one first. */
  readonly times: readonly AppointmentId[];
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Null while it is to come. */
  readonly end: ConversationEnd | null;
}

/** From the times that were agreed, in the order in which they were. */
export function conversationsOf(agreed: readonly AgreedTime[]): readonly Conversation[] {
  const all: Conversation[] = [];
  let times: readonly AppointmentId[] = [];
  for (const { appointmentId, startsAt, endsAt, outcome } of agreed) {
    times = [...times, appointmentId];
    if (outcome === MOVED) continue;
    const end = CONVERSATION_ENDS.find((one) => one === outcome) ?? null;
    all.push({ key: times[0] ?? appointmentId, times, startsAt, endsAt, end });
    times = [];
  }
  return all;
}
const MOVED = 'moved';

/** True for a conversation that was called off, by either side. */
export function isCalledOff({ end }: Conversation): boolean {
  return end === 'cancelledByPatient' || end === 'cancelledByClinic';
}
