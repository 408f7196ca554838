/** Answers for what a treatment programme is made of: modules, exercises and their fields. */
import type { MeasureId } from './measures';
import type { ModuleState, Programme } from './state';

/** A field of an exercise; answers are texts (choice, text) or whole numbers (scale). */
export type Field = ChoiceField | TextField | ScaleField;
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
export interface ScaleField extends FieldBase {
  readonly kind: 'scale';
  readonly min: number;
  readonly max: number;
}

/** A table the patient fills in row by row. */
export interface Exercise {
  readonly id: string;
  readonly title: string;
  readonly kind: 'rows';
  readonly intro: string;
  /** What a row is called on screen, "Linje", and several of them, "linjer". */
  readonly rowName: string;
  readonly rowsName: string;
  /** Rows needed before it can be handed in. */
  readonly minRows: number;
  /** Rows shown when nothing is filled in yet. */
  readonly startRows: number;
  readonly maxRows: number;
  readonly fields: readonly Field[];
}

/** Answers to an exercise, one record a filled row; null where an optional field is empty. */
export interface ExerciseAnswer {
  readonly rows: readonly AnswerRow[];
}
export type AnswerRow = Readonly<Record<string, string | number | null>>;

export interface ModulePlan {
  readonly id: string;
  readonly title: string;
  /** The week it opens in, counted from 1. */
  readonly week: number;
  readonly gate: ModuleState['gate'];
  readonly required: boolean;
  readonly readingMinutes: number;
  /** Asked again in each week in which this is the module to work on. */
  readonly measures: readonly MeasureId[];
  readonly exercises: readonly Exercise[];
}

export interface ProgrammePlan {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  /** Whether the clinic has approved the texts; only an approved programme is for real patients. */
  readonly approval: 'awaits' | 'approved';
  /** SKS codes it treats, e.g. DF321. */
  readonly diagnoses: readonly string[];
  /** In reading order; weeks never fall. */
  readonly modules: readonly ModulePlan[];
}

/** The programme as a course carries it from its start: every module closed, none handed in. */
export function programmeToFollow(plan: ProgrammePlan): Programme {
  const modules = plan.modules.map(({ id, required, gate, week }) => ({
    moduleId: id,
    required,
    gate,
    week,
    open: false,
    handedIn: false,
    version: 0,
  }));
  return { programmeId: plan.id, version: plan.version, modules };
}

/** The programme that treats a diagnosis (SKS code), or null when none ships yet. */
export function planFor(plans: Iterable<ProgrammePlan>, diagnosis: string): ProgrammePlan | null {
  return [...plans].find((plan) => plan.diagnoses.includes(diagnosis)) ?? null;
}
