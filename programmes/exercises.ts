/** Answers for filled-in exercises: form to answer, with errors in Danish, and back to form. */
import type { AnswerRow, Exercise, ExerciseAnswer, Field } from '../domain/programme';

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

/** The answer as it can be handed in, or what is missing, with everything typed kept. */
export function parseExercise(exercise: Exercise, body: FormBody): ParsedExercise {
  const rows = typedRows(exercise, body);
  const errors: ExerciseError[] = [];
  if (rows.length < exercise.minRows) {
    errors.push({ field: '', message: tooFew(exercise, rows.length) });
  }
  // After an error the form comes back without gaps, so errors name rows by their new place.
  const answers = rows.map((row, index) =>
    Object.fromEntries(
      exercise.fields.map((field): [string, string | number | null] => {
        const checked = checkField(field, row.values[field.name] ?? '');
        if (checked.kind === 'fine') return [field.name, checked.value];
        const where = `${exercise.rowName} ${index + 1}: `;
        errors.push({ field: inputName(field, index + 1), message: where + checked.message });
        return [field.name, null];
      }),
    ),
  );
  if (errors.length === 0) return { kind: 'ok', answer: { rows: answers } };
  return { kind: 'invalid', errors, kept: { rows: rows.map(({ values }) => values) } };
}

function tooFew({ minRows, rowsName }: Exercise, filled: number): string {
  const have = filled === 0 ? 'Du har ikke udfyldt nogen endnu.' : `Du har udfyldt ${filled}.`;
  return `Udfyld mindst ${minRows} ${rowsName}, før du afleverer. ${have}`;
}

type CheckedField =
  | { readonly kind: 'fine'; readonly value: string | number | null }
  | { readonly kind: 'wrong'; readonly message: string };

function checkField(field: Field, value: string): CheckedField {
  const wrong = (message: string): CheckedField => ({ kind: 'wrong', message });
  if (value === '' && !field.required) return { kind: 'fine', value: null };
  if (value === '') return wrong(field.missing ?? 'Udfyld feltet.');
  switch (field.kind) {
    case 'choice':
      return field.options.some((option) => option.value === value)
        ? { kind: 'fine', value }
        : wrong(`Vælg en af mulighederne ved »${field.label}«.`);
    case 'text':
      return value.length <= field.maxLength
        ? { kind: 'fine', value }
        : wrong(
            `Der er plads til ${field.maxLength} tegn her. Du har skrevet ${value.length}. Gør ` +
              `teksten ${value.length - field.maxLength} tegn kortere.`,
          );
    case 'scale': {
      const number = /^\d{1,3}$/.test(value) ? Number(value) : NaN;
      return number >= field.min && number <= field.max
        ? { kind: 'fine', value: number }
        : wrong(`Vælg et tal fra ${field.min} til ${field.max} ved »${field.label}«.`);
    }
  }
}

// ── The form ─────────────────────────────────────────────────────────────────────────────────

export interface FieldView {
  /** Name and id of the input. */
  readonly name: string;
  readonly label: string;
  readonly kind: Field['kind'];
  readonly required: boolean;
  readonly value: string;
  /** The value in words, for reading: "Mandag", "3", or "" when empty. */
  readonly shown: string;
  readonly maxLength: number | null;
  /** For choice and scale; '' (nothing chosen) is the page's own first option. */
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
  answer: ExerciseAnswer = { rows: [] },
  errors: readonly ExerciseError[] = [],
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
      return fieldView(field, name, valueOf(answer.rows[index], field), saidOf(name));
    }),
  }));
  const { id, title, intro, minRows } = exercise;
  return { id, title, intro, minRows, error: saidOf(''), rows };
}

function valueOf(row: AnswerRow | undefined, field: Field): string {
  const value = row !== undefined && Object.hasOwn(row, field.name) ? row[field.name] : null;
  return value === null || value === undefined ? '' : String(value);
}

function fieldView(field: Field, name: string, value: string, error: string | null): FieldView {
  const options = optionsOf(field).map((one) => ({ ...one, selected: one.value === value }));
  return {
    name,
    label: field.label,
    kind: field.kind,
    required: field.required,
    value,
    shown: options.find(({ selected }) => selected)?.label ?? value,
    maxLength: field.kind === 'text' ? field.maxLength : null,
    options,
    error,
  };
}

function optionsOf(field: Field): readonly { readonly value: string; readonly label: string }[] {
  if (field.kind === 'choice') return field.options;
  if (field.kind === 'text') return [];
  const length = field.max - field.min + 1;
  return Array.from({ length }, (_, index) => {
    const value = String(field.min + index);
    return { value, label: value };
  });
}
