/** What every way out of the house answers: to whom, what must be true first, and how it leaves. */
import type { Delivery, Entry, Letter } from '../db/deliveries';
import type { Database } from '../db/transaction';
import type { DeliveryId, Instant } from '../domain/ids';
import type { LetterFacts } from '../domain/letterFacts';
import type { createDigitalPost } from '../partners/digitalPost/client';
import type { createEpj } from '../partners/epj/client';
import type { Receipt } from '../partners/exchange';
import type { createMail } from '../partners/mail/client';
import type { createMedcom } from '../partners/medcom/client';
import type { createVideo } from '../partners/video/client';

export interface Partners {
  readonly digitalPost: ReturnType<typeof createDigitalPost>;
  readonly epj: ReturnType<typeof createEpj>;
  readonly medcom: ReturnType<typeof createMedcom>;
  readonly video: ReturnType<typeof createVideo>;
  readonly mail: ReturnType<typeof createMail>;
}
export interface Outgoing {
  readonly delivery: Delivery;
  readonly facts: LetterFacts;
  readonly letter: Letter | null;
  /** What goes instead of a letter, as it was the first time it was tried. */
  readonly entry: Entry | null;
  readonly db: Database;
}
export type Answer = { readonly kind: 'accepted' | 'refused' | 'unknown' };
export type WhyNot =
  | 'noConsent'
  | 'noGp'
  | 'noAddress'
  | 'noReceiver'
  | 'noAppointment'
  | 'noEndedAppointment'
  | 'noReservation'
  | 'offerOver'
  | 'noNote'
  | 'noPause';

export interface Channel {
  readonly to: (facts: LetterFacts) => string;
  readonly mayNot: (facts: LetterFacts) => WhyNot | null;
  readonly send: (partners: Partners, out: Outgoing) => Promise<Answer>;
  readonly receipt: (partners: Partners, id: DeliveryId) => Promise<Receipt>;
  readonly atMostOnce?: true;
  /** The link it carries: the patient's own pointer, or the address where staff log in. */
  readonly link?: 'portal' | ((delivery: Delivery) => string);
  /** The conversation that goes along into the receiver's calendar. */
  readonly appointment?: (
    facts: LetterFacts,
  ) => { readonly startsAt: Instant; readonly endsAt: Instant } | null;
  /** The plain facts that go when there is no letter. */
  readonly entry?: (delivery: Delivery, facts: LetterFacts) => Entry;
}
