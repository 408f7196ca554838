/** The comments at an exercise as the psychologist writes them, and those that were sent. */
import { LONGEST_COMMENT } from '../../api/commands/giveFeedback';
import { commentField, WHOLE, type ReadComment } from '../../api/queries/exerciseComments';
import { dateTimeWords, shortened } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { Fields, TextareaField } from '../shared/fields';
import type { CommentView } from '../shared/parts';

/** One row of an exercise that can have a comment: what names it, and what it says. */
export interface CommentRow {
  readonly key: string;
  /** "Linje 2" */
  readonly title: string;
  readonly words: string;
}
export interface CommentsAt {
  readonly exercise: string;
  readonly rows: readonly CommentRow[];
  readonly sent: readonly ReadComment[];
  /** Null: there is no answer to write, so nothing to send a comment with. */
  readonly fields: Fields | null;
  readonly now: Instant;
}
interface WriteView {
  readonly summary: string;
  readonly open: boolean;
  readonly field: TextareaField;
}
/** The id of the form of the answer: the fields stand beside it, at the exercises. */
export const ANSWER_FORM = 'svar';
const SUMMARY = 70;

/** {{> exercise-comments this}}: what was sent, and a field at the exercise and at each of its rows. */
export function commentsAt({ exercise, rows, sent, fields, now }: CommentsAt): {
  sent: readonly CommentView[];
  write: readonly WriteView[];
} {
  const own = sent.filter((one) => one.exercise === exercise);
  const titleOf = (key: string) => rows.find((row) => row.key === key)?.title.toLowerCase();
  return {
    sent: own.map(({ name, rowKey, sentAt, body }) => ({
      from: `${name ?? 'Psykologen'}${rowKey === WHOLE ? '' : ` om ${titleOf(rowKey) ?? 'en linje'}`}`,
      when: dateTimeWords(sentAt, now),
      text: body,
    })),
    write: fields
      ? [
          writeView(fields, { exercise, rowKey: WHOLE }, 'Kommentar til hele øvelsen', ''),
          ...rows.map(({ key, title, words }) =>
            writeView(
              fields,
              { exercise, rowKey: key },
              `Kommentar til ${title.toLowerCase()}`,
              words,
            ),
          ),
        ]
      : [],
  };
}

function writeView(
  fields: Fields,
  place: { exercise: string; rowKey: string },
  label: string,
  words: string,
): WriteView {
  const field = fields.textarea({
    name: commentField(place),
    label,
    rows: 3,
    maxlength: LONGEST_COMMENT,
    optional: true,
  });
  const said = shortened(words, SUMMARY);
  return {
    summary: said === '' ? label : `${label}: ${said}`,
    open: field.value !== '' || field.error !== null,
    field: { ...field, form: ANSWER_FORM },
  };
}
