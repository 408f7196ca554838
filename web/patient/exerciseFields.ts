/** An exercise on the screen: its rows as fields to fill in, or as words to read. */
import {
  exerciseForm,
  exerciseRead,
  rowsField,
  versionField,
  type ExerciseView,
  type FieldView,
  type FormWish,
} from '../../api/queries/exerciseForm';
import type { OwnExercise } from '../../api/queries/ownModule';
import type { Instant } from '../../domain/ids';
import { paths } from '../paths';
import type { Field } from '../shared/fields';
import type { Link } from '../shared/page';
import type { Facts } from '../shared/parts';
import { rowHeading, rowRead } from '../shared/rowInShort';
import { entriesWords } from './diaryWords';

export interface ExerciseRows {
  /** The page's anchor of the exercise. */
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly error: string | null;
  readonly rows: readonly {
    readonly title: string;
    /** The row in a few words, so that a filled one can be folded away. */
    readonly summary: string;
    readonly open: boolean;
    readonly fields: readonly Field[];
  }[];
  /** Null when there is no room for more. */
  readonly add: { readonly value: string; readonly text: string } | null;
  /** What another window saved in between. */
  readonly elsewhere: ReadExercise | null;
}
export interface ReadExercise {
  readonly title: string;
  /** One row a line of the exercise; null when nothing was written. */
  readonly facts: Facts | null;
}
/** Longer texts get a box of several lines. */
const ONE_LINE = 400;

export function exerciseRows(
  own: OwnExercise,
  wish: FormWish,
  changedElsewhere: boolean,
  now: Instant,
): { view: ExerciseRows; hidden: Readonly<Record<string, string>> } {
  const { id, maxRows, rowName } = own.exercise;
  const shown = exerciseForm(own, wish, now);
  const firstEmpty = shown.rows.findIndex((row) => !row.filled);
  const rows = shown.rows.map((row, index) => ({
    title: row.title,
    summary: summaryOf(own.exercise, row),
    open: index === firstEmpty || row.fields.some((field) => field.error !== null),
    fields: row.fields.map((field) => fieldOf(field)),
  }));
  return {
    hidden: {
      [versionField(id)]: String(own.version),
      [rowsField(id)]: String(shown.rows.length),
    },
    view: {
      id,
      title: shown.title,
      intro: shown.intro,
      error: shown.error,
      rows,
      add:
        shown.rows.length < maxRows
          ? { value: `${ADD}${id}`, text: `Tilføj ${rowName.toLowerCase()}` }
          : null,
      elsewhere: changedElsewhere ? readExercise(own, now) : null,
    },
  };
}
/** The value of the button that asks for one more row begins with this, then the exercise. */
export const ADD = 'add:';

function summaryOf(
  exercise: OwnExercise['exercise'],
  { title, filled, fields }: ExerciseView['rows'][number],
): string {
  const said = filled ? rowHeading(exercise, fields) : '';
  return said === '' ? title : `${title}: ${said}`;
}

/** `scale`: its numbers are buttons, as on a page with few of them, or a list to choose from. */
export function fieldOf(field: FieldView, scale: 'scale' | 'select' = 'select'): Field {
  const id = `felt-${field.name}`;
  const { name, error, required, value } = field;
  const label = field.unit === '' ? field.label : `${field.label} (${field.unit})`;
  const hint = field.example === null ? null : `For eksempel ${field.example}`;
  const wired = {
    id,
    name,
    label,
    hint,
    error,
    required,
    describedBy: [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' '),
  };
  if (field.kind === 'choice' || field.kind === 'scale' || field.kind === 'day') {
    const kind = field.kind === 'scale' ? scale : 'select';
    const none = { value: '', label: 'Vælg', selected: false };
    const options = kind === 'select' ? [none, ...field.options] : field.options;
    return {
      kind,
      ...wired,
      options: options.map((option, index) => ({
        id: `${id}-${index + 1}`,
        value: option.value,
        text: option.label,
        hint: null,
        chosen: option.selected,
      })),
    };
  }
  const maxlength = field.maxLength ?? ONE_LINE;
  if (maxlength > ONE_LINE) return { kind: 'textarea', ...wired, value, rows: 3, maxlength };
  return {
    kind: 'text',
    ...wired,
    value: field.kind === 'time' ? field.shown : value,
    type: 'text',
    inputmode: field.kind === 'text' ? null : 'decimal',
    autocomplete: 'off',
    width: field.kind === 'text' ? '' : 'input-width-s',
  };
}

/** The same field with a line of help at it. */
export function withHint(field: Field, hint: string): Field {
  const describedBy = [`${field.id}-hint`, field.error && `${field.id}-error`];
  return { ...field, hint, describedBy: describedBy.filter(Boolean).join(' ') };
}

/** The filled rows in words, as the psychologist reads them too. */
export function readExercise(own: OwnExercise, now: Instant): ReadExercise {
  const { title, rows } = exerciseRead(own, now);
  return {
    title,
    facts:
      rows.length === 0 ? null : { caption: title, rows: rows.map((row) => rowFact(own, row)) },
  };
}

function rowFact(
  { exercise }: OwnExercise,
  { title, fields }: ExerciseView['rows'][number],
): Facts['rows'][number] {
  const { when, said, facts } = rowRead(exercise, fields, title);
  const lines = (facts?.rows ?? []).map(
    ({ term, text }) => `${term}${term.endsWith('?') ? '' : ':'} ${text}`,
  );
  return {
    term: when === '' ? title : `${title}: ${when}`,
    text: [...(said === null ? [] : [said]), ...lines].join('\n'),
  };
}

/** A diary in its module: what stands in it, and the way to write. */
export interface DiaryRows {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly error: string | null;
  readonly count: string;
  readonly facts: Facts | null;
  readonly write: Link;
}

export function diaryRows(own: OwnExercise, error: string | undefined, now: Instant): DiaryRows {
  const { id, title, intro, minRows } = own.exercise;
  return {
    id,
    title,
    intro,
    error: error ?? null,
    count:
      `Du har skrevet ${entriesWords(own.exercise, own.entries.length)}. ` +
      `Der skal være mindst ${minRows}, før du afleverer.`,
    facts: readExercise(own, now).facts,
    write: { text: 'Skriv i dagbogen', href: paths.myDiary.to({ exercise: id }) },
  };
}

/** Every sentence about an exercise with the field it is about, in the order of the page. */
export function exerciseErrors(view: ExerciseRows): { text: string; href: string | null }[] {
  return [
    ...(view.error ? [{ text: view.error, href: `#${view.id}` }] : []),
    ...view.rows.flatMap((row) =>
      row.fields.flatMap((field) =>
        field.error ? [{ text: field.error, href: `#${field.id}` }] : [],
      ),
    ),
  ];
}
