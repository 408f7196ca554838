/** What the psychologist wrote at an exercise, at the very row it is about, and the way to answer. */
import { rowKeys, WHOLE, type ReadComment } from '../../api/queries/exerciseComments';
import type { OwnExercise, OwnModule } from '../../api/queries/ownModule';
import { isLegal } from '../../domain/course';
import { dateTimeWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths, withQuery } from '../paths';
import type { Link } from '../shared/page';
import type { CommentView, Facts } from '../shared/parts';
import type { ReadExercise } from './exerciseFields';

export interface CommentedExercise extends ReadExercise {
  /** The page's anchor of the exercise. */
  readonly id: string;
  /** About the whole exercise; a row's own stand at the row. */
  readonly comments: readonly CommentView[];
  /** Null: nothing is written there, or no message can be sent. */
  readonly reply: Link | null;
}

/** An exercise to read, with its comments; none of them is ever left out. */
export function withComments(
  read: ReadExercise,
  written: OwnExercise,
  { text, comments }: OwnModule,
  { state, now }: { state: CourseState; now: Instant },
): CommentedExercise {
  const { exercise } = written;
  const own = comments.filter((one) => one.exercise === exercise.id);
  const keys = rowKeys(written);
  // Rows that are shown some other way than one by one have their comments after the exercise.
  const shown = read.facts?.rows.length === keys.length ? keys : [];
  const at = (key: string): CommentView[] =>
    own.filter(({ rowKey }) => rowKey === key).map((one) => commentView(one, now));
  const facts: Facts | null = read.facts && {
    ...read.facts,
    rows: read.facts.rows.map((row, index) => ({ ...row, notes: at(shown[index] ?? '?') })),
  };
  const rest = own.filter(({ rowKey }) => rowKey === WHOLE || !shown.includes(rowKey));
  return {
    ...read,
    facts,
    id: exerciseAnchor(exercise.id),
    comments: rest.map((one) => commentView(one, now)),
    reply: own.length > 0 ? replyLink(state, { module: text.id, exercise: exercise.id }) : null,
  };
}

export function exerciseAnchor(exercise: string): string {
  return `oevelse-${exercise}`;
}

function commentView({ name, sentAt, body }: ReadComment, now: Instant): CommentView {
  return { from: name ?? 'Psykologen', when: dateTimeWords(sentAt, now), text: body };
}

/** To the one thread, with which exercise it is about. */
function replyLink(
  state: CourseState,
  about: { readonly module: string; readonly exercise: string },
): Link | null {
  if (!isLegal(state.stage, 'writeMessage')) return null;
  const href = withQuery(paths.myMessages.to(), { modul: about.module, oevelse: about.exercise });
  return { text: 'Skriv til psykologen om øvelsen', href: `${href}#skriv` };
}

/** Over the answer to the module: there is more of it at the exercises. */
export function toComments({ comments }: OwnModule): Link | null {
  const [first] = comments;
  if (!first) return null;
  return { text: 'Se kommentarerne ved øvelsen', href: `#${exerciseAnchor(first.exercise)}` };
}
