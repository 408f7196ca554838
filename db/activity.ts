/** What patients have written and answered by themselves, and who is active again after a silence. */
import { z } from 'zod';
import { plusMillis, type CourseId, type Instant, type StaffId } from '../domain/ids';
import { WORDS_HOLD_DAYS } from '../domain/silenceLadder';
import { TASK_KINDS, taskRow } from '../domain/taskTable';
import { zId, zInstant } from './columns';
import type { Tx } from './transaction';

const DAY = 86_400_000;

/** SQL: the instants of what a course's patient has written; `course` is SQL for its id. */
export const instantsWritten = (course: string): string => `
  (SELECT max(written_at) FROM message WHERE course_id = ${course} AND author_kind = 'patient'),
  (SELECT max(written_at) FROM exercise_answer WHERE course_id = ${course}),
  (SELECT max(written_at) FROM diary_entry WHERE course_id = ${course}),
  (SELECT max(answered_at) FROM measure_response WHERE course_id = ${course})`;

/** When the patient last wrote, answered or handed in something; a login alone is none of it. */
export async function lastWritten(tx: Tx, courseId: CourseId): Promise<Instant | null> {
  const row = await tx.row(
    z.object({ at: zInstant.nullable() }),
    `SELECT greatest(${instantsWritten('$1')}) AS at`,
    [courseId],
  );
  return row?.at ?? null;
}

const UNTIL_ACTIVE = TASK_KINDS.filter((kind) => taskRow(kind).untilActive);

const zBegun = z.object({
  kind: z.enum(TASK_KINDS),
  authorId: zId<StaffId>(),
  savedAt: zInstant,
});
/** Somebody's words about a task that is open, last typed at `savedAt`. */
export type BegunWords = z.infer<typeof zBegun>;

/** Words begun since before this instant were left behind, and hold no task. */
const heldSince = (now: Instant): Instant => plusMillis(now, -WORDS_HOLD_DAYS * DAY);

/** The instant at which words that nobody writes on hold their task no more. */
export const heldUntil = ({ savedAt }: BegunWords): Instant =>
  plusMillis(savedAt, WORDS_HOLD_DAYS * DAY);

/** Who holds the course's tasks about a silent patient open, the last to write first. */
export async function wordsHolding(
  tx: Tx,
  courseId: CourseId,
  now: Instant,
): Promise<readonly BegunWords[]> {
  return tx.rows(
    zBegun,
    `SELECT kind, author_id, saved_at FROM begun_at_tasks($1)
    WHERE kind = ANY($2) AND saved_at > $3 ORDER BY saved_at DESC`,
    [courseId, UNTIL_ACTIVE, heldSince(now)],
  );
}

const zActive = z.object({ courseId: zId<CourseId>(), activeAt: zInstant });

/**
 * Courses with an open task about a silent patient who has written since. A course in which somebody
 * has begun to write about such a task is left out for a while: the words would have no place left.
 * So is one that needs somebody: it hears nothing before it is mended.
 */
export async function activeAgain(
  tx: Tx,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<readonly z.infer<typeof zActive>[]> {
  return tx.rows(
    zActive,
    `SELECT found.course_id, found.active_at FROM (
      SELECT silent.course_id, silent.opened_at,
        greatest(${instantsWritten('silent.course_id')}) AS active_at
      FROM (SELECT task.course_id, max(task.opened_at) AS opened_at
        FROM task JOIN course USING (course_id)
        WHERE task.closed_at IS NULL AND task.kind = ANY($1) AND NOT course.needs_attention
        GROUP BY task.course_id) AS silent
      WHERE NOT EXISTS (SELECT 1 FROM begun_at_tasks(silent.course_id) AS begun
        WHERE begun.kind = ANY($1) AND begun.saved_at > $2)) AS found
    WHERE found.active_at > found.opened_at ORDER BY found.active_at LIMIT $3`,
    [UNTIL_ACTIVE, heldSince(now), limit],
  );
}
