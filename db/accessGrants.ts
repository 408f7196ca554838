/** "I opened a course that is not mine, because …": who, why, and for how long. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId, StaffId } from '../domain/ids';
import { seal } from './sealed';
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
  const row = `${of.staffId}/${of.courseId}/${of.at}`;
  const place = { table: 'access_grant', column: 'reason_sealed', row };
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
