/** The comments at an exercise, each at the row it is about: those that were sent, and its field. */
import { LONGEST_COMMENT } from '../../api/commands/giveFeedback';
import { commentField, WHOLE, type ReadComment } from '../../api/queries/exerciseComments';
import { dateTimeWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { Fields, TextareaField } from '../shared/fields';
import type { CommentView } from '../shared/parts';

export interface WrittenComments {
  readonly sent: readonly ReadComment[];
  /** Null: there is no answer to write, so nothing to send a comment with. */
  readonly fields: Fields | null;
  readonly now: Instant;
}
/** {{> comments-at this}}: what was sent at a place, and the field for more. */
export interface CommentsAt {
  readonly sent: readonly CommentView[];
  /** Null: no comment can be written there. */
  readonly write: {
    readonly summary: string;
    readonly open: boolean;
    readonly field: TextareaField;
  } | null;
}
/** The id of the form of the answer: the fields stand beside it, at the exercises. */
export const ANSWER_FORM = 'svar';

/** At one row; `title` is what the row is called, "Linje 2". */
export function commentsAtRow(
  { sent, fields, now }: WrittenComments,
  place: { readonly exercise: string; readonly rowKey: string },
  title: string,
): CommentsAt {
  const own = sent.filter((one) => one.exercise === place.exercise && one.rowKey === place.rowKey);
  return {
    sent: own.map((one) => commentView(one, now)),
    write: fields && writeView(fields, place, `Kommentar til ${title.toLowerCase()}`),
  };
}

/** After the rows; what was sent at a row that is not shown stands here too, so that none is lost. */
export function commentsAtWhole(
  { sent, fields, now }: WrittenComments,
  exercise: string,
  rowKeys: readonly string[],
): CommentsAt {
  const rest = sent.filter((one) => one.exercise === exercise && !rowKeys.includes(one.rowKey));
  const place = { exercise, rowKey: WHOLE };
  return {
    sent: rest.map((one) => commentView(one, now)),
    write: fields && writeView(fields, place, 'Kommentar til hele øvelsen'),
  };
}

function commentView({ name, sentAt, body }: ReadComment, now: Instant): CommentView {
  return { from: name ?? 'Psykologen', when: dateTimeWords(sentAt, now), text: body };
}

function writeView(
  fields: Fields,
  place: { readonly exercise: string; readonly rowKey: string },
  label: string,
): CommentsAt['write'] {
  const field = fields.textarea({
    name: commentField(place),
    label,
    rows: 3,
    maxlength: LONGEST_COMMENT,
    optional: true,
  });
  return {
    summary: label,
    open: field.value !== '' || field.error !== null,
    field: { ...field, form: ANSWER_FORM },
  };
}
