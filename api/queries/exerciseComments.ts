/** Comments at exercises: the names of their fields, the rows that can have one, and what was sent. */
import { sentComments, type CommentPlace } from '../../db/exerciseComments';
import { staffNames } from '../../db/staff';
import type { Tx } from '../../db/transaction';
import type { ExerciseAnswer } from '../../domain/exercises/exercise';
import type { CourseId, Instant } from '../../domain/ids';
import type { Form } from '../app';

/** At the whole exercise, and not at one of its rows. */
export const WHOLE = '';
const PREFIX = 'comment.';
/** `comment.aktivitetsdagbog` and `comment.aktivitetsdagbog.3`: ids of programmes hold no point. */
const FIELD = /^comment\.([a-zA-Z0-9_-]{1,80})(?:\.([a-zA-Z0-9_-]{1,80}))?$/;

/** The name of the field in which a comment is written. */
export function commentField({ exercise, rowKey }: CommentPlace): string {
  return `${PREFIX}${exercise}${rowKey === WHOLE ? '' : `.${rowKey}`}`;
}

/** Where the comment of a field belongs; null: it is no comment's. */
export function placeOfField(name: string): CommentPlace | null {
  const [, exercise, rowKey = WHOLE] = FIELD.exec(name) ?? [];
  return exercise === undefined ? null : { exercise, rowKey };
}

/** Every comment that was typed in a form, trimmed, in the order of their fields; empty ones are none. */
export function commentsIn(form: Form): readonly (CommentPlace & { readonly body: string })[] {
  return Object.entries(form)
    .flatMap(([name, value]) => {
      const place = placeOfField(name);
      const body = typeof value === 'string' ? value.trim() : '';
      return place && body !== '' ? [{ ...place, body }] : [];
    })
    .toSorted((one, two) => (commentField(one) < commentField(two) ? -1 : 1));
}

/**
 * What names the rows of an answer, in their order: the entries of a diary by their ids, the rows of
 * a form by their places, which never change once a module is handed in.
 */
export function rowKeys({ answer, entries }: Rows): readonly string[] {
  if (entries.length > 0) return entries.map(({ entryId }) => entryId);
  return answer.rows.map((_, index) => String(index + 1));
}
interface Rows {
  readonly answer: ExerciseAnswer;
  readonly entries: readonly { readonly entryId: string }[];
}

export interface ReadComment extends CommentPlace {
  /** The psychologist's name; null when nobody is known by that id. */
  readonly name: string | null;
  readonly body: string;
  readonly sentAt: Instant;
}

/** What was sent at the exercises of a module, the oldest first, with who wrote it. */
export async function readComments(
  tx: Tx,
  courseId: CourseId,
  module: string,
): Promise<readonly ReadComment[]> {
  const sent = await sentComments(tx, courseId, module);
  const names = await staffNames(
    tx,
    sent.map(({ staffId }) => staffId),
  );
  return sent.map(({ exercise, rowKey, body, sentAt, staffId }) => ({
    exercise,
    rowKey,
    body,
    sentAt,
    name: names.get(staffId) ?? null,
  }));
}
