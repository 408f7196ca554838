/** What went wrong in the machinery and waits for somebody to look at it. */
import { z } from 'zod';
import type { CourseId, DeliveryId, IncidentId, Instant } from '../domain/ids';
import { COURSE_INCIDENTS, INCIDENTS, type Closing, type IncidentKind } from '../domain/incidents';
import { DELIVERIES, type DeliveryKind } from '../domain/taskTable';
import { json, zId, zInstant } from './columns';
import { newId } from './newId';
import type { Tx } from './transaction';

const Incident = z.object({
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
const COLUMNS = `incident_id, course_id, kind, subject, cause, detail, opened_at,
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
    `SELECT ${COLUMNS} FROM incident
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

const Undelivered = z.object({
  incidentId: z.string(),
  courseId: zId<CourseId>(),
  courseNumber: z.string(),
  kind: z.enum(DELIVERIES),
  /** An enum word: why. */
  reason: z.string().nullable(),
  openedAt: zInstant,
});
export type Undelivered = z.infer<typeof Undelivered>;

/** For counting: letters, entries and messages that have not come through. */
export const OF_UNDELIVERED = `FROM incident
    JOIN course ON course.course_id = incident.course_id
    JOIN delivery ON delivery_id = (detail ->> 'deliveryId')::uuid
    WHERE incident.kind = '${UNDELIVERED}' AND closed_at IS NULL AND status <> 'delivered'`;

/** What has not come through and is still open, the newest first, and how many they are. */
export async function undelivered(
  tx: Tx,
  limit: number,
): Promise<{ readonly count: number; readonly rows: readonly Undelivered[] }> {
  const total = await tx.row(z.object({ count: z.number() }), `SELECT count(*) ${OF_UNDELIVERED}`);
  const rows = await tx.rows(
    Undelivered,
    `SELECT incident_id, incident.course_id, course.number AS course_number, delivery.kind,
      detail ->> 'reason' AS reason, opened_at ${OF_UNDELIVERED}
    ORDER BY opened_at DESC, incident_id DESC LIMIT $1`,
    [limit],
  );
  return { count: total?.count ?? 0, rows };
}

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
