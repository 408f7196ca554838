/** What a patient wrote in the exercises of a module, set out for the psychologist. */
import { exerciseRead, type ExerciseView } from '../../api/queries/exerciseForm';
import type { OwnExercise } from '../../api/queries/ownModule';
import type { Instant } from '../../domain/ids';
import type { Facts, Table } from '../shared/parts';

interface ExercisePanel {
  readonly title: string;
  /** Short answers, a row a line; null when nothing is written, or when it is told row by row. */
  readonly table: Table | null;
  /** Long answers, row by row, each field under its label. */
  readonly rows: readonly { readonly title: string; readonly facts: Facts }[];
}

/** More fields of text than this, and a table is a wall of narrow columns. */
const MOST_TEXTS = 2;

export function exercisePanels(
  exercises: readonly OwnExercise[],
  now: Instant,
): readonly ExercisePanel[] {
  return exercises.map((own) => {
    const { title, rows } = exerciseRead(own, now);
    const texts = own.exercise.fields.filter(({ kind }) => kind === 'text').length;
    const isTable = texts <= MOST_TEXTS;
    return {
      title,
      table: isTable && rows.length > 0 ? tableOf(title, own, rows) : null,
      rows: isTable ? [] : rows.map(rowFacts),
    };
  });
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
