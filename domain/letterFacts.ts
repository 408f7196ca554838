/** The facts that letters are written from, gathered once; the letters put them into words. */
import type { AppointmentId, CourseId, DeliveryId, Instant, PersonId, StaffId } from './ids';
import type { CourseState } from './state';
import type { Correctable } from './taskTable';

/** What a decision carries into its letter: keys of ours, and the psychologist's own words. */
export interface DecisionFacts {
  /** Who decided; signs where the course has no psychologist. */
  readonly by: StaffId | null;
  readonly codes: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, string>>;
}
/** A score as a letter says it: reckoned from how many of how many answers. */
export interface ScoreEnd {
  readonly score: number;
  readonly band: string | null;
  readonly occasion: string;
  readonly asked: number;
  readonly leftOut: readonly number[];
}
export interface ScorePair {
  readonly measure: string;
  readonly first: ScoreEnd | null;
  readonly last: ScoreEnd | null;
}
export interface EndedAppointment {
  readonly appointmentId: AppointmentId;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly outcome: 'noShow' | 'cancelledByPatient' | 'cancelledByClinic' | 'moved';
}
export interface LetterFacts {
  readonly courseId: CourseId;
  readonly personId: PersonId;
  readonly deliveryId: DeliveryId | null;
  readonly courseNumber: string;
  /** The letter's date. */
  readonly at: Instant;
  readonly state: CourseState;
  readonly person: { readonly name: string; readonly cpr: string };
  readonly contact: { readonly email: string | null; readonly byConsent: boolean };
  readonly psychologist: { readonly name: string; readonly email: string } | null;
  readonly gp: { readonly ydernummer: string; readonly name: string } | null;
  readonly crisis: { readonly name: string; readonly phone: string } | null;
  /** Consent for this kind of letter to the GP, as it stands now. */
  readonly consentSince: { readonly gpStart: Instant | null; readonly gpEnd: Instant | null };
  readonly decision: DecisionFacts | null;
  /** The letter that this one puts right, and when that was written. */
  readonly corrects: {
    readonly kind: Correctable;
    readonly at: Instant;
    readonly deliveryId: DeliveryId;
  } | null;
  readonly diagnosis: string | null;
  readonly scores: readonly ScorePair[];
  readonly moduleTitles: readonly string[];
  readonly handedInTitles: readonly string[];
  /** The conversation that came to nothing, for what is sent about it. */
  readonly endedAppointment: EndedAppointment | null;
  /** When the assessment was held. */
  readonly assessedAt: Instant | null;
  /** The signed note that the entry's own event wrote, for the record. */
  readonly note: { readonly text: string; readonly author: string; readonly at: Instant } | null;
  /** For mail to staff: its addresses, and the instant it speaks of. */
  readonly staffMail: {
    readonly receivers: readonly string[];
    readonly raisedAt: Instant | null;
    readonly dueAt: Instant | null;
  };
  readonly portalUrl: string;
}
