/** The journal note that goes with a clinical contact: kept before the event, signed with it. */
import { keepNote } from '../../db/notes';
import type { CourseRow } from '../../db/courses';
import type { Tx } from '../../db/transaction';
import type { StaffId, UpdateId } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import { textOf } from './press';

/** Longest note; the forms say so before. */
export const LONGEST_NOTE = 8000;

/** What is missing from the note, as the field error of `note`. */
export function noteErrors(form: Form): Record<string, string> {
  const note = textOf(form, 'note');
  if (note === '') return { note: 'Skriv et journalnotat. Det bliver underskrevet med dit navn.' };
  return note.length > LONGEST_NOTE
    ? { note: `Notatet er for langt. Skriv højst ${LONGEST_NOTE} tegn.` }
    : {};
}

/** What is wrong with a note that may be left out. */
export function optionalNoteErrors(form: Form): Record<string, string> {
  return textOf(form, 'note') === '' ? {} : noteErrors(form);
}

/** Keeps the note of the form; an optional one that is empty is left out. */
export async function keepNoteOf(
  tx: Tx,
  ctx: Ctx,
  of: {
    course: CourseRow;
    form: Form;
    id: UpdateId;
    staffId: StaffId;
    kind: string;
  },
): Promise<void> {
  const body = textOf(of.form, 'note');
  if (body === '') return;
  const { courseId, personId } = of.course;
  await keepNote(tx, {
    courseId,
    personId,
    staffId: of.staffId,
    kind: of.kind,
    body,
    at: ctx.now,
    updateId: of.id,
  });
}
