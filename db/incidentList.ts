/** The open incidents as people see them: one line for a kind and cause, and the list behind it. */
import { z } from 'zod';
import type { CourseId, IncidentId, Instant, PersonId } from '../domain/ids';
import { INCIDENTS, type IncidentKind } from '../domain/incidents';
import { DELIVERIES, MAILED } from '../domain/taskTable';
import { zDate, zId, zInstant } from './columns';
import { HAS_LETTER } from './deliveries';
import { Incident, INCIDENT_COLUMNS } from './incidents';
import type { Tx } from './transaction';

const Group = z.object({
  kind: z.enum(INCIDENTS),
  cause: z.string(),
  firstSeenAt: zInstant,
  lastSeenAt: zInstant,
  incidents: z.number(),
  /** Different courses; 0 for what is about none. */
  courses: z.number(),
  /** How many of them are e-mails. */
  mails: z.number(),
  /** How many wait for a retry that somebody asked for. */
  asked: z.number(),
});
export type IncidentGroup = z.infer<typeof Group>;

/** The longest open first. */
export function incidentGroups(tx: Tx, kinds: readonly IncidentKind[]): Promise<IncidentGroup[]> {
  return tx.rows(
    Group,
    `SELECT kind, cause, min(opened_at) AS first_seen_at,
      max(coalesce(last_seen_at, opened_at)) AS last_seen_at, count(*) AS incidents,
      count(DISTINCT course_id) AS courses, count(retry_asked_at) AS asked,
      count(*) FILTER (WHERE detail ->> 'kind' = ANY($2)) AS mails
    FROM incident WHERE closed_at IS NULL AND kind = ANY($1)
    GROUP BY kind, cause ORDER BY 3, 1, 2`,
    [kinds, MAILED],
  );
}

/** How many are open. */
export async function countIncidents(tx: Tx, kinds: readonly IncidentKind[]): Promise<number> {
  const row = await tx.row(
    z.object({ count: z.number() }),
    'SELECT count(*) FROM incident WHERE closed_at IS NULL AND kind = ANY($1)',
    [kinds],
  );
  return row?.count ?? 0;
}

const Listed = Incident.extend({
  /** Null for what is about no course, as the next three. */
  courseNumber: z.string().nullable(),
  personId: zId<PersonId>().nullable(),
  deliveryKind: z.enum(DELIVERIES).nullable(),
  /** The letter is kept as it was to leave, and can be read. */
  hasLetter: z.boolean(),
  /** Whose morning mail, and of which day. */
  staffName: z.string().nullable(),
  onDate: zDate.nullable(),
});
export type ListedIncident = z.infer<typeof Listed>;

/** Those of one kind and cause, the longest open first, page by page. */
export function incidentsIn(
  tx: Tx,
  of: { kind: IncidentKind; cause: string },
  page: { limit: number; after?: { openedAt: Instant; incidentId: IncidentId } },
): Promise<ListedIncident[]> {
  return tx.rows(
    Listed,
    `WITH shown AS (
      SELECT ${INCIDENT_COLUMNS} FROM incident
      WHERE closed_at IS NULL AND kind = $1 AND cause = $2
        AND ($3::uuid IS NULL OR (opened_at, incident_id) > ($4::timestamptz, $3))
      ORDER BY opened_at, incident_id LIMIT $5)
    SELECT shown.*, course.number AS course_number, course.person_id, delivery_kind,
      coalesce(has_letter, false) AS has_letter, staff.name AS staff_name, on_date
    FROM shown LEFT JOIN course ON course.course_id = shown.course_id
      LEFT JOIN LATERAL (SELECT kind AS delivery_kind, ${HAS_LETTER} AS has_letter FROM delivery
        WHERE delivery_id = (detail ->> 'deliveryId')::uuid) AS sent ON true
      LEFT JOIN morning_mail ON mail_id = (detail ->> 'mailId')::uuid
      LEFT JOIN staff ON staff.staff_id = morning_mail.staff_id
    ORDER BY shown.opened_at, incident_id`,
    [of.kind, of.cause, page.after?.incidentId ?? null, page.after?.openedAt ?? null, page.limit],
  );
}

const Asked = z.object({
  incidentId: zId<IncidentId>(),
  courseId: zId<CourseId>().nullable(),
  kind: z.enum(INCIDENTS),
});
export type AskedRetry = z.infer<typeof Asked>;

/** Retries that somebody asked for before a real instant and nobody carried out, the first first. */
export function askedRetries(tx: Tx, askedBefore: Instant, limit: number): Promise<AskedRetry[]> {
  return tx.rows(
    Asked,
    `SELECT incident_id, course_id, kind FROM incident
    WHERE closed_at IS NULL AND retry_asked_at < $1
    ORDER BY retry_asked_at, incident_id LIMIT $2`,
    [askedBefore, limit],
  );
}
