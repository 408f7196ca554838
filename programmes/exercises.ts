/** Answers for filled-in exercises: form to answer, with errors in Danish, and back to form. */
import { addDays, copenhagenDate } from '../domain/calendar';
import { capital, dateWords } from '../domain/danish';
import { faultsIn } from '../domain/exercises';
import { checkField, realDay } from '../domain/exercises/checkField';
import type {
  AnswerRow,
  DayField,
  Exercise,
  ExerciseAnswer,
  Field,
} from '../domain/exercises/exercise';
import type { CivilDate, Instant } from '../domain/ids';

/** What a form posts: flat names, `activity-2` is the field `activity` of the second row. */
export type FormBody = Readonly<Record<string, unknown>>;

/** `field` is the name of the input, or '' when it is about the whole exercise. */
export interface ExerciseError {
  readonly field: string;
  readonly message: string;
}
export type ParsedExercise =
  | { readonly kind: 'ok'; readonly answer: ExerciseAnswer }
  | {
      readonly kind: 'invalid';
      readonly errors: readonly ExerciseError[];
      readonly kept: ExerciseAnswer;
    };

function inputName(field: Field, row: number): string {
  return `${field.name}-${row}`;
}

function typed(body: FormBody, name: string): string {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

interface TypedRow {
  /** Its place on the form, counted from 1. */
  readonly at: number;
  readonly values: Readonly<Record<string, string>>;
}

/** The rows in which anything was typed. */
function typedRows(exercise: Exercise, body: FormBody): readonly TypedRow[] {
  const places = Array.from({ length: exercise.maxRows }, (_, index) => index + 1);
  return places
    .map((at) => ({
      at,
      values: Object.fromEntries(
        exercise.fields.map((field) => [field.name, typed(body, inputName(field, at))]),
      ),
    }))
    .filter(({ values }) => Object.values(values).some((value) => value !== ''));
}

/**
 * What was typed, unchecked and however long: for a draft, which may be half done. Empty rows are
 * left out. What is too long to hand in is kept whole, and said so when it is handed in.
 */
export function keepExercise(exercise: Exercise, body: FormBody): ExerciseAnswer {
  return { rows: typedRows(exercise, body).map(({ values }) => values) };
}

/** The answer as it can be handed in at `now`, or what is missing, with everything typed kept. */
export function parseExercise(exercise: Exercise, body: FormBody, now: Instant): ParsedExercise {
  const rows = typedRows(exercise, body);
  const errors: ExerciseError[] = [];
  if (rows.length < exercise.minRows) {
    errors.push({ field: '', message: tooFew(exercise, rows.length) });
  }
  // After an error the form comes back without gaps, so errors name rows by their new place.
  const answers = rows.map(({ values }, index) => {
    const where = `${exercise.rowName} ${index + 1}: `;
    const row = parseRow(exercise, values, now);
    for (const [field, message] of row.wrong) {
      errors.push({ field: `${field}-${index + 1}`, message: where + message });
    }
    return row.answer;
  });
  if (errors.length === 0) return { kind: 'ok', answer: { rows: answers } };
  return { kind: 'invalid', errors, kept: { rows: rows.map(({ values }) => values) } };
}

/** One row, each field and then the fields against each other; `wrong` is empty when it is right. */
export function parseRow(
  exercise: Exercise,
  values: Readonly<Record<string, string>>,
  now: Instant,
): { answer: AnswerRow; wrong: readonly (readonly [field: string, message: string])[] } {
  const today = copenhagenDate(now);
  const wrong: [string, string][] = [];
  const answer = Object.fromEntries(
    exercise.fields.map((field): [string, string | number | null] => {
      const checked = checkField(field, values[field.name] ?? '', today);
      if (checked.kind === 'fine') return [field.name, checked.value];
      wrong.push([field.name, checked.message]);
      return [field.name, null];
    }),
  );
  // A field that is wrong by itself is mended first: what others say of it would only confuse.
  const own = new Set(wrong.map(([field]) => field));
  const between = faultsIn(exercise, answer).filter(({ field }) => !own.has(field));
  return { answer, wrong: [...wrong, ...between.map((one) => [one.field, one.message] as const)] };
}

/** Why an exercise with so many rows cannot be handed in yet. */
export function tooFew({ minRows, rowsName }: Exercise, filled: number): string {
  const have = filled === 0 ? 'Du har ikke udfyldt nogen endnu.' : `Du har udfyldt ${filled}.`;
  return `Udfyld mindst ${minRows} ${rowsName}, før du afleverer. ${have}`;
}

// ── The form ─────────────────────────────────────────────────────────────────────────────────

export interface FieldView {
  /** Name and id of the input. */
  readonly name: string;
  /** The name of the exercise's field: the same in every row. */
  readonly field: string;
  readonly label: string;
  readonly kind: Field['kind'];
  readonly required: boolean;
  readonly value: string;
  /** The value in words, for reading: "Aften", "22.30", or "" when empty. */
  readonly shown: string;
  readonly maxLength: number | null;
  /** A time as it may be typed there; null for every other kind of field. */
  readonly example: string | null;
  /** What is counted, for a number; else ''. */
  readonly unit: string;
  /** For day, choice and scale; '' (nothing chosen) is the page's own first option. */
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly selected: boolean;
  }[];
  readonly error: string | null;
}
export interface ExerciseView {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly minRows: number;
  /** The error about the whole exercise, if any. */
  readonly error: string | null;
  /** Filled rows first, then empty ones to go on with. */
  readonly rows: readonly {
    readonly title: string;
    readonly filled: boolean;
    readonly fields: readonly FieldView[];
  }[];
}

/**
 * The exercise as a form or for reading: what was answered or kept, and at least two empty rows to
 * go on with while there is room.
 */
export function exerciseView(
  exercise: Exercise,
  answer: ExerciseAnswer,
  errors: readonly ExerciseError[],
  now: Instant,
): ExerciseView {
  const filled = answer.rows.length;
  const shown = Math.min(Math.max(exercise.startRows, filled + 2), exercise.maxRows);
  const saidOf = (name: string): string | null =>
    errors.find((error) => error.field === name)?.message ?? null;
  const rows = Array.from({ length: Math.max(shown, filled) }, (_, index) => ({
    title: `${exercise.rowName} ${index + 1}`,
    filled: index < filled,
    fields: exercise.fields.map((field) => {
      const name = inputName(field, index + 1);
      return fieldView(field, name, valueOf(answer.rows[index], field), saidOf(name), now);
    }),
  }));
  const { id, title, intro, minRows } = exercise;
  return { id, title, intro, minRows, error: saidOf(''), rows };
}

/** What stands in a field of a row, as text; '' when nothing does. */
export function valueOf(row: AnswerRow | undefined, field: Field): string {
  const value = row !== undefined && Object.hasOwn(row, field.name) ? row[field.name] : null;
  return value === null || value === undefined ? '' : String(value);
}

/** One field of a form, to fill in or to read. */
export function fieldView(
  field: Field,
  name: string,
  value: string,
  error: string | null,
  now: Instant,
): FieldView {
  const options = optionsOf(field, value, now).map((one) => ({
    ...one,
    selected: one.value === value,
  }));
  return {
    name,
    field: field.name,
    label: field.label,
    kind: field.kind,
    required: field.required,
    value,
    shown: shownOf(field, value, now),
    maxLength: field.kind === 'text' ? field.maxLength : null,
    example: field.kind === 'time' ? field.example : null,
    unit: field.kind === 'number' ? field.unit : '',
    options,
    error,
  };
}

/** A value as it is said: "22:30" is "22.30", 20 is "20 minutter". */
function shownOf(field: Field, value: string, now: Instant): string {
  if (value === '') return '';
  switch (field.kind) {
    case 'choice':
      return field.options.find((one) => one.value === value)?.label ?? value;
    case 'day': {
      // Not "today": what is read may be printed, or lie open over midnight.
      const day = realDay(value);
      return day === null ? value : capital(dateWords(day, now));
    }
    case 'time':
      return value.replace(':', '.');
    case 'number':
      return field.unit === '' ? value : `${value} ${field.unit}`;
    case 'scale':
    case 'text':
      return value;
  }
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function optionsOf(field: Field, value: string, now: Instant): readonly Option[] {
  switch (field.kind) {
    case 'choice':
      return field.options;
    case 'day':
      return dayOptions(field, value, now);
    case 'scale':
      return Array.from({ length: field.max - field.min + 1 }, (_, index) => {
        const number = String(field.min + index);
        return { value: number, label: number };
      });
    case 'text':
    case 'number':
    case 'time':
      return [];
  }
}

/** Today first, then the days to come, then those before; a day already chosen is always there. */
function dayOptions(field: DayField, value: string, now: Instant): readonly Option[] {
  const today = copenhagenDate(now);
  const range = (from: number, length: number, step: number): CivilDate[] =>
    Array.from({ length }, (_, index) => addDays(today, from + step * index));
  const near = [...range(0, field.ahead + 1, 1), ...range(-1, field.back, -1)];
  const chosen = realDay(value);
  const days = chosen !== null && !near.includes(chosen) ? [...near, chosen] : near;
  return days.map((day) => ({ value: day, label: dayWords(day, now) }));
}

/** "I dag, fredag 27. november", "I går, torsdag 26. november", "Onsdag 25. november". */
export function dayWords(day: CivilDate, now: Instant): string {
  const words = dateWords(day, now);
  const today = copenhagenDate(now);
  if (day === today) return `I dag, ${words}`;
  if (day === addDays(today, -1)) return `I går, ${words}`;
  return day === addDays(today, 1) ? `I morgen, ${words}` : capital(words);
}
