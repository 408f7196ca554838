/** What went wrong in the machinery, for a supervisor to look at. */
import { z } from 'zod';
import type { CourseId, Instant } from '../domain/ids';
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
