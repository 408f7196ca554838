/** What went wrong in the machinery, for a supervisor to look at. */
import { z } from 'zod';
import type { CourseId, DeliveryId, Instant } from '../domain/ids';
import { DELIVERIES, type DeliveryKind } from '../domain/taskTable';
import { json, zId, zInstant } from './columns';
import { newId } from './newId';
import type { Tx } from './transaction';

const Incident = z.object({
  incidentId: z.string(),
  courseId: zId<CourseId>().nullable(),
  kind: z.string(),
  /** Ids, enum words and numbers only. */
  detail: z.record(z.string(), z.unknown()),
  openedAt: zInstant,
});
export type Incident = z.infer<typeof Incident>;

export async function openIncident(
  tx: Tx,
  of: {
    courseId: CourseId | null;
    kind: string;
    detail: Record<string, unknown>;
    at: Instant;
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO incident (incident_id, course_id, kind, detail, opened_at)
    VALUES ($1, $2, $3, $4, $5)`,
    [newId(), of.courseId, of.kind, json(of.detail), of.at],
  );
}

/** Those still open, the oldest first. */
export function openIncidents(tx: Tx, limit: number): Promise<Incident[]> {
  return tx.rows(
    Incident,
    `SELECT incident_id, course_id, kind, detail, opened_at FROM incident
    WHERE closed_at IS NULL ORDER BY opened_at, incident_id LIMIT $1`,
    [limit],
  );
}

/** What is open about one course, the oldest first. */
export function incidentsOf(tx: Tx, courseId: CourseId): Promise<Incident[]> {
  return tx.rows(
    Incident,
    `SELECT incident_id, course_id, kind, detail, opened_at FROM incident
    WHERE closed_at IS NULL AND course_id = $1 ORDER BY opened_at, incident_id`,
    [courseId],
  );
}

export async function closeIncident(tx: Tx, incidentId: string, at: Instant): Promise<boolean> {
  return (
    (await tx.run(
      `UPDATE incident SET closed_at = $2
    WHERE incident_id = $1 AND closed_at IS NULL`,
      [incidentId, at],
    )) === 1
  );
}

const UNDELIVERED = 'deliveryFailed';

/** A letter, entry or message that did not come through; told once for each. */
export async function reportDelivery(
  tx: Tx,
  of: {
    deliveryId: DeliveryId;
    courseId: CourseId;
    kind: DeliveryKind;
    reason: string;
    at: Instant;
  },
): Promise<void> {
  const { deliveryId, kind, reason } = of;
  const known = await tx.row(
    z.object({ incidentId: z.string() }),
    `SELECT incident_id FROM incident
    WHERE course_id = $1 AND kind = $2 AND detail ->> 'deliveryId' = $3`,
    [of.courseId, UNDELIVERED, deliveryId],
  );
  if (known) return;
  const detail = { deliveryId, kind, reason };
  await openIncident(tx, { courseId: of.courseId, kind: UNDELIVERED, detail, at: of.at });
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
