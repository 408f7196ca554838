/** Journal notes: one for each clinical contact, signed, and after that never changed. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId, StaffId, UpdateId } from '../domain/ids';
import { zBytes, zId, zInstant } from './columns';
import { newId } from './newId';
import { alone } from './pressing';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

const Clear = z.object({
  noteId: z.string(),
  courseId: zId<CourseId>(),
  staffId: zId<StaffId>(),
  kind: z.string(),
  writtenAt: zInstant,
  signedAt: zInstant.nullable(),
  updateId: zId<UpdateId>(),
});
export interface Note extends z.infer<typeof Clear> {
  readonly body: string;
}
const SealedRow = Clear.extend({ personId: zId<PersonId>(), bodySealed: zBytes });
type SealedRow = z.infer<typeof SealedRow>;
const COLUMNS = `note_id, course_id, person_id, staff_id, kind, body_sealed, written_at, signed_at,
  update_id`;
const place = (row: string) => ({ table: 'note', column: 'body_sealed', row });

/** Keeps a note; the same form again is the same note, and changes it until it is signed. */
export async function keepNote(
  tx: Tx,
  of: {
    courseId: CourseId;
    personId: PersonId;
    staffId: StaffId;
    kind: string;
    body: string;
    at: Instant;
    updateId: UpdateId;
  },
): Promise<string> {
  await alone(tx, of.updateId);
  const known = await tx.row(
    z.object({ noteId: z.string() }),
    'SELECT note_id FROM note WHERE update_id = $1',
    [of.updateId],
  );
  const noteId = known?.noteId ?? newId();
  const sealed = await seal(tx, of.personId, place(noteId), of.body);
  await tx.run(
    `INSERT INTO note (note_id, course_id, person_id, staff_id, kind, body_sealed,
    written_at, update_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (note_id) DO UPDATE SET body_sealed = excluded.body_sealed, kind = excluded.kind
    WHERE note.signed_at IS NULL`,
    [noteId, of.courseId, of.personId, of.staffId, of.kind, sealed, of.at, of.updateId],
  );
  return noteId;
}

/** Signs the note of a pressing, with its recorded event. */
export async function signNote(tx: Tx, updateId: UpdateId, at: Instant): Promise<boolean> {
  return (
    (await tx.run(`UPDATE note SET signed_at = $2 WHERE update_id = $1 AND signed_at IS NULL`, [
      updateId,
      at,
    ])) === 1
  );
}

/** The note that was written with a pressing, signed or not. */
export async function noteOfPressing(tx: Tx, updateId: UpdateId): Promise<Note | undefined> {
  const row = await tx.row(SealedRow, `SELECT ${COLUMNS} FROM note WHERE update_id = $1`, [
    updateId,
  ]);
  return row && open(tx, row);
}

/** The oldest first. */
export async function notesOf(tx: Tx, courseId: CourseId): Promise<Note[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT ${COLUMNS} FROM note WHERE course_id = $1
    ORDER BY written_at, note_id`,
    [courseId],
  );
  return Promise.all(rows.map((row) => open(tx, row)));
}

async function open(tx: Tx, { personId, bodySealed, ...clear }: SealedRow): Promise<Note> {
  const body = await unseal(tx, personId, place(clear.noteId), bodySealed, z.string());
  return { ...clear, body };
}
