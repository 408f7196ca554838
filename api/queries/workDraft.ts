/** What was typed in an exercise or a diary and not saved yet, and whose window typed it. */
import { z } from 'zod';
import type { CourseRow } from '../../db/courses';
import { readDraft } from '../../db/drafts';
import { inTransaction, type Tx } from '../../db/transaction';
import type { Instant } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import { textOf } from '../commands/press';

const zTyped = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export interface WorkDraft {
  /** The form as it stood, with the version that it was typed over. */
  readonly form: Form;
  readonly savedAt: Instant;
  /** The showing of the page in which it was typed. */
  readonly writer: string;
  /** Another one each time it is kept. */
  readonly stamp: string;
}

/** The draft of the form on a page of ours, whose address carries ids only. */
export function workDraftName(address: string): string {
  return `work:${address}`;
}

/** Which showings of that page were saved or thrown away last, by the ids of their forms. */
export function settledName(address: string): string {
  return `settled:${address}`;
}

/** The last first. */
export async function settledWriters(
  tx: Tx,
  { courseId, personId }: CourseRow,
  address: string,
): Promise<readonly string[]> {
  const key = { courseId, authorId: personId, form: settledName(address) };
  return (await readDraft(tx, key, z.array(z.string())))?.body ?? [];
}

/** Null when there is none. */
export async function workDraft(
  ctx: Ctx,
  course: CourseRow,
  address: string,
): Promise<WorkDraft | null> {
  return inTransaction(ctx.app.db, ctx.actor, (tx) => workDraftIn(tx, course, address));
}

export async function workDraftIn(
  tx: Tx,
  { courseId, personId }: CourseRow,
  address: string,
): Promise<WorkDraft | null> {
  const key = { courseId, authorId: personId, form: workDraftName(address) };
  const found = await readDraft(tx, key, zTyped);
  if (!found) return null;
  const { stamp = '', ...form } = found.body;
  return { form, savedAt: found.savedAt, writer: textOf(form, 'updateId'), stamp: String(stamp) };
}

/** Typed in the same showing as the form, or shown to whoever filled the form in. */
export function isOwnDraft({ writer, stamp }: WorkDraft, form: Form): boolean {
  return writer === textOf(form, 'updateId') || stamp === textOf(form, 'seen');
}
