/** A psychologist puts right what was wrong in a letter that was sent, also after the end. */
import { keepDecision } from '../../db/decisions';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import type { EventNamed } from '../../domain/state';
import type { Correctable } from '../../domain/taskTable';
import type { Ctx, Form } from '../app';
import { correctableLetters, CORRECTION_DRAFT } from '../queries/correction';
import { decided } from './decided';
import { withDraft } from './keepDraft';
import { press, pressingOf, textOf, updateIdOf, type Outcome } from './press';

/** As letters take it (letters/letter.ts, freeText). */
const LONGEST = 8000;

export type CorrectionAnswer =
  | {
      readonly kind: 'correction';
      readonly letter: Correctable;
      readonly event: EventNamed<'correctLetter'>;
      readonly decision: {
        readonly codes: { readonly letter: Correctable };
        readonly body: { readonly letterText: string };
      };
    }
  | { readonly kind: 'invalid'; readonly errors: Record<string, string> };

/**
 * `letter` names the letter, `letterText` says what was wrong and what is right. The words are kept
 * first; each correction is a letter of its own with its own words, and is sent once, however often
 * its form is pressed.
 */
export async function correctLetter(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const { actor } = ctx;
  if (!formId || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  return withDraft(ctx, course, CORRECTION_DRAFT, form, async () => {
    const answer = await parseCorrection(ctx, course, form);
    if (answer.kind === 'invalid') return answer;
    const { courseId, personId } = course;
    const { event, decision } = answer;
    // Other words from a form that was pressed before are a correction of their own, and go too.
    const id = pressingOf(formId, JSON.stringify([answer.letter, decision.body.letterText]));
    const kept = { updateId: id, courseId, personId, staffId: actor.id, at: ctx.now };
    await inTransaction(ctx.app.db, actor, (tx) =>
      keepDecision(tx, { ...kept, ...decision, kind: 'correctLetter' }),
    );
    return decided(ctx, id, await press(ctx, { courseId, id, event }));
  });
}

/** What the form says, or what is missing; also asked before the letter is shown. */
export async function parseCorrection(
  ctx: Ctx,
  course: CourseRow,
  form: Form,
): Promise<CorrectionAnswer> {
  const sent = await inTransaction(ctx.app.db, ctx.actor, (tx) => correctableLetters(tx, course));
  const letter = sent.find((one) => one.letter === textOf(form, 'letter'))?.letter;
  const letterText = textOf(form, 'letterText');
  const errors: Record<string, string> = {};
  if (!letter) errors['letter'] = 'Vælg det brev, der skal rettes.';
  if (letterText === '')
    errors['letterText'] = 'Skriv, hvad der var forkert, og hvad der er rigtigt.';
  if (letterText.length > LONGEST)
    errors['letterText'] = `Teksten er for lang til et brev. Skriv højst ${LONGEST} tegn.`;
  if (!letter || Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  return {
    kind: 'correction',
    letter,
    event: { name: 'correctLetter', letter },
    decision: { codes: { letter }, body: { letterText } },
  };
}
