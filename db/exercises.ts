/** A patient's answers to the exercises of a module, until they are handed in and after. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId, UpdateId } from '../domain/ids';
import { json, zBytes, zId, zInstant } from './columns';
import { newId } from './newId';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

const Clear = z.object({
  answerId: z.string(),
  module: z.string(),
  exercise: z.string(),
  version: z.number(),
  writtenAt: zInstant,
  handedInAt: zInstant.nullable(),
});
export interface Exercise extends z.infer<typeof Clear> {
  readonly answer: unknown;
}
const SealedRow = Clear.extend({ personId: zId<PersonId>(), answerSealed: zBytes });
type SealedRow = z.infer<typeof SealedRow>;

export type ExerciseSaved =
  | { readonly kind: 'saved'; readonly version: number }
  | { readonly kind: 'changedElsewhere'; readonly version: number; readonly answer: unknown }
  | { readonly kind: 'handedIn' };

const COLUMNS = `answer_id, person_id, module, exercise, answer_sealed, version, written_at,
  handed_in_at`;
const place = (row: string) => ({ table: 'exercise_answer', column: 'answer_sealed', row });
const open = (tx: Tx, row: SealedRow): Promise<unknown> =>
  unseal(tx, row.personId, place(row.answerId), row.answerSealed, z.unknown());

/**
 * Saves an answer. `basedOn` is the version the form showed, 0 for a new one; the same answer again
 * is saved already. A second tab is told, never overwritten.
 */
export async function saveExercise(
  tx: Tx,
  of: {
    courseId: CourseId;
    personId: PersonId;
    module: string;
    exercise: string;
    answer: unknown;
    basedOn: number;
    at: Instant;
  },
): Promise<ExerciseSaved> {
  const answerId = newId();
  const sealed = await seal(tx, of.personId, place(answerId), of.answer);
  const inserted = await tx.run(
    `INSERT INTO exercise_answer (answer_id, course_id, person_id,
    module, exercise, answer_sealed, version, written_at) VALUES ($1, $2, $3, $4, $5, $6, 1, $7)
    ON CONFLICT (course_id, module, exercise) DO NOTHING`,
    [answerId, of.courseId, of.personId, of.module, of.exercise, sealed, of.at],
  );
  if (inserted === 1) return { kind: 'saved', version: 1 };
  const row = await tx.row(
    SealedRow,
    `SELECT ${COLUMNS} FROM exercise_answer
    WHERE course_id = $1 AND module = $2 AND exercise = $3 FOR UPDATE`,
    [of.courseId, of.module, of.exercise],
  );
  if (!row) throw new Error('this actor may not write that exercise');
  return saveOver(tx, row, of);
}

async function saveOver(
  tx: Tx,
  row: SealedRow,
  of: { answer: unknown; basedOn: number; at: Instant },
): Promise<ExerciseSaved> {
  const kept = await open(tx, row);
  if (json(kept) === json(of.answer)) return { kind: 'saved', version: row.version };
  if (row.handedInAt !== null) return { kind: 'handedIn' };
  if (row.version !== of.basedOn) {
    return { kind: 'changedElsewhere', version: row.version, answer: kept };
  }
  await tx.run(
    `UPDATE exercise_answer SET answer_sealed = $2, version = version + 1,
    written_at = $3 WHERE answer_id = $1`,
    [row.answerId, await seal(tx, row.personId, place(row.answerId), of.answer), of.at],
  );
  return { kind: 'saved', version: row.version + 1 };
}

/** With the recorded event: what was written in the module is handed in. Says how many answers. */
export function markHandedIn(
  tx: Tx,
  of: {
    courseId: CourseId;
    module: string;
    updateId: UpdateId;
    at: Instant;
  },
): Promise<number> {
  return tx.run(
    `UPDATE exercise_answer SET handed_in_at = $3, update_id = $4
    WHERE course_id = $1 AND module = $2 AND handed_in_at IS NULL`,
    [of.courseId, of.module, of.at, of.updateId],
  );
}

/** All answers, or those of one module, in the order they were begun. */
export async function exercisesOf(
  tx: Tx,
  courseId: CourseId,
  module?: string,
): Promise<Exercise[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT ${COLUMNS} FROM exercise_answer
    WHERE course_id = $1 AND ($2::text IS NULL OR module = $2) ORDER BY answer_id`,
    [courseId, module ?? null],
  );
  return Promise.all(rows.map((row) => opened(tx, row)));
}

/** True when anything is written in one of the module's exercises; nothing of it is opened. */
export async function isModuleBegun(tx: Tx, courseId: CourseId, module: string): Promise<boolean> {
  const row = await tx.row(
    z.object({ begun: z.boolean() }),
    `SELECT EXISTS (SELECT 1 FROM exercise_answer WHERE course_id = $1 AND module = $2)
      OR EXISTS (SELECT 1 FROM diary_entry WHERE course_id = $1 AND module = $2) AS begun`,
    [courseId, module],
  );
  return row?.begun === true;
}

/** The answers to those exercises, in the order they were begun. */
export async function answersTo(
  tx: Tx,
  courseId: CourseId,
  exercises: readonly string[],
): Promise<Exercise[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT ${COLUMNS} FROM exercise_answer
    WHERE course_id = $1 AND exercise = ANY($2) ORDER BY answer_id`,
    [courseId, exercises],
  );
  return Promise.all(rows.map((row) => opened(tx, row)));
}

async function opened(tx: Tx, row: SealedRow): Promise<Exercise> {
  const { personId: _, answerSealed: __, ...clear } = row;
  return { ...clear, answer: await open(tx, row) };
}
