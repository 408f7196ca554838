/** The clinic writes to a patient, mostly in answer to a message. */
import { keepMessage, messageTextOf } from '../../db/messages';
import type { CourseRow } from '../../db/courses';
import { newId } from '../../db/newId';
import { inTransaction } from '../../db/transaction';
import type { MessageId } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import { MESSAGE_DRAFT } from '../queries/courseThread';
import { withDraft } from './keepDraft';
import { logTimeOf, minutesErrors } from './logTime';
import { answersOf, press, pressingOfText, textOf, updateIdOf, type Outcome } from './press';

export const LONGEST_MESSAGE = 8000;

/** With a version it answers the open task; without one it is a message of our own accord. */
export async function answerMessage(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const { actor } = ctx;
  if (!formId || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  const body = textOf(form, 'body');
  // Other words in a form that seemed lost are another message, so that neither is.
  const id = await pressingOfText(ctx, formId, body, messageTextOf);
  return withDraft(ctx, course, MESSAGE_DRAFT, form, async () => {
    if (body === '') return { kind: 'invalid', errors: { body: 'Skriv en besked til patienten.' } };
    if (body.length > LONGEST_MESSAGE) {
      return {
        kind: 'invalid',
        errors: { body: `Beskeden er for lang. Skriv højst ${LONGEST_MESSAGE} tegn.` },
      };
    }
    const errors = minutesErrors(form, 'message');
    if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
    const { courseId, personId } = course;
    await inTransaction(ctx.app.db, actor, async (tx) => {
      await keepMessage(tx, {
        messageId: newId<MessageId>(),
        courseId,
        personId,
        author: { kind: 'staff', id: actor.id },
        body,
        at: ctx.now,
        updateId: id,
      });
      await logTimeOf(tx, ctx, { course, form, id, staffId: actor.id, kind: 'message' });
    });
    const answers =
      form['version'] === undefined ? null : answersOf(form, { task: 'answerMessage' });
    return press(ctx, {
      courseId,
      id,
      event: { name: 'answerMessage' },
      ...(answers && { answers }),
    });
  });
}
