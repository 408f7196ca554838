/** A patient writes what they will remember and go on with; it can be changed until the end. */
import type { CourseRow } from '../../db/courses';
import { saveOwnSummary } from '../../db/ownSummary';
import { inTransaction } from '../../db/transaction';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { maySummarise } from '../queries/ownSummary';
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
  const isSaved = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    saveOwnSummary(tx, { courseId, personId, words, basedOn, at: ctx.now }),
  );
  return isSaved ? { kind: 'done' } : { kind: 'refused', name: 'changedElsewhere' };
}

function tooLong(text: string): string | null {
  if (text.length <= LONGEST_WORDS) return null;
  return `Teksten er for lang. Skriv højst ${LONGEST_WORDS} tegn. Nu er der ${text.length}.`;
}
