/** An exercise as a form: field names within a module's form, kept answers, and rows to go on with. */
import type { ExerciseAnswer } from '../../domain/exercises/exercise';
import type { Instant } from '../../domain/ids';
import {
  exerciseView,
  keepExercise,
  type ExerciseError,
  type ExerciseView,
  type FieldView,
} from '../../programmes/exercises';
import type { Form } from '../app';
import type { OwnExercise } from './ownModule';

export type { ExerciseView, FieldView };

/** All exercises of a module stand in one form: `aktivitetsdagbog.day-2`. */
export function nameIn(exerciseId: string, name: string): string {
  return `${exerciseId}.${name}`;
}

/** What the form says about one exercise, under the exercise's own names. */
export function partOf(form: Form, exerciseId: string): Form {
  const before = nameIn(exerciseId, '');
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      name.startsWith(before) ? [[name.slice(before.length), value]] : [],
    ),
  );
}

/** The hidden field that says which saved version of an exercise a form was made from. */
export function versionField(exerciseId: string): string {
  return nameIn(exerciseId, 'version');
}
/** The hidden field that says how many rows were shown. */
export function rowsField(exerciseId: string): string {
  return nameIn(exerciseId, 'rows');
}

export interface FormWish {
  /** Typed and not saved: it comes back as it was. */
  readonly typed?: Form;
  /** By the names of the form. */
  readonly errors?: Readonly<Record<string, string | undefined>>;
  /** At least so many rows. */
  readonly rows?: number;
}

/** The exercise to fill in: what was typed, or what is saved. */
export function exerciseForm(own: OwnExercise, wish: FormWish, now: Instant): ExerciseView {
  const { exercise } = own;
  const answer = wish.typed ? keepExercise(exercise, partOf(wish.typed, exercise.id)) : own.answer;
  const wanted = wish.rows ?? rowsShown(wish.typed, exercise.id);
  const view = exerciseView(exercise, padded(own, answer, wanted), errorsOf(own, wish), now);
  const rows = view.rows.map((row, index) => ({
    ...row,
    filled: index < answer.rows.length,
    fields: row.fields.map((field) => ({ ...field, name: nameIn(exercise.id, field.name) })),
  }));
  return { ...view, rows };
}

/** The exercise as somebody typed it, saved or not. */
export function typedExercise(exercise: OwnExercise['exercise'], form: Form): OwnExercise {
  const answer = keepExercise(exercise, partOf(form, exercise.id));
  return { exercise, version: 0, answer, entries: [] };
}

/** The exercise to read: the filled rows only. */
export function exerciseRead({ exercise, answer }: OwnExercise, now: Instant): ExerciseView {
  const view = exerciseView(exercise, answer, [], now);
  return { ...view, rows: view.rows.filter((row) => row.filled) };
}

/** How many rows the posted form showed; 0 when it does not say. */
export function rowsShown(form: Form | undefined, exerciseId: string): number {
  const rows = form?.[rowsField(exerciseId)];
  return typeof rows === 'string' ? Number.parseInt(rows, 10) || 0 : 0;
}

/** `exerciseView` shows two empty rows after the filled ones: more are asked for by empty answers. */
function padded({ exercise }: OwnExercise, answer: ExerciseAnswer, wanted: number): ExerciseAnswer {
  const filled = answer.rows.length;
  const missing = Math.min(wanted, exercise.maxRows) - Math.max(exercise.startRows, filled + 2);
  if (missing <= 0) return answer;
  const more = Math.min(wanted, exercise.maxRows) - filled - 2;
  return { rows: [...answer.rows, ...Array.from({ length: more }, () => ({}))] };
}

function errorsOf({ exercise }: OwnExercise, { errors = {} }: FormWish): ExerciseError[] {
  const before = nameIn(exercise.id, '');
  return Object.entries(errors).flatMap(([name, message]) =>
    message !== undefined && name.startsWith(before)
      ? [{ field: name.slice(before.length), message }]
      : [],
  );
}
