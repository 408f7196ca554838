/** A psychologist answers a module that was handed in. */
import { keepFeedback, feedbackTextOf } from '../../db/feedback';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import type { Ctx, Form } from '../app';
import { feedbackDraft } from '../queries/handedIn';
import { withDraft } from './keepDraft';
import { answersOf, press, pressingOfText, textOf, updateIdOf, type Outcome } from './press';

export const LONGEST_FEEDBACK = 8000;

/** `body` is what the patient reads. */
export async function giveFeedback(
  ctx: Ctx,
  course: CourseRow,
  moduleId: string,
  form: Form,
): Promise<Outcome> {
  const formId = updateIdOf(form);
  const answers = answersOf(form, { task: `feedback:${moduleId}` });
  const { actor } = ctx;
  if (!formId || !answers || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  const body = textOf(form, 'body');
  // Other words in a form that seemed lost are another answer: they are never told as sent unsent.
  const id = await pressingOfText(ctx, formId, body, feedbackTextOf);
  return withDraft(ctx, course, feedbackDraft(moduleId), form, async () => {
    if (body === '') return invalid('Skriv et svar til patienten.');
    if (body.length > LONGEST_FEEDBACK) {
      return invalid(`Svaret er for langt. Skriv højst ${LONGEST_FEEDBACK} tegn.`);
    }
    const { courseId, personId } = course;
    await inTransaction(ctx.app.db, actor, (tx) =>
      keepFeedback(tx, {
        courseId,
        personId,
        module: moduleId,
        staffId: actor.id,
        body,
        at: ctx.now,
        updateId: id,
      }),
    );
    return press(ctx, { courseId, id, event: { name: 'giveFeedback', moduleId }, answers });
  });
}

function invalid(body: string): Outcome {
  return { kind: 'invalid', errors: { body } };
}
