/** A psychologist answers a module that was handed in, with comments at its exercises if any. */
import { commentsKept, keepComments, type WrittenComment } from '../../db/exerciseComments';
import { keepFeedback, feedbackTextOf } from '../../db/feedback';
import type { CourseRow } from '../../db/courses';
import { inTransaction, type Tx } from '../../db/transaction';
import type { UpdateId } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { commentField, commentsIn } from '../queries/exerciseComments';
import { feedbackDraft } from '../queries/handedIn';
import { moduleOfCourse } from '../queries/ownModule';
import { withDraft } from './keepDraft';
import { logTimeOf, minutesErrors } from './logTime';
import { answersOf, press, pressingOfText, textOf, updateIdOf, type Outcome } from './press';

export const LONGEST_FEEDBACK = 8000;
/** A comment is a few sentences at one place; the rest belongs in the answer. */
export const LONGEST_COMMENT = 2000;

/** `body` is what the patient reads, and so is each `comment.<exercise>[.<row>]`. */
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
  const comments = commentsIn(form);
  // Other words in a form that seemed lost are another answer: they are never told as sent unsent.
  const id = await pressingOfText(ctx, formId, wordsOf(body, comments), wordsKept);
  return withDraft(ctx, course, feedbackDraft(moduleId), form, async () => {
    const errors = errorsIn(ctx, course, moduleId, form);
    if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
    const { courseId, personId } = course;
    const of = {
      courseId,
      personId,
      module: moduleId,
      staffId: actor.id,
      at: ctx.now,
      updateId: id,
    };
    await inTransaction(ctx.app.db, actor, async (tx) => {
      await keepFeedback(tx, { ...of, body });
      await keepComments(tx, { ...of, comments });
      await logTimeOf(tx, ctx, { course, form, id, staffId: actor.id, kind: 'feedback' });
    });
    return press(ctx, { courseId, id, event: { name: 'giveFeedback', moduleId }, answers });
  });
}

function errorsIn(
  ctx: Ctx,
  course: CourseRow,
  moduleId: string,
  form: Form,
): Record<string, string> {
  const body = textOf(form, 'body');
  const comments = commentsIn(form);
  const errors: Record<string, string> = minutesErrors(form, 'feedback');
  if (body === '') {
    errors['body'] =
      comments.length === 0
        ? 'Skriv et svar til patienten.'
        : 'Skriv også et svar på hele modulet. Kommentarerne bliver sendt sammen med det.';
  }
  if (body.length > LONGEST_FEEDBACK) {
    errors['body'] = `Svaret er for langt. Skriv højst ${LONGEST_FEEDBACK} tegn.`;
  }
  const exercises = moduleOfCourse(ctx.app, stateOf(course), moduleId)?.text.exercises ?? [];
  for (const comment of comments) {
    if (!exercises.some(({ id }) => id === comment.exercise)) {
      errors[''] = 'En af kommentarerne hører til en øvelse, som ikke er i modulet.';
    }
    if (comment.body.length > LONGEST_COMMENT) {
      errors[commentField(comment)] =
        `Kommentaren er for lang. Skriv højst ${LONGEST_COMMENT} tegn.`;
    }
  }
  return errors;
}

/** All that is said in one answer, as one text; an answer without comments is its own words. */
function wordsOf(body: string, comments: readonly WrittenComment[]): string {
  if (comments.length === 0) return body;
  const said = comments.map((one) => [commentField(one), one.body]);
  return JSON.stringify([body, ...said.toSorted(([one = ''], [two = '']) => (one < two ? -1 : 1))]);
}

async function wordsKept(tx: Tx, id: UpdateId): Promise<string | null> {
  const body = await feedbackTextOf(tx, id);
  return body === null ? null : wordsOf(body, await commentsKept(tx, id));
}
