/** What a patient wrote in the exercises of a module, set out for the psychologist. */
import { exerciseRead, type ExerciseView } from '../../api/queries/exerciseForm';
import type { HandedIn } from '../../api/queries/handedIn';
import type { OwnExercise } from '../../api/queries/ownModule';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import type { Facts, Table } from '../shared/parts';

interface ExercisePanel {
  readonly title: string;
  /** Short answers, a row a line; null when nothing is written, or when it is told row by row. */
  readonly table: Table | null;
  /** Long answers, row by row, each field under its label. */
  readonly rows: readonly { readonly title: string; readonly facts: Facts }[];
  /** To the same over the weeks; null for an exercise of no kind. */
  readonly progress: Link | null;
}

/** More fields of text than this, and a table is a wall of narrow columns. */
const MOST_TEXTS = 2;

/** What was written in a diary after the module was handed in has a panel of its own. */
export function exercisePanels(
  state: CourseState,
  { moduleState, exercises }: Pick<HandedIn, 'moduleState' | 'exercises'>,
  now: Instant,
): readonly ExercisePanel[] {
  return exercises.flatMap((own) => {
    const { id, title } = own.exercise;
    const progress =
      own.exercise.kind === 'rows'
        ? null
        : {
            text: 'Se øvelsen over tid',
            href: paths.courseProgress.to({ course: state.courseId, exercise: id }),
          };
    const later = own.entries.filter(({ isHandedIn }) => !isHandedIn).map(({ row }) => row);
    if (!moduleState.handedIn || later.length === 0) {
      return [{ title, ...rowsOf(own, title, now), progress }];
    }
    const before = own.entries.filter(({ isHandedIn }) => isHandedIn).map(({ row }) => row);
    const since = `${title}, skrevet efter afleveringen`;
    return [
      { title, ...rowsOf({ ...own, answer: { rows: before } }, title, now), progress },
      { title: since, ...rowsOf({ ...own, answer: { rows: later } }, since, now), progress: null },
    ];
  });
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
