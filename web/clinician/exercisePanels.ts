/** What a patient wrote in the exercises of a module, set out for the psychologist. */
import { exerciseRead, type ExerciseView } from '../../api/queries/exerciseForm';
import { rowKeys } from '../../api/queries/exerciseComments';
import type { HandedIn } from '../../api/queries/handedIn';
import type { OwnEntry } from '../../api/queries/ownDiary';
import type { OwnExercise } from '../../api/queries/ownModule';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import type { Facts, Table } from '../shared/parts';
import { commentsAt, type CommentRow, type CommentsAt } from './exerciseComments';

interface ExercisePanel {
  readonly title: string;
  /** Short answers, a row a line; null when nothing is written, or when it is told row by row. */
  readonly table: Table | null;
  /** Long answers, row by row, each field under its label. */
  readonly rows: readonly { readonly title: string; readonly facts: Facts }[];
  /** Null: none can be written there. */
  readonly comments: ReturnType<typeof commentsAt> | null;
  /** To the same over the weeks; null for an exercise of no kind. */
  readonly progress: Link | null;
}

/** More fields of text than this, and a table is a wall of narrow columns. */
const MOST_TEXTS = 2;

/**
 * What was written in a diary after the module was handed in has a panel of its own, without
 * comments: they go with the answer to what was handed in.
 */
export function exercisePanels(
  state: CourseState,
  { moduleState, exercises }: Pick<HandedIn, 'moduleState' | 'exercises'>,
  comments: Omit<CommentsAt, 'exercise' | 'rows'>,
): readonly ExercisePanel[] {
  const { now } = comments;
  return exercises.flatMap((own) => {
    const { id, title } = own.exercise;
    const progress =
      own.exercise.kind === 'rows'
        ? null
        : {
            text: 'Se øvelsen over tid',
            href: paths.courseProgress.to({ course: state.courseId, exercise: id }),
          };
    const isLater = ({ isHandedIn }: OwnEntry): boolean => moduleState.handedIn && !isHandedIn;
    const later = own.entries.filter(isLater);
    const handedIn =
      later.length === 0
        ? own
        : withEntries(
            own,
            own.entries.filter((one) => !isLater(one)),
          );
    const rows = commentRows(handedIn, now);
    const panel = {
      title,
      ...rowsOf(handedIn, title, now),
      comments: commentsAt({ ...comments, exercise: id, rows }),
      progress,
    };
    if (later.length === 0) return [panel];
    const since = `${title}, skrevet efter afleveringen`;
    const more = rowsOf(withEntries(own, later), since, now);
    return [panel, { title: since, ...more, comments: null, progress: null }];
  });
}

function withEntries(own: OwnExercise, entries: readonly OwnEntry[]): OwnExercise {
  return { ...own, entries, answer: { rows: entries.map(({ row }) => row) } };
}

/** The rows that can have a comment, each with what names it and what it says. */
function commentRows(own: OwnExercise, now: Instant): readonly CommentRow[] {
  const keys = rowKeys(own);
  return exerciseRead(own, now).rows.map(({ title, fields }, index) => ({
    key: keys[index] ?? String(index + 1),
    title,
    words: fields
      .map(({ shown }) => shown)
      .filter((shown) => shown !== '')
      .join(', '),
  }));
}

function rowsOf(
  own: OwnExercise,
  caption: string,
  now: Instant,
): Pick<ExercisePanel, 'table' | 'rows'> {
  const { rows } = exerciseRead(own, now);
  const texts = own.exercise.fields.filter(({ kind }) => kind === 'text').length;
  const isTable = texts <= MOST_TEXTS;
  return {
    table: isTable && rows.length > 0 ? tableOf(caption, own, rows) : null,
    rows: isTable ? [] : rows.map(rowFacts),
  };
}

type Row = ExerciseView['rows'][number];

function tableOf(caption: string, { exercise }: OwnExercise, rows: readonly Row[]): Table {
  const isNumber = (kind: string): boolean => kind === 'scale' || kind === 'number';
  return {
    caption,
    columns: exercise.fields.map(({ label, kind }) => ({ text: label, numeric: isNumber(kind) })),
    rows: rows.map(({ fields }) =>
      fields.map(({ shown, kind }) => ({ text: shown, numeric: isNumber(kind) })),
    ),
  };
}

function rowFacts({ title, fields }: Row): { title: string; facts: Facts } {
  const rows = fields
    .filter(({ shown }) => shown !== '')
    .map(({ label, shown }) => ({ term: label, text: shown }));
  return { title, facts: { caption: title, rows } };
}
