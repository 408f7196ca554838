/** A psychologist's written answer to a module that was handed in. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId, StaffId, UpdateId } from '../domain/ids';
import { zBytes, zId, zInstant } from './columns';
import { newId } from './newId';
import { alone } from './pressing';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

const Clear = z.object({
  feedbackId: z.string(),
  module: z.string(),
  staffId: zId<StaffId>(),
  writtenAt: zInstant,
  /** Null: its event is not recorded yet, and the patient does not see it. */
  sentAt: zInstant.nullable(),
  /** When the patient opened the module with it. */
  readAt: zInstant.nullable(),
});
export interface Feedback extends z.infer<typeof Clear> {
  readonly body: string;
}
const SealedRow = Clear.extend({ personId: zId<PersonId>(), bodySealed: zBytes });
const place = (row: string) => ({ table: 'feedback', column: 'body_sealed', row });

/** Keeps feedback before its event is asked for; the same form again is the same row until sent. */
export async function keepFeedback(
  tx: Tx,
  of: {
    courseId: CourseId;
    personId: PersonId;
    module: string;
    staffId: StaffId;
    body: string;
    at: Instant;
    updateId: UpdateId;
  },
): Promise<void> {
  await alone(tx, of.updateId);
  const known = await tx.row(
    z.object({ feedbackId: z.string() }),
    'SELECT feedback_id FROM feedback WHERE update_id = $1',
    [of.updateId],
  );
  const feedbackId = known?.feedbackId ?? newId();
  const sealed = await seal(tx, of.personId, place(feedbackId), of.body);
  await tx.run(
    `INSERT INTO feedback (feedback_id, course_id, person_id, module, staff_id,
    body_sealed, written_at, update_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (feedback_id) DO UPDATE SET body_sealed = excluded.body_sealed
    WHERE feedback.sent_at IS NULL`,
    [feedbackId, of.courseId, of.personId, of.module, of.staffId, sealed, of.at, of.updateId],
  );
}

/** The words kept for a pressing, sent or not; null: none are. */
export async function feedbackTextOf(tx: Tx, updateId: UpdateId): Promise<string | null> {
  const row = await tx.row(
    SealedRow.pick({ feedbackId: true, personId: true, bodySealed: true }),
    'SELECT feedback_id, person_id, body_sealed FROM feedback WHERE update_id = $1',
    [updateId],
  );
  return row ? unseal(tx, row.personId, place(row.feedbackId), row.bodySealed, z.string()) : null;
}

/** With the recorded event. */
export async function markFeedbackSent(tx: Tx, updateId: UpdateId, at: Instant): Promise<boolean> {
  return (
    (await tx.run(`UPDATE feedback SET sent_at = $2 WHERE update_id = $1 AND sent_at IS NULL`, [
      updateId,
      at,
    ])) === 1
  );
}

/** What is known of the answers to a module without reading them. */
export interface ModuleAnswered {
  /** Who wrote the last of them. */
  readonly staffId: StaffId;
  /** The patient has not opened the module since. */
  readonly isNew: boolean;
}

/** The modules that a sent answer is there for. */
export async function answeredModules(
  tx: Tx,
  courseId: CourseId,
): Promise<ReadonlyMap<string, ModuleAnswered>> {
  const rows = await tx.rows(
    z.object({ module: z.string(), staffId: zId<StaffId>(), isNew: z.boolean() }),
    `SELECT DISTINCT ON (module) module, staff_id,
      bool_or(read_at IS NULL) OVER (PARTITION BY module) AS is_new
    FROM feedback WHERE course_id = $1 AND sent_at IS NOT NULL
    ORDER BY module, sent_at DESC, feedback_id DESC`,
    [courseId],
  );
  return new Map(rows.map(({ module, ...answered }) => [module, answered]));
}

/** The patient has the module open: what was sent for it is read now. Says how many were new. */
export function markFeedbackRead(
  tx: Tx,
  courseId: CourseId,
  module: string,
  at: Instant,
): Promise<number> {
  return tx.run(
    `UPDATE feedback SET read_at = $3
    WHERE course_id = $1 AND module = $2 AND sent_at IS NOT NULL AND read_at IS NULL`,
    [courseId, module, at],
  );
}

/** The oldest first; a patient gets what was sent. */
export async function feedbackOf(tx: Tx, courseId: CourseId): Promise<Feedback[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT feedback_id, person_id, module, staff_id,
    body_sealed, written_at, sent_at, read_at FROM feedback WHERE course_id = $1
    ORDER BY written_at, feedback_id`,
    [courseId],
  );
  return Promise.all(
    rows.map(async ({ personId, bodySealed, ...clear }) => ({
      ...clear,
      body: await unseal(tx, personId, place(clear.feedbackId), bodySealed, z.string()),
    })),
  );
}
