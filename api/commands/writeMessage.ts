/** A patient writes to the clinic. */
import { keepMessage, messagesOf, messageTextOf, type MessageAbout } from '../../db/messages';
import { newId } from '../../db/newId';
import { inTransaction } from '../../db/transaction';
import type { CourseRow } from '../../db/courses';
import { isLegal, rowOf } from '../../domain/course';
import { plusMillis, type MessageId } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { aboutIn } from '../queries/messageAbout';
import { forgetOwnMessage, keepOwnMessage } from './ownDraft';
import { isDone, press, pressingOfText, textOf, updateIdOf, type Outcome } from './press';

/** Longer than anybody writes; a letter of two pages fits. */
export const LONGEST_MESSAGE = 8000;

/**
 * Whatever stops it, the words are a draft and stand in the form again. The one draft may be what
 * another window has not sent yet: a message on its way touches it only where it is its own.
 */
export async function writeMessage(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const outcome = await sendMessage(ctx, course, form);
  if (outcome.kind === 'done' || outcome.kind === 'saving') {
    await forgetOwnMessage(ctx, course, form);
  } else await keepOwnMessage(ctx, course, form);
  return outcome;
}

/** The text is kept first; a message carries no version, for nothing can make it stale. */
async function sendMessage(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const { actor } = ctx;
  if (!formId || actor.kind !== 'patient') return { kind: 'refused', name: 'invalid' };
  const body = textOf(form, 'message');
  if (body === '') return { kind: 'invalid', errors: { message: 'Skriv din besked.' } };
  if (body.length > LONGEST_MESSAGE) {
    const message = `Beskeden er for lang. Del den i to, eller skriv højst ${LONGEST_MESSAGE} tegn.`;
    return { kind: 'invalid', errors: { message } };
  }
  const about = aboutIn(ctx.app, stateOf(course), form);
  // The form of a message that seemed lost may come back with other words: that is another message.
  const id = await pressingOfText(ctx, formId, body, messageTextOf);
  if ((await isDone(ctx, id)) || (await isSaidAlready(ctx, course, body, about)))
    return { kind: 'done' };
  const { courseId, personId } = course;
  const { stage } = stateOf(course);
  if (!isLegal(stage, 'writeMessage')) {
    return { kind: 'refused', name: rowOf(stage).open ? 'notNow' : 'ended' };
  }
  await inTransaction(ctx.app.db, actor, (tx) =>
    keepMessage(tx, {
      messageId: newId<MessageId>(),
      courseId,
      personId,
      author: { kind: 'patient', id: actor.id },
      body,
      about,
      at: ctx.now,
      updateId: id,
    }),
  );
  return press(ctx, { courseId, id, event: { name: 'writeMessage' } });
}

/** After "back" a browser shows a new form with the old words in it: sent once more they say no more. */
const SAME_MS = 600_000;

async function isSaidAlready(
  ctx: Ctx,
  { courseId }: CourseRow,
  body: string,
  about: MessageAbout | null,
): Promise<boolean> {
  const [last] = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    messagesOf(tx, courseId, { limit: 1 }),
  );
  if (last?.authorKind !== 'patient' || last.state !== 'sent' || last.body !== body) return false;
  if (last.aboutModule !== (about?.module ?? null)) return false;
  if (last.aboutExercise !== (about?.exercise ?? null)) return false;
  return ctx.now <= plusMillis(last.writtenAt, SAME_MS);
}
