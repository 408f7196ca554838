/** One pressing of a form: its id and what it answers travel in hidden fields. */
import { setTimeout as pause } from 'node:timers/promises';
import { v5 } from 'uuid';
import { z } from 'zod';
import { courseById, type CourseRow } from '../../db/courses';
import { releaseHold } from '../../db/slots';
import { eventsAfter, isRecorded, type WhoAndWhen } from '../../db/events';
import { newId } from '../../db/newId';
import { inTransaction, type Tx } from '../../db/transaction';
import { asId, isUuid, type CourseId, type UpdateId } from '../../domain/ids';
import type { RefusalName } from '../../domain/refusals';
import type { CommandRefusalName } from '../../domain/danish';
import type { CourseEvent } from '../../domain/state';
import { versionOf, type Answers } from '../../domain/tasks';
import { advanceCourse, type Advanced } from '../advance';
import type { Form, Presser } from '../app';
import { stateOf } from '../queries/courseState';
import { activateCourse } from './activateCourse';

/** What a pressing comes to; `changed` says who was there first when the form was stale. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'saving'; readonly id: UpdateId }
  | { readonly kind: 'unavailable' }
  | {
      readonly kind: 'refused';
      readonly name: RefusalName | CommandRefusalName;
      readonly changed?: WhoAndWhen;
      /** As it is now: newer than the one that the request began with. */
      readonly course?: CourseRow;
    }
  | { readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> };

const zVersion = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31);

/** The update id of the form, or null when the form is not one of ours. */
export function updateIdOf(form: Form): UpdateId | null {
  const id = form['updateId'];
  return typeof id === 'string' && isUuid(id) ? asId<UpdateId>(id) : null;
}

/**
 * The pressing that one answer of a form makes. A form keeps its id however often it is shown, and
 * may come back with another answer after one that came to nothing, or was believed to: two answers
 * are two pressings, so that the one the course hears is the one whose content was kept.
 */
export function pressingOf(formId: UpdateId, answer: string): UpdateId {
  return v5(answer, formId) as UpdateId;
}

/**
 * The pressing of a text that was typed. A version of ours gave it the form's own id: what is kept
 * under that goes on under it, so that a text first sent there and sent again here is one text.
 */
export async function pressingOfText(
  { app, actor }: Presser,
  formId: UpdateId,
  text: string,
  keptBy: (tx: Tx, id: UpdateId) => Promise<string | null>,
): Promise<UpdateId> {
  const kept = await inTransaction(app.db, actor, (tx) => keptBy(tx, formId));
  return kept === text ? formId : pressingOf(formId, text);
}

/** The errors of a form: what is said of each field, where anything is. */
export function errorsOf(
  said: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, why]) => (why === null ? [] : [[name, why]])),
  );
}

/** The version the form was rendered from (`version` in the form). */
export function answersOf(form: Form, subject: Answers['subject']): Answers | null {
  const version = zVersion.safeParse(form['version']);
  return version.success ? { subject, version: version.data } : null;
}

interface Pressing {
  readonly courseId: CourseId;
  readonly id: UpdateId;
  readonly event: CourseEvent;
  readonly answers?: Answers;
}

/** Asks the course; a refused pressing frees the slot it held and says who was there first. */
export async function press(presser: Presser, one: Pressing): Promise<Outcome> {
  const answer = await heard(presser, one);
  switch (answer.kind) {
    case 'recorded':
      return { kind: 'done' };
    case 'saving':
      return { kind: 'saving', id: one.id };
    case 'unavailable':
      return answer;
    case 'refused':
      return { ...answer, ...(await whatChanged(presser, one, answer.name === 'stale')) };
  }
}

const RECORDED_MS = 1500;
const LOOK_AGAIN_MS = 25;

/**
 * Who was there first, and the course as it is now. The course refuses as soon as it has heard the
 * first of two, some moments before that one is recorded: until then nobody could be named.
 */
async function whatChanged(
  { app, actor }: Presser,
  { courseId, id, answers }: Pressing,
  isStale: boolean,
): Promise<{ readonly changed?: WhoAndWhen; readonly course?: CourseRow }> {
  const until = Date.now() + RECORDED_MS;
  await inTransaction(app.db, actor, (tx) => releaseHold(tx, id));
  for (;;) {
    const { changed, course } = await inTransaction(app.db, actor, async (tx) => {
      // The row first: what is read after it is never older, and so has the event it came from.
      const row = await courseById(tx, courseId);
      return { course: row, changed: await eventsAfter(tx, courseId, answers?.version ?? 0) };
    });
    const isBehind =
      isStale &&
      course &&
      answers &&
      versionOf(stateOf(course), answers.subject) === answers.version;
    if (!isBehind || Date.now() > until) {
      return { ...(changed && { changed }), ...(course && { course }) };
    }
    await pause(LOOK_AGAIN_MS);
  }
}

type Heard = Exclude<Advanced, { kind: 'noWorkflow' }>;

/**
 * A course whose first event never got through is begun here. One that is open and has no workflow
 * has not ended: it is rebuilt by somebody, and meanwhile nothing is said to have happened.
 */
async function heard(presser: Presser, one: Pressing): Promise<Heard> {
  const answer = await advanceCourse(presser, one);
  if (answer.kind !== 'noWorkflow') return answer;
  const { app, actor } = presser;
  const course = await inTransaction(app.db, actor, (tx) => courseById(tx, one.courseId));
  if (!course || course.endedAt !== null) return { kind: 'refused', name: 'ended' };
  if (course.revision > 0) return { kind: 'unavailable' };
  const begun = await activateCourse(presser, course);
  if (begun.kind !== 'recorded' && begun.kind !== 'saving') return { kind: 'unavailable' };
  const again = await advanceCourse(presser, one);
  return again.kind === 'noWorkflow' ? { kind: 'unavailable' } : again;
}

/**
 * Whether this very pressing is recorded already: its answer was lost on the way, and the person
 * sends the form again. What is done is done, whatever the clock or the page would say of it now.
 */
export async function isDone({ app, actor }: Presser, id: UpdateId): Promise<boolean> {
  return (await inTransaction(app.db, actor, (tx) => isRecorded(tx, id))) !== null;
}

/** One text field of a form, trimmed; '' when it is missing. */
export function textOf(form: Form, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** The values of a group of checkboxes. */
export function listOf(form: Form, name: string): readonly string[] {
  const value = form[name];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** A new id for a form about to be shown; the form keeps it however often it is shown again. */
export function freshUpdateId(): UpdateId {
  return newId<UpdateId>();
}
