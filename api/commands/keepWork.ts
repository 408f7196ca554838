/**
 * Keeps what a patient is typing in an exercise or a diary; it is written there only once it is
 * saved.
 */
import type { CourseRow } from '../../db/courses';
import { dropDraft, lockDraft, saveDraft } from '../../db/drafts';
import { newId } from '../../db/newId';
import { inTransaction, type Tx } from '../../db/transaction';
import type { Instant } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import {
  isOwnDraft,
  settledName,
  settledWriters,
  workDraftIn,
  workDraftName,
} from '../queries/workDraft';
import { textOf } from './press';

/** Of the page and the press, and no part of what was typed. */
const NOT_TYPED = new Set(['_csrf', 'do', 'seen', 'stamp']);

/**
 * 'elsewhere': another window writes in the same form, and its draft stays as it is. 'settled':
 * what this showing of the page typed was saved or thrown away before.
 */
export type WorkKept = 'kept' | 'elsewhere' | 'settled';

/** As many showings as may have pauses on their way at once. */
const REMEMBERED = 8;

/**
 * `updateId` in the form is the showing of the page that types, `seen` the draft it was shown;
 * `isNew`: something stands in the form that is not saved already. A pause that was overtaken by
 * the press it came before makes no draft: it would ask for what is saved to be saved again. A
 * press (`isPress`) is meant, whatever was pressed before: its page is written in again.
 */
export async function keepWork(
  ctx: Ctx,
  course: CourseRow,
  address: string,
  { form, isNew, isPress }: { form: Form; isNew: boolean; isPress: boolean },
): Promise<WorkKept> {
  const { courseId, personId } = course;
  const key = { courseId, authorId: personId, form: workDraftName(address) };
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    await lockDraft(tx, key);
    const settled = await settledWriters(tx, course, address);
    const writer = textOf(form, 'updateId');
    if (settled.includes(writer)) {
      if (!isPress) return 'settled';
      await saveSettled(tx, course, address, {
        writers: settled.filter((one) => one !== writer),
        at: ctx.now,
      });
    }
    const standing = await workDraftIn(tx, course, address);
    if (standing && !isOwnDraft(standing, form)) return 'elsewhere';
    if (isNew) {
      const typed = Object.entries(form).filter(([name]) => !NOT_TYPED.has(name));
      const body = { ...Object.fromEntries(typed), stamp: newId<string>() };
      await saveDraft(tx, { ...key, personId, body, at: ctx.now });
    } else if (standing) await dropDraft(tx, key);
    return 'kept';
  });
}

/**
 * It was saved, or thrown away: its draft goes. What another window has typed meanwhile stays, and
 * that is said. `isOver`: the form is not shown again, so nothing of it is kept from now on.
 */
export async function forgetWork(
  ctx: Ctx,
  course: CourseRow,
  address: string,
  { form, isOver }: { form: Form; isOver: boolean },
): Promise<'forgotten' | 'elsewhere'> {
  const { courseId, personId } = course;
  const key = { courseId, authorId: personId, form: workDraftName(address) };
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    await lockDraft(tx, key);
    const standing = await workDraftIn(tx, course, address);
    const isOwn = standing !== null && isOwnDraft(standing, form);
    if (isOwn) await dropDraft(tx, key);
    const writer = textOf(form, 'updateId');
    if (isOver && writer !== '') {
      const before = await settledWriters(tx, course, address);
      const writers = [writer, ...before.filter((one) => one !== writer)];
      await saveSettled(tx, course, address, { writers, at: ctx.now });
    }
    return standing && !isOwn ? 'elsewhere' : 'forgotten';
  });
}

function saveSettled(
  tx: Tx,
  { courseId, personId }: CourseRow,
  address: string,
  { writers, at }: { writers: readonly string[]; at: Instant },
): Promise<void> {
  const key = { courseId, authorId: personId, form: settledName(address) };
  return saveDraft(tx, { ...key, personId, body: writers.slice(0, REMEMBERED), at });
}
