/** What a patient wrote in the exercises of a module, row by row, set out for the psychologist. */
import { exerciseRead, type ExerciseView } from '../../api/queries/exerciseForm';
import { rowKeys } from '../../api/queries/exerciseComments';
import type { HandedIn } from '../../api/queries/handedIn';
import type { OwnEntry } from '../../api/queries/ownDiary';
import type { OwnExercise } from '../../api/queries/ownModule';
import { capital } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import type { Facts } from '../shared/parts';
import { rowInShort } from '../shared/rowInShort';
import {
  commentsAtRow,
  commentsAtWhole,
  type CommentsAt,
  type WrittenComments,
} from './exerciseComments';

interface ExerciseRow {
  /** "Linje 1: onsdag 18. november, aften" */
  readonly title: string;
  /** A row of few words in one sentence; null where it is told field by field. */
  readonly said: string | null;
  /** What is not in the sentence, each field under its label; null: nothing. */
  readonly facts: Facts | null;
  readonly comments: CommentsAt | null;
}
interface ExercisePanel {
  readonly title: string;
  readonly rows: readonly ExerciseRow[];
  /** About the whole exercise; null: none can be written or read there. */
  readonly comments: CommentsAt | null;
  /** To the same over the weeks; null for an exercise of no kind. */
  readonly progress: Link | null;
}

/** With more fields of text than this, a row is no sentence any more. */
const MOST_TEXTS = 2;
/** In the sentence every text stands whole. */
const WHOLE_TEXT = Number.POSITIVE_INFINITY;

/**
 * What was written in a diary after the module was handed in has a panel of its own, without
 * comments: they go with the answer to what was handed in.
 */
export function exercisePanels(
  state: CourseState,
  { moduleState, exercises }: Pick<HandedIn, 'moduleState' | 'exercises'>,
  comments: WrittenComments,
): readonly ExercisePanel[] {
  return exercises.flatMap((own) => {
    const { id, title } = own.exercise;
    const isLater = ({ isHandedIn }: OwnEntry): boolean => moduleState.handedIn && !isHandedIn;
    const later = own.entries.filter(isLater);
    const handedIn =
      later.length === 0
        ? own
        : withEntries(
            own,
            own.entries.filter((one) => !isLater(one)),
          );
    const panel = {
      title,
      rows: rowsOf(handedIn, comments.now, comments),
      comments: commentsAtWhole(comments, id, rowKeys(handedIn)),
      progress: progressLink(state, own),
    };
    if (later.length === 0) return [panel];
    const since = `${title}, skrevet efter afleveringen`;
    const rows = rowsOf(withEntries(own, later), comments.now, null);
    return [panel, { title: since, rows, comments: null, progress: null }];
  });
}

function progressLink({ courseId }: CourseState, { exercise }: OwnExercise): Link | null {
  if (exercise.kind === 'rows') return null;
  const href = paths.courseProgress.to({ course: courseId, exercise: exercise.id });
  return { text: 'Se øvelsen over tid', href };
}

function withEntries(own: OwnExercise, entries: readonly OwnEntry[]): OwnExercise {
  return { ...own, entries, answer: { rows: entries.map(({ row }) => row) } };
}

/** `comments`: null where none can be written or read. */
function rowsOf(own: OwnExercise, now: Instant, comments: WrittenComments | null): ExerciseRow[] {
  const keys = rowKeys(own);
  const { id } = own.exercise;
  return exerciseRead(own, now).rows.map((row, index) => ({
    ...rowView(own.exercise, row),
    comments:
      comments &&
      commentsAtRow(
        comments,
        { exercise: id, rowKey: keys[index] ?? String(index + 1) },
        row.title,
      ),
  }));
}

type Row = ExerciseView['rows'][number];

function rowView(
  exercise: OwnExercise['exercise'],
  { title, fields }: Row,
): Omit<ExerciseRow, 'comments'> {
  const short = rowInShort(exercise, fields, WHOLE_TEXT);
  const isShort = exercise.fields.filter(({ kind }) => kind === 'text').length <= MOST_TEXTS;
  const rows = (isShort ? short.rest : short.body).map(({ label, shown }) => ({
    term: label,
    text: shown,
  }));
  return {
    title: short.when === '' ? title : `${title}: ${short.when}`,
    said: isShort && short.what !== '' ? capital(short.what) : null,
    facts: rows.length > 0 ? { caption: title, rows } : null,
  };
}
