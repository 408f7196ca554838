/** What a psychologist writes at an exercise of a module: kept with the answer, and sent with it. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId, StaffId, UpdateId } from '../domain/ids';
import { zBytes, zId, zInstant } from './columns';
import { newId } from './newId';
import { alone } from './pressing';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

/** Where a comment stands; `rowKey` is '' at the whole exercise, else whatever names its row. */
export interface CommentPlace {
  readonly exercise: string;
  readonly rowKey: string;
}
export interface WrittenComment extends CommentPlace {
  readonly body: string;
}
const Clear = z.object({
  commentId: z.string(),
  exercise: z.string(),
  rowKey: z.string(),
  staffId: zId<StaffId>(),
  sentAt: zInstant,
});
export interface SentComment extends z.infer<typeof Clear> {
  readonly body: string;
}
const SealedRow = Clear.extend({ personId: zId<PersonId>(), bodySealed: zBytes });
const place = (row: string) => ({ table: 'exercise_comment', column: 'body_sealed', row });

/**
 * Keeps the comments of one answer before its event is asked for. The pressing's id is made from
 * their words, so that the same pressing again is the same comments.
 */
export async function keepComments(
  tx: Tx,
  of: {
    courseId: CourseId;
    personId: PersonId;
    module: string;
    staffId: StaffId;
    comments: readonly WrittenComment[];
    at: Instant;
    updateId: UpdateId;
  },
): Promise<void> {
  await alone(tx, of.updateId);
  for (const { exercise, rowKey, body } of of.comments) {
    const commentId = newId();
    const sealed = await seal(tx, of.personId, place(commentId), body);
    await tx.run(
      `INSERT INTO exercise_comment (comment_id, course_id, person_id, module, exercise, row_key,
        staff_id, body_sealed, written_at, update_id)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (update_id, exercise, row_key) DO NOTHING`,
      [
        commentId,
        of.courseId,
        of.personId,
        of.module,
        exercise,
        rowKey,
        of.staffId,
        sealed,
        of.at,
        of.updateId,
      ],
    );
  }
}

/** The comments kept for a pressing, sent or not. */
export async function commentsKept(tx: Tx, updateId: UpdateId): Promise<WrittenComment[]> {
  const rows = await tx.rows(
    SealedRow.omit({ staffId: true, sentAt: true }),
    `SELECT comment_id, person_id, exercise, row_key, body_sealed FROM exercise_comment
    WHERE update_id = $1`,
    [updateId],
  );
  return Promise.all(
    rows.map(async ({ personId, bodySealed, commentId, exercise, rowKey }) => ({
      exercise,
      rowKey,
      body: await unseal(tx, personId, place(commentId), bodySealed, z.string()),
    })),
  );
}

/** With the recorded event of the answer. Says how many. */
export function markCommentsSent(tx: Tx, updateId: UpdateId, at: Instant): Promise<number> {
  return tx.run(
    'UPDATE exercise_comment SET sent_at = $2 WHERE update_id = $1 AND sent_at IS NULL',
    [updateId, at],
  );
}

/** What was sent at the exercises of one module, the oldest first. */
export async function sentComments(
  tx: Tx,
  courseId: CourseId,
  module: string,
): Promise<SentComment[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT comment_id, person_id, exercise, row_key, staff_id, body_sealed, sent_at
    FROM exercise_comment WHERE course_id = $1 AND module = $2 AND sent_at IS NOT NULL
    ORDER BY sent_at, comment_id`,
    [courseId, module],
  );
  return Promise.all(
    rows.map(async ({ personId, bodySealed, ...clear }) => ({
      ...clear,
      body: await unseal(tx, personId, place(clear.commentId), bodySealed, z.string()),
    })),
  );
}
