/** What went wrong in the machinery and waits for somebody to look at it. */
import { z } from 'zod';
import type { CourseId, DeliveryId, IncidentId, Instant, PersonId } from '../domain/ids';
import {
  COURSE_INCIDENTS,
  INCIDENTS,
  type Closing,
  type Handling,
  type IncidentKind,
} from '../domain/incidents';
import type { DeliveryKind } from '../domain/taskTable';
import { json, zId, zInstant } from './columns';
import { newId } from './newId';
import { seal } from './sealed';
import type { Tx } from './transaction';

export const Incident = z.object({
  incidentId: zId<IncidentId>(),
  courseId: zId<CourseId>().nullable(),
  kind: z.enum(INCIDENTS),
  /** What within the course it is about, '' for the course itself. */
  subject: z.string(),
  /** An enum word of its kind. */
  cause: z.string(),
  /** Ids, enum words and numbers only. */
  detail: z.record(z.string(), z.unknown()),
  openedAt: zInstant,
  lastSeenAt: zInstant,
  /** How often it was seen, while it is open. */
  times: z.number(),
  /** Somebody asked for a retry, and it has not been carried out yet. */
  retryAskedAt: zInstant.nullable(),
});
export type Incident = z.infer<typeof Incident>;
export const INCIDENT_COLUMNS = `incident_id, course_id, kind, subject, cause, detail, opened_at,
  coalesce(last_seen_at, opened_at) AS last_seen_at, times, retry_asked_at`;
const NO_COURSE = '00000000-0000-0000-0000-000000000000';

/**
 * Tells the people who watch the machinery that something is wrong. What is open already about the
 * same kind, course and subject is the same incident: seen once more, with the newest cause.
 * `at` is what the clinic's clock says. What was closed and is still wrong is told as a new one.
 */
export async function reportIncident(
  tx: Tx,
  of: {
    kind: IncidentKind;
    courseId: CourseId | null;
    subject?: string;
    cause: string;
    detail?: Readonly<Record<string, unknown>>;
    at: Instant;
  },
): Promise<void> {
  const { kind, courseId, subject = '', cause, detail = {}, at } = of;
  await tx.run(
    `INSERT INTO incident
      (incident_id, kind, course_id, subject, cause, detail, opened_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (kind, coalesce(course_id, '${NO_COURSE}'), subject) WHERE closed_at IS NULL
    DO UPDATE SET times = incident.times + 1, cause = excluded.cause, detail = excluded.detail,
      last_seen_at = greatest(incident.last_seen_at, excluded.opened_at)`,
    [newId<IncidentId>(), kind, courseId, subject, cause, json(detail), at],
  );
}

/** What is open about one course, the oldest first. */
export function incidentsOf(tx: Tx, courseId: CourseId): Promise<Incident[]> {
  return tx.rows(
    Incident,
    `SELECT ${INCIDENT_COLUMNS} FROM incident
    WHERE closed_at IS NULL AND course_id = $1 ORDER BY opened_at, incident_id`,
    [courseId],
  );
}

/**
 * Closes what is open about a course, of some kinds and perhaps one subject; answers how many. What
 * somebody did is theirs when the transaction is; the program's own closing has no name.
 */
export function closeIncidents(
  tx: Tx,
  of: {
    courseId: CourseId;
    kinds: readonly IncidentKind[];
    subject?: string;
    how: Exclude<Closing, 'handled'>;
    at: Instant;
  },
): Promise<number> {
  const by = tx.actor.kind === 'staff' ? tx.actor.id : null;
  return tx.run(
    `UPDATE incident SET closed_at = $4, how = $5, closed_by = coalesce($6, retry_asked_by)
    WHERE closed_at IS NULL AND course_id = $1 AND kind = ANY($2)
      AND ($3::text IS NULL OR subject = $3)`,
    [of.courseId, of.kinds, of.subject ?? null, of.at, of.how, by],
  );
}

const Seen = z.object({ incidentId: zId<IncidentId>(), times: z.number() });
export type SeenIncident = z.infer<typeof Seen>;

/** What is open about a course's workflow, as it stands before somebody does something about it. */
export function seenIncidents(tx: Tx, courseId: CourseId): Promise<SeenIncident[]> {
  return tx.rows(
    Seen,
    `SELECT incident_id, times FROM incident
    WHERE closed_at IS NULL AND course_id = $1 AND kind = ANY($2) AND subject = ''`,
    [courseId, COURSE_INCIDENTS],
  );
}

/**
 * Closes them as retried. One that was told again since did not mend: it stays open, and nobody has
 * asked for a retry of it yet.
 */
export async function closeSeen(tx: Tx, seen: readonly SeenIncident[], at: Instant): Promise<void> {
  const by = tx.actor.kind === 'staff' ? tx.actor.id : null;
  const ids = seen.map(({ incidentId }) => incidentId);
  await tx.run(
    `UPDATE incident SET closed_at = $3, how = 'retried', closed_by = coalesce($4, retry_asked_by)
    FROM unnest($1::uuid[], $2::int[]) AS seen (id, times)
    WHERE incident_id = id AND incident.times = seen.times AND closed_at IS NULL`,
    [ids, seen.map(({ times }) => times), at, by],
  );
  await tx.run(
    `UPDATE incident SET retry_asked_at = NULL, retry_asked_by = NULL
    WHERE incident_id = ANY($1) AND closed_at IS NULL`,
    [ids],
  );
}

const Locked = Incident.extend({ personId: zId<PersonId>().nullable() });
export type LockedIncident = z.infer<typeof Locked>;

/** An open incident, kept from everybody else until the transaction ends; undefined: not open. */
export function lockIncident(tx: Tx, incidentId: IncidentId): Promise<LockedIncident | undefined> {
  return tx.row(
    Locked,
    `SELECT ${INCIDENT_COLUMNS}, (SELECT person_id FROM course
      WHERE course.course_id = incident.course_id) AS person_id
    FROM incident WHERE incident_id = $1 AND closed_at IS NULL FOR UPDATE`,
    [incidentId],
  );
}

/**
 * Asks for a retry in the background, of one or of all of a kind and cause (and, when said, of these
 * kinds of deliveries); answers how many were not asked for already. `realAt` is real time: machinery does not stand still with a practice clock.
 */
export function askRetry(
  tx: Tx,
  of:
    | { incidentId: IncidentId }
    | {
        kind: IncidentKind;
        cause: string;
        deliveries: readonly DeliveryKind[] | undefined;
      },
  realAt: Instant,
): Promise<number> {
  const [which, values] =
    'incidentId' in of
      ? ['incident_id = $3', [of.incidentId]]
      : [
          "kind = $3 AND cause = $4 AND ($5::text[] IS NULL OR detail ->> 'kind' = ANY($5))",
          [of.kind, of.cause, of.deliveries ?? null],
        ];
  return tx.run(
    `UPDATE incident SET retry_asked_at = $1, retry_asked_by = $2
    WHERE closed_at IS NULL AND retry_asked_at IS NULL AND ${which}`,
    [realAt, tx.actor.kind === 'staff' ? tx.actor.id : null, ...values],
  );
}

/** It is tried now; what does not succeed has its next turn after all others. */
export async function postponeRetry(
  tx: Tx,
  incidentId: IncidentId,
  realAt: Instant,
): Promise<void> {
  await tx.run(
    `UPDATE incident SET retry_asked_at = $2
    WHERE incident_id = $1 AND closed_at IS NULL AND retry_asked_at IS NOT NULL`,
    [incidentId, realAt],
  );
}

/** What was asked for cannot be done: somebody may ask again. */
export async function dropRetry(tx: Tx, incidentId: IncidentId): Promise<void> {
  await tx.run(
    'UPDATE incident SET retry_asked_at = NULL, retry_asked_by = NULL WHERE incident_id = $1',
    [incidentId],
  );
}

/** Closes a locked incident in the name of the actor; `handling` unless it was retried. */
export async function closeIncident(
  tx: Tx,
  { incidentId, personId }: LockedIncident,
  of: { handling: Handling | null; reason: string; at: Instant },
): Promise<void> {
  const by = tx.actor.kind === 'staff' ? tx.actor.id : null;
  const place = { table: 'incident', column: 'reason_sealed', row: incidentId };
  const sealed = personId && of.reason ? await seal(tx, personId, place, of.reason) : null;
  const how: Closing = of.handling ? 'handled' : 'retried';
  await tx.run(
    `UPDATE incident SET closed_at = $2, how = $3, handling = $4, reason_sealed = $5,
      closed_by = coalesce($6, retry_asked_by)
    WHERE incident_id = $1`,
    [incidentId, of.at, how, of.handling, sealed, by],
  );
}

const UNDELIVERED = 'deliveryFailed' satisfies IncidentKind;

/** A letter, entry or message that did not come through. */
export function reportDelivery(
  tx: Tx,
  of: {
    deliveryId: DeliveryId;
    courseId: CourseId;
    kind: DeliveryKind;
    reason: string;
    at: Instant;
  },
): Promise<void> {
  const { deliveryId, courseId, kind, reason, at } = of;
  const detail = { deliveryId, kind, reason };
  const about = { courseId, subject: deliveryId };
  return reportIncident(tx, { ...about, kind: UNDELIVERED, cause: reason, detail, at });
}

/** For counting: letters, entries and messages that have not come through. */
export const OF_UNDELIVERED = `FROM incident
    JOIN course ON course.course_id = incident.course_id
    JOIN delivery ON delivery_id = (detail ->> 'deliveryId')::uuid
    WHERE incident.kind = '${UNDELIVERED}' AND closed_at IS NULL AND status <> 'delivered'`;

const OfCourse = z.object({ courseId: zId<CourseId>(), kind: z.enum(INCIDENTS) });

/** What is open about the workflows of courses, for the sweep to see whether it is over. */
export function courseIncidents(tx: Tx): Promise<z.infer<typeof OfCourse>[]> {
  return tx.rows(
    OfCourse,
    `SELECT course_id, kind FROM incident
    WHERE closed_at IS NULL AND course_id IS NOT NULL AND kind = ANY($1) AND subject = ''
    ORDER BY opened_at, incident_id`,
    [COURSE_INCIDENTS],
  );
}
