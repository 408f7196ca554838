/** Answers for the shapes of an exercise: its fields, the answers to them, and what a kind of exercise is. */
import type { CivilDate } from '../ids';

/** A field of an exercise; answers are texts (choice, text, day, time) or whole numbers. */
export type Field = ChoiceField | TextField | ScaleField | NumberField | DayField | TimeField;
interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  /** What is said beside a required field that was left empty. */
  readonly missing?: string;
}
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}
export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly maxLength: number;
}
/** One of few whole numbers, all of them offered. */
export interface ScaleField extends FieldBase {
  readonly kind: 'scale';
  readonly min: number;
  readonly max: number;
}
/** A whole number that is typed. */
export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  /** What is counted, "minutter"; '' for a bare number. */
  readonly unit: string;
}
/** A real date: a select of so many days before and after today. */
export interface DayField extends FieldBase {
  readonly kind: 'day';
  readonly back: number;
  readonly ahead: number;
}
/** A time of the clock, kept as "22:30". */
export interface TimeField extends FieldBase {
  readonly kind: 'time';
  /** A time as it may be at this field, "6.45": said beside it, and when what is typed is none. */
  readonly example: string;
}

/** `rows` has its fields in the programme's data; every other kind has a file beside this one. */
export type KindName =
  | 'activityDiary'
  | 'activityPlan'
  | 'behaviourExperiment'
  | 'exposureLadder'
  | 'goals'
  | 'panicDiary'
  | 'relapsePlan'
  | 'ruminationDiary'
  | 'sleepDiary'
  | 'thoughtCatch'
  | 'thoughtRecord';

/** What the patient fills in row by row: a form in its module, or a diary kept entry by entry. */
export interface Exercise {
  readonly id: string;
  readonly title: string;
  readonly kind: KindName | 'rows';
  readonly isDiary: boolean;
  readonly intro: string;
  /** What a row is called on screen, "Linje", and several of them, "linjer". */
  readonly rowName: string;
  readonly rowsName: string;
  /** Rows needed before it can be handed in. */
  readonly minRows: number;
  /** Rows of a form shown when nothing is filled in yet; a diary has no such rows. */
  readonly startRows: number;
  /** Rows a form has room for, or entries a diary has. */
  readonly maxRows: number;
  readonly fields: readonly Field[];
}

/** Answers to an exercise, one record a filled row; null where an optional field is empty. */
export interface ExerciseAnswer {
  readonly rows: readonly AnswerRow[];
}
export type AnswerRow = Readonly<Record<string, string | number | null>>;

/** Two answers of one row that cannot both be: the field to mend, and a sentence for who wrote it. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** A number of each row, followed over time. */
export interface Line {
  readonly name: string;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** Null: the row has no such number. */
  value(row: AnswerRow): number | null;
}
/** The means of some rows by the names of their lines; null where no row has a number. */
export type Means = Readonly<Record<string, number | null>>;

/** A kind of exercise. Sentences are Danish, for the patient. */
export interface ExerciseKind {
  /** What it is meant for, told where somebody may choose between several: "Natten, der gik. …" */
  readonly useFor: string;
  readonly isDiary: boolean;
  readonly rowName: string;
  readonly rowsName: string;
  readonly startRows: number;
  readonly maxRows: number;
  /** What a programme may take in or leave out: fields by the name of their part. */
  readonly parts: readonly string[];
  readonly fields: readonly (Field & { readonly part?: string })[];
  /** What is wrong between the fields of a row whose fields are each as they must be. */
  faults(row: AnswerRow): readonly Fault[];
  /** Empty: there is nothing to draw. */
  readonly lines: readonly Line[];
  /** What the numbers say in a sentence, to patient and psychologist alike; null: nothing. */
  inWords(means: Means): string | null;
  /** What a new entry begins with, written on `today` at that hour (0–23). */
  begins(today: CivilDate, hour: number): AnswerRow;
}
