/** What can go wrong in the machinery, so that somebody must look: the kinds of incidents. */

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
