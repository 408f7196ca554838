/** What a patient wrote in the exercises of a module, row by row, set out for the psychologist. */
import { exerciseRead, type ExerciseView } from '../../api/queries/exerciseForm';
import { rowKeys } from '../../api/queries/exerciseComments';
import type { HandedIn } from '../../api/queries/handedIn';
import type { OwnEntry } from '../../api/queries/ownDiary';
import type { OwnExercise } from '../../api/queries/ownModule';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import { rowRead, type RowRead } from '../shared/rowInShort';
import {
  commentsAtRow,
  commentsAtWhole,
  type CommentsAt,
  type WrittenComments,
} from './exerciseComments';

interface ExerciseRow extends Omit<RowRead, 'when'> {
  /** "Linje 1: Onsdag 18. november, aften" */
  readonly title: string;
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

function rowView(
  exercise: OwnExercise['exercise'],
  { title, fields }: ExerciseView['rows'][number],
): Omit<ExerciseRow, 'comments'> {
  const { when, ...read } = rowRead(exercise, fields, title);
  return { title: when === '' ? title : `${title}: ${when}`, ...read };
}
