/** What can go wrong in the machinery, so that somebody must look: the kinds of incidents. */
import { may, type Role } from './permissions';
import { DELIVERIES, MAILED, type DeliveryKind } from './taskTable';

export const INCIDENTS = [
  /** The course's workflow accepted an event that the database would not keep. */
  'recordingStopped',
  /** An open course has no running workflow. */
  'workflowGone',
  /** The workflow and the course's row are not at the same revision. */
  'workflowDiffers',
  /** The workflow's own code fails again and again. */
  'workflowTaskFails',
  /** A letter, journal entry or message is not known to have come through. */
  'deliveryFailed',
  /** A member of staff was perhaps not told in the morning what waits. */
  'morningMailFailed',
] as const;
export type IncidentKind = (typeof INCIDENTS)[number];

/** In these the course itself stands still or may differ; rebuilding it is the retry. */
export const COURSE_INCIDENTS = [
  'recordingStopped',
  'workflowGone',
  'workflowDiffers',
  'workflowTaskFails',
] as const satisfies readonly IncidentKind[];

/**
 * How an incident came to be closed: the machinery saw that all was well again, somebody retried,
 * or somebody saw to it in another way and said how.
 */
export const CLOSINGS = ['mended', 'retried', 'handled'] as const;
export type Closing = (typeof CLOSINGS)[number];

/**
 * What a retry may do: `freely` as often as anybody likes, since a partner knows a delivery by its
 * id; `knowingly` one by one and with a reason, since an e-mail has no id that anybody knows and may
 * come twice; `never` where the answer would be the same.
 */
export type Retry = 'freely' | 'knowingly' | 'never';

/** `delivery`: what kind did not come through. Null is treated as the careful case, an e-mail. */
export function retryOf(kind: IncidentKind, cause: string, delivery: DeliveryKind | null): Retry {
  if (kind === 'morningMailFailed' || isSetAside(kind, cause)) return 'never';
  if (kind !== 'deliveryFailed') return 'freely';
  if (cause === 'notDelivered') return 'never';
  if (cause === 'noAnswer') return 'knowingly';
  const isMail = delivery === null || MAILED.includes(delivery);
  return isMail && !neverLeft(cause) ? 'knowingly' : 'freely';
}

/** The kinds of deliveries that may be retried freely when they have this cause. */
export function freelyRetried(cause: string): readonly DeliveryKind[] {
  return DELIVERIES.filter((one) => retryOf('deliveryFailed', cause, one) === 'freely');
}

/** How many of one kind and cause a single press may retry; an e-mail waits for its own reason. */
export function retriedTogether(of: {
  readonly kind: IncidentKind;
  readonly cause: string;
  readonly incidents: number;
  readonly mails: number;
}): number {
  const { kind, cause, incidents, mails } = of;
  const [mail, other] = [retryOf(kind, cause, 'newMessage'), retryOf(kind, cause, 'receipt')];
  return (mail === 'freely' ? mails : 0) + (other === 'freely' ? incidents - mails : 0);
}

/** What an incident's `detail` says of which kind of delivery it is about. */
export function deliveryOf(detail: Readonly<Record<string, unknown>>): DeliveryKind | null {
  return DELIVERIES.find((one) => one === detail['kind']) ?? null;
}

/** Causes with which an e-mail has certainly not left: a no, or something was missing before it. */
const NEVER_LEFT = ['refused', 'noReceiver', 'noEndedAppointment', 'noReservation'];

function neverLeft(cause: string): boolean {
  return NEVER_LEFT.includes(cause) || cause.startsWith('letter:');
}

/**
 * Why recording stops a whole course; with any other cause it is one event that is set aside.
 * `unknown` is what a program from before causes told (db/migrations/0013_incidents.sql).
 */
const STOPS: readonly string[] = ['hole', 'refused', 'attemptsFail', 'unknown'];

/**
 * True for an event that was accepted, but could not be recorded when its course was rebuilt. The
 * course goes on without it, so that somebody must see to what it was.
 */
export function isSetAside(kind: IncidentKind, cause: string): boolean {
  return kind === 'recordingStopped' && !STOPS.includes(cause);
}

/** The other ways in which somebody sees to what did not come through. */
export const HANDLINGS = ['onPaper', 'arrived', 'redone', 'called', 'notNeeded', 'told'] as const;
export type Handling = (typeof HANDLINGS)[number];

/**
 * None for a course that stands still: it is not over by being called so, and the sweep would only
 * tell it again.
 */
export function handlingsOf(kind: IncidentKind, cause: string): readonly Handling[] {
  if (kind === 'morningMailFailed') return ['told'];
  if (kind === 'deliveryFailed') return ['onPaper', 'called', 'arrived', 'notNeeded'];
  return isSetAside(kind, cause) ? ['redone', 'called', 'notNeeded'] : [];
}

/** Which incidents a role sees: coordinators have the letters, supervisors all (DOMAIN section 5). */
export function incidentsFor(role: Role): readonly IncidentKind[] {
  if (may(role, 'superviseCourses')) return INCIDENTS;
  return may(role, 'repairDeliveries') ? ['deliveryFailed'] : [];
}
