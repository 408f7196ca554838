/** Who did and saw what: written with every route, never changed, and read by the patient too. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId, StaffId } from '../domain/ids';
import { json, zId, zInstant } from './columns';
import type { Tx } from './transaction';

const AuditRow = z.object({
  auditId: z.number(),
  at: zInstant,
  actorKind: z.enum(['patient', 'staff', 'system', 'anonymous']),
  actorId: zId<PersonId | StaffId>().nullable(),
  role: z.string(),
  event: z.string(),
  courseId: zId<CourseId>().nullable(),
  detail: z.record(z.string(), z.unknown()),
  /** The name of the member of staff; null for everybody else. */
  staffName: z.string().nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** Writes one line in the transaction's actor's name. `detail`: ids and enum words only. */
export async function writeAudit(
  tx: Tx,
  of: {
    at: Instant;
    event: string;
    courseId?: CourseId | null;
    personId?: PersonId | null;
    detail?: Record<string, unknown>;
    requestId?: string;
  },
): Promise<void> {
  const { kind, id, role } = tx.actor;
  await tx.run(
    `INSERT INTO audit (at, actor_kind, actor_id, role, event, course_id, person_id,
    detail, request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      of.at,
      kind,
      id,
      role,
      of.event,
      of.courseId ?? null,
      of.personId ?? null,
      json(of.detail ?? {}),
      of.requestId ?? null,
    ],
  );
}

interface Page {
  readonly limit: number;
  /** The last row of the page before. */
  readonly before?: number;
}
const SELECT = `SELECT audit_id, at, actor_kind, actor_id, role, event, course_id, detail,
  staff.name AS staff_name FROM audit LEFT JOIN staff ON staff_id = actor_id`;

/** Who has seen a person's data, the newest first. */
export function auditOfPerson(tx: Tx, personId: PersonId, page: Page): Promise<AuditRow[]> {
  return tx.rows(
    AuditRow,
    `${SELECT} WHERE person_id = $1
    AND ($2::bigint IS NULL OR audit_id < $2) ORDER BY audit_id DESC LIMIT $3`,
    [personId, page.before ?? null, page.limit],
  );
}

/** The mark of a form that was sent and came back: nothing was done. */
export const REFUSED = '.refused';

/** Leaves out what was asked for and came to nothing, and the line that says so. */
const DONE = `audit.event NOT LIKE '%${REFUSED}' AND NOT EXISTS (SELECT 1 FROM audit AS back
  WHERE back.person_id = audit.person_id AND back.request_id = audit.request_id
    AND back.event = audit.event || '${REFUSED}')`;

/** What was seen and done in a course, the newest first. */
export function auditOfCourse(tx: Tx, courseId: CourseId, page: Page): Promise<AuditRow[]> {
  return tx.rows(
    AuditRow,
    `${SELECT} WHERE course_id = $1 AND ${DONE}
    AND ($2::bigint IS NULL OR audit_id < $2) ORDER BY audit_id DESC LIMIT $3`,
    [courseId, page.before ?? null, page.limit],
  );
}

/** What members of staff did with a person's data, the newest first: the patient's own log. */
export function staffAuditOfPerson(tx: Tx, personId: PersonId, page: Page): Promise<AuditRow[]> {
  return tx.rows(
    AuditRow,
    `${SELECT} WHERE person_id = $1 AND actor_kind = 'staff' AND ${DONE}
    AND ($2::bigint IS NULL OR audit_id < $2) ORDER BY audit_id DESC LIMIT $3`,
    [personId, page.before ?? null, page.limit],
  );
}
