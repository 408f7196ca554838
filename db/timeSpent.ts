/** Minutes that staff spend on a patient: logged with each answer, counted with its event. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId, StaffId, UpdateId } from '../domain/ids';
import type { TimeKind, TimeSpent } from '../domain/timeSpent';
import { zInstant } from './columns';
import type { Tx } from './transaction';

/** Before the event is asked for; the same form again may change the minutes until they count. */
export async function keepTimeSpent(
  tx: Tx,
  of: {
    courseId: CourseId;
    personId: PersonId;
    staffId: StaffId;
    kind: TimeKind;
    minutes: number;
    at: Instant;
    updateId: UpdateId;
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO time_spent (update_id, course_id, person_id, staff_id, kind, minutes, written_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (update_id) DO UPDATE SET minutes = excluded.minutes
    WHERE time_spent.counted_at IS NULL`,
    [of.updateId, of.courseId, of.personId, of.staffId, of.kind, of.minutes, of.at],
  );
}

/** With the recorded event, if minutes were logged for it. */
export async function countTimeSpent(tx: Tx, updateId: UpdateId, at: Instant): Promise<void> {
  await tx.run(
    'UPDATE time_spent SET counted_at = $2 WHERE update_id = $1 AND counted_at IS NULL',
    [updateId, at],
  );
}

/** What counts in a course, the oldest first. */
export async function timeSpentOf(tx: Tx, courseId: CourseId): Promise<TimeSpent[]> {
  return tx.rows(
    z.object({ minutes: z.number(), at: zInstant }),
    `SELECT minutes, counted_at AS at FROM time_spent
    WHERE course_id = $1 AND counted_at IS NOT NULL ORDER BY counted_at, update_id`,
    [courseId],
  );
}
