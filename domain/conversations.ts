/** The conversations of a course as people count them: one that is moved is still the same one. */
import type { AppointmentId, Instant } from './ids';

/** The first conversation, on video; and the closing call, on the telephone. */
export const TALK_KINDS = ['assessment', 'closing'] as const;
export type TalkKind = (typeof TALK_KINDS)[number];

const CONVERSATION_ENDS = ['held', 'noShow', 'cancelledByPatient', 'cancelledByClinic'] as const;
/** What became of a conversation. */
export type ConversationEnd = (typeof CONVERSATION_ENDS)[number];

/** What became of one time: moved is the same conversation later on; never agreed was none. */
export const TIME_OUTCOMES = [...CONVERSATION_ENDS, 'moved', 'neverAgreed'] as const;
export type TimeOutcome = (typeof TIME_OUTCOMES)[number];

/** One agreed time as it is stored; `outcome` is null while it is to come. */
export interface AgreedTime {
  readonly appointmentId: AppointmentId;
  readonly kind: TalkKind;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly outcome: TimeOutcome | null;
}

export interface Conversation {
  /** The first time that was agreed: what a calendar knows the conversation by, however moved. */
  readonly key: AppointmentId;
  readonly kind: TalkKind;
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
  for (const { appointmentId, kind, startsAt, endsAt, outcome } of agreed) {
    if (outcome === 'neverAgreed') continue;
    times = [...times, appointmentId];
    if (outcome === 'moved') continue;
    all.push({ key: times[0] ?? appointmentId, kind, times, startsAt, endsAt, end: outcome });
    times = [];
  }
  return all;
}

/** True for a conversation that was called off, by either side. */
export function isCalledOff({ end }: Conversation): boolean {
  return isOff(end);
}

/** True for the outcomes that say that somebody called it off. */
export function isOff(outcome: TimeOutcome | null): boolean {
  return outcome === 'cancelledByPatient' || outcome === 'cancelledByClinic';
}
