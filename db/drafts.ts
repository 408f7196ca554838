/** Half-written forms, each its author's alone. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId, StaffId } from '../domain/ids';
import { zBytes, zId, zInstant } from './columns';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

interface DraftKey {
  readonly courseId: CourseId;
  readonly authorId: PersonId | StaffId;
  /** The form's name in the program. */
  readonly form: string;
}
const Row = z.object({ personId: zId<PersonId>(), bodySealed: zBytes, savedAt: zInstant });
const NamedRow = Row.extend({ form: z.string() });
interface NamedDraft<T> {
  form: string;
  body: T;
  savedAt: Instant;
}
const place = (of: DraftKey) => ({
  table: 'draft',
  column: 'body_sealed',
  row: `${of.courseId}/${of.authorId}/${of.form}`,
});

/** The last to save wins: a draft has one author. */
export async function saveDraft(
  tx: Tx,
  of: DraftKey & { personId: PersonId; body: unknown; at: Instant },
): Promise<void> {
  const sealed = await seal(tx, of.personId, place(of), of.body);
  await tx.run(
    `INSERT INTO draft (course_id, person_id, author_id, form, body_sealed, saved_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (course_id, author_id, form)
    DO UPDATE SET body_sealed = excluded.body_sealed, saved_at = excluded.saved_at`,
    [of.courseId, of.personId, of.authorId, of.form, sealed, of.at],
  );
}

/**
 * Of two that write the same draft at once the second waits here until the first is done, and reads
 * what it wrote.
 */
export async function lockDraft(tx: Tx, of: DraftKey): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`draft/${place(of).row}`]);
}

export async function readDraft<T>(
  tx: Tx,
  of: DraftKey,
  shape: z.ZodType<T>,
): Promise<{ body: T; savedAt: Instant } | undefined> {
  const row = await tx.row(
    Row,
    `SELECT person_id, body_sealed, saved_at FROM draft
    WHERE course_id = $1 AND author_id = $2 AND form = $3`,
    [of.courseId, of.authorId, of.form],
  );
  if (!row) return undefined;
  const body = await unseal(tx, row.personId, place(of), row.bodySealed, shape);
  return { body, savedAt: row.savedAt };
}

/** Everything one author has half-written in a course under names that begin with `prefix`. */
export async function draftsNamed<T>(
  tx: Tx,
  { courseId, authorId, prefix }: Omit<DraftKey, 'form'> & { prefix: string },
  shape: z.ZodType<T>,
): Promise<NamedDraft<T>[]> {
  const rows = await tx.rows(
    NamedRow,
    `SELECT person_id, form, body_sealed, saved_at FROM draft
    WHERE course_id = $1 AND author_id = $2 AND starts_with(form, $3)`,
    [courseId, authorId, prefix],
  );
  return Promise.all(rows.map((row) => opened(tx, { courseId, authorId }, row, shape)));
}

/** What one author has half-written in a course under any of these names, in no order. */
export async function draftsIn<T>(
  tx: Tx,
  { courseId, authorId, forms }: Omit<DraftKey, 'form'> & { forms: readonly string[] },
  shape: z.ZodType<T>,
): Promise<NamedDraft<T>[]> {
  const rows = await tx.rows(
    NamedRow,
    `SELECT person_id, form, body_sealed, saved_at FROM draft
    WHERE course_id = $1 AND author_id = $2 AND form = ANY($3)`,
    [courseId, authorId, forms],
  );
  return Promise.all(rows.map((row) => opened(tx, { courseId, authorId }, row, shape)));
}

async function opened<T>(
  tx: Tx,
  whose: Omit<DraftKey, 'form'>,
  { form, personId, bodySealed, savedAt }: z.infer<typeof NamedRow>,
  shape: z.ZodType<T>,
): Promise<NamedDraft<T>> {
  const body = await unseal(tx, personId, place({ ...whose, form }), bodySealed, shape);
  return { form, body, savedAt };
}

/** The form was sent. */
export async function dropDraft(tx: Tx, of: DraftKey): Promise<void> {
  await tx.run('DELETE FROM draft WHERE course_id = $1 AND author_id = $2 AND form = $3', [
    of.courseId,
    of.authorId,
    of.form,
  ]);
}
