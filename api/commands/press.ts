/** One pressing of a form: its id and what it answers travel in hidden fields. */
import { z } from 'zod';
import { releaseHold } from '../../db/slots';
import { eventsAfter, type WhoAndWhen } from '../../db/events';
import { newId } from '../../db/newId';
import { inTransaction } from '../../db/transaction';
import { asId, isUuid, type CourseId, type UpdateId } from '../../domain/ids';
import type { RefusalName } from '../../domain/refusals';
import type { CommandRefusalName } from '../../domain/danish';
import type { CourseEvent } from '../../domain/state';
import type { Answers } from '../../domain/tasks';
import { advanceCourse } from '../advance';
import type { Ctx, Form } from '../app';

/** What a pressing comes to; `changed` says who was there first when the form was stale. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'saving'; readonly id: UpdateId }
  | { readonly kind: 'unavailable' }
  | {
      readonly kind: 'refused';
      readonly name: RefusalName | CommandRefusalName;
      readonly changed?: WhoAndWhen;
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

/** The version the form was rendered from (`version` in the form). */
export function answersOf(form: Form, subject: Answers['subject']): Answers | null {
  const version = zVersion.safeParse(form['version']);
  return version.success ? { subject, version: version.data } : null;
}

/** Asks the course; a refused pressing frees the slot it held and says who was there first. */
export async function press(
  ctx: Ctx,
  one: {
    courseId: CourseId;
    id: UpdateId;
    event: CourseEvent;
    answers?: Answers;
  },
): Promise<Outcome> {
  const answer = await advanceCourse(ctx, one);
  switch (answer.kind) {
    case 'recorded':
      return { kind: 'done' };
    case 'saving':
      return { kind: 'saving', id: one.id };
    case 'unavailable':
      return answer;
    case 'refused':
      return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
        await releaseHold(tx, one.id);
        const changed = await eventsAfter(tx, one.courseId, one.answers?.version ?? 0);
        return { ...answer, ...(changed && { changed }) };
      });
  }
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
