/** "I opened a course that is not mine, because …": who, why, and for how long. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId, StaffId } from '../domain/ids';
import { zBytes, zId, zInstant } from './columns';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

export async function grantAccess(
  tx: Tx,
  of: {
    staffId: StaffId;
    courseId: CourseId;
    personId: PersonId;
    reason: string;
    at: Instant;
    until: Instant;
  },
): Promise<void> {
  const place = placeOf(of.staffId, of.courseId, of.at);
  await tx.run(
    `INSERT INTO access_grant (staff_id, course_id, person_id, reason_sealed, granted_at,
    until) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [
      of.staffId,
      of.courseId,
      of.personId,
      await seal(tx, of.personId, place, of.reason),
      of.at,
      of.until,
    ],
  );
}

/** True while a reason given earlier still covers this moment. */
export async function activeGrant(
  tx: Tx,
  staffId: StaffId,
  courseId: CourseId,
  at: Instant,
): Promise<boolean> {
  const row = await tx.row(
    z.object({ covered: z.boolean() }),
    `SELECT EXISTS (
      SELECT FROM access_grant WHERE staff_id = $1 AND course_id = $2
        AND granted_at <= $3 AND until > $3) AS covered`,
    [staffId, courseId, at],
  );
  return row?.covered ?? false;
}

const Grant = z.object({
  staffId: zId<StaffId>(),
  courseId: zId<CourseId>(),
  grantedAt: zInstant,
  reasonSealed: zBytes,
});
export interface GivenReason {
  readonly staffId: StaffId;
  readonly courseId: CourseId;
  readonly at: Instant;
  /** As it was typed. */
  readonly reason: string;
}

/** The reasons given for opening a person's courses between two instants, both included. */
export async function reasonsOf(
  tx: Tx,
  personId: PersonId,
  between: { readonly from: Instant; readonly until: Instant },
): Promise<readonly GivenReason[]> {
  const rows = await tx.rows(
    Grant,
    `SELECT staff_id, course_id, granted_at, reason_sealed FROM access_grant
    WHERE person_id = $1 AND granted_at BETWEEN $2 AND $3 ORDER BY granted_at`,
    [personId, between.from, between.until],
  );
  const given: GivenReason[] = [];
  for (const { staffId, courseId, grantedAt, reasonSealed } of rows) {
    const place = placeOf(staffId, courseId, grantedAt);
    const reason = await unseal(tx, personId, place, reasonSealed, z.string());
    given.push({ staffId, courseId, at: grantedAt, reason });
  }
  return given;
}

/** Where a reason is sealed: its row has no id of its own. */
function placeOf(staffId: StaffId, courseId: CourseId, at: Instant) {
  return { table: 'access_grant', column: 'reason_sealed', row: `${staffId}/${courseId}/${at}` };
}
