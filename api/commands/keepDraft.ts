/** Keeps what a clinician has typed so far; it never reaches the workflow. */
import { dropDraft, saveDraft } from '../../db/drafts';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { EVENTS, moveOf } from '../../domain/course';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import type { Outcome } from './press';

/** What belongs to one showing of the form, not to what was written. */
const NOT_WRITTEN = new Set(['_csrf', 'updateId', 'version']);
/** Names are ours: a module's carries its id. */
const NAME = /^[a-zA-Z0-9:-]{1,80}$/;

/** False: the name is no form's. */
export async function keepDraft(
  ctx: Ctx,
  course: CourseRow,
  name: string,
  form: Form,
): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind !== 'staff' || !NAME.test(name)) return false;
  const body = Object.fromEntries(
    Object.entries(form).filter(([field]) => !NOT_WRITTEN.has(field)),
  );
  const { courseId, personId } = course;
  await inTransaction(ctx.app.db, actor, (tx) =>
    saveDraft(tx, {
      courseId,
      personId,
      authorId: actor.id,
      form: name,
      body,
      at: ctx.now,
    }),
  );
  return true;
}

/** Keeps the form before it is pressed, and drops it once what it said cannot be taken back. */
export async function withDraft(
  ctx: Ctx,
  course: CourseRow,
  name: string,
  form: Form,
  pressed: () => Promise<Outcome>,
): Promise<Outcome> {
  await keepDraft(ctx, course, name, form);
  const outcome = await pressed();
  const gone = outcome.kind === 'done' || outcome.kind === 'saving';
  if (gone && !isRevocable(course, form)) await forgetDraft(ctx, course, name);
  return outcome;
}

/**
 * What "Fortryd" takes back comes back to be written on, so its draft stays; once the decision is
 * released its form is never shown again. A form's `answer` is the event it asks for.
 */
function isRevocable(course: CourseRow, form: Form): boolean {
  const event = EVENTS.find((name) => name === form['answer']);
  return event !== undefined && moveOf(stateOf(course).stage, event)?.revocable === true;
}

export async function forgetDraft(ctx: Ctx, course: CourseRow, name: string): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') return;
  await inTransaction(ctx.app.db, actor, (tx) =>
    dropDraft(tx, { courseId: course.courseId, authorId: actor.id, form: name }),
  );
}
