/** What can go wrong in the machinery, so that somebody must look: the kinds of incidents. */
import { may, type Role } from './permissions';

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
 * id; `knowingly` only with a reason, since mail has no such id and may come twice; `never` where
 * the answer would be the same.
 */
export type Retry = 'freely' | 'knowingly' | 'never';

export function retryOf(kind: IncidentKind, cause: string): Retry {
  if (kind === 'morningMailFailed' || isSetAside(kind, cause)) return 'never';
  if (kind !== 'deliveryFailed') return 'freely';
  if (cause === 'noAnswer') return 'knowingly';
  return cause === 'notDelivered' ? 'never' : 'freely';
}

/** Why recording stops a whole course; with any other cause it is one event that is set aside. */
const STOPS: readonly string[] = ['hole', 'epoch', 'refused', 'attemptsFail'];

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
