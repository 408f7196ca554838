/** What patients have written and answered by themselves, and who is active again after a silence. */
import { z } from 'zod';
import type { CourseId, Instant } from '../domain/ids';
import { TASK_KINDS, taskRow } from '../domain/taskTable';
import { zId, zInstant } from './columns';
import type { Tx } from './transaction';

/** The instants of what a course's patient has written; `course` is SQL for its id. */
export const writtenIn = (course: string): string => `
  (SELECT max(written_at) FROM message WHERE course_id = ${course} AND author_kind = 'patient'),
  (SELECT max(written_at) FROM exercise_answer WHERE course_id = ${course}),
  (SELECT max(written_at) FROM diary_entry WHERE course_id = ${course}),
  (SELECT max(answered_at) FROM measure_response WHERE course_id = ${course})`;

/** When the patient last wrote, answered or handed in something; a login alone is none of it. */
export async function lastWritten(tx: Tx, courseId: CourseId): Promise<Instant | null> {
  const row = await tx.row(
    z.object({ at: zInstant.nullable() }),
    `SELECT greatest(${writtenIn('$1')}) AS at`,
    [courseId],
  );
  return row?.at ?? null;
}

/** The draft that a clinician's words about a task are kept in. */
export const taskDraft = (ref: string): string => `task:${ref}`;

const zActive = z.object({ courseId: zId<CourseId>(), activeAt: zInstant });

const UNTIL_ACTIVE = TASK_KINDS.filter((kind) => taskRow(kind).untilActive);

/**
 * Courses with an open task about a silent patient who has written since. A course in which somebody
 * has begun to write about the task is left out: the words would have no place left.
 */
export async function activeAgain(
  tx: Tx,
  limit: number,
): Promise<readonly z.infer<typeof zActive>[]> {
  return tx.rows(
    zActive,
    `SELECT found.course_id, found.active_at FROM (
      SELECT silent.course_id, silent.opened_at, greatest(${writtenIn('silent.course_id')})
        AS active_at
      FROM (SELECT course_id, max(opened_at) AS opened_at FROM task
        WHERE closed_at IS NULL AND kind = ANY($1) GROUP BY course_id) AS silent
      WHERE NOT EXISTS (SELECT 1 FROM draft WHERE draft.course_id = silent.course_id
        AND draft.form = ANY($2) AND draft.saved_at >= silent.opened_at)) AS found
    WHERE found.active_at > found.opened_at ORDER BY found.active_at LIMIT $3`,
    [UNTIL_ACTIVE, UNTIL_ACTIVE.map((kind) => taskDraft(kind)), limit],
  );
}
