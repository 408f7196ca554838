/** A patient writes what they will remember and go on with; it can be changed until the end. */
import type { CourseRow } from '../../db/courses';
import { dropDraft, saveDraft } from '../../db/drafts';
import { saveOwnSummary } from '../../db/ownSummary';
import { inTransaction, type Tx } from '../../db/transaction';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { maySummarise, SUMMARY_DRAFT } from '../queries/ownSummary';
import { errorsOf, textOf, updateIdOf, type Outcome } from './press';

/** Two pages each. */
export const LONGEST_WORDS = 4000;

/** No event: nothing waits for it, and nobody is told. */
export async function writeSummary(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  if (!updateIdOf(form)) return { kind: 'refused', name: 'invalid' };
  const words = { remember: textOf(form, 'remember'), goOn: textOf(form, 'goOn') };
  if (!maySummarise(stateOf(course))) return { kind: 'refused', name: 'summaryOver' };
  const errors = errorsOf({ remember: tooLong(words.remember), goOn: tooLong(words.goOn) });
  if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  const { courseId, personId } = course;
  const basedOn = Number.parseInt(textOf(form, 'basedOn'), 10) || 0;
  const isSaved = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const saved = await saveOwnSummary(tx, { courseId, personId, words, basedOn, at: ctx.now });
    if (saved) await forgetDraft(tx, ctx, course);
    return saved;
  });
  return isSaved ? { kind: 'done' } : { kind: 'refused', name: 'changedElsewhere' };
}

/** What is typed so far, at each pause; 'closed': the course has ended, and nothing is kept. */
export async function keepSummaryDraft(
  ctx: Ctx,
  course: CourseRow,
  form: Form,
): Promise<'kept' | 'closed' | 'tooLong'> {
  const { actor, now: at } = ctx;
  if (actor.kind !== 'patient' || !maySummarise(stateOf(course))) return 'closed';
  const [remember, goOn] = [textOf(form, 'remember'), textOf(form, 'goOn')];
  if (tooLong(remember) ?? tooLong(goOn)) return 'tooLong';
  // The version that was on the page comes with it: a draft is no way around a second window.
  const body = { remember, goOn, basedOn: textOf(form, 'basedOn') };
  const { courseId, personId } = course;
  const of = { courseId, authorId: actor.id, form: SUMMARY_DRAFT, personId, body, at };
  await inTransaction(ctx.app.db, actor, (tx) => saveDraft(tx, of));
  return 'kept';
}

async function forgetDraft(tx: Tx, { actor }: Ctx, { courseId }: CourseRow): Promise<void> {
  if (actor.kind !== 'patient') return;
  await dropDraft(tx, { courseId, authorId: actor.id, form: SUMMARY_DRAFT });
}

function tooLong(text: string): string | null {
  if (text.length <= LONGEST_WORDS) return null;
  return `Teksten er for lang. Skriv højst ${LONGEST_WORDS} tegn. Nu er der ${text.length}.`;
}
