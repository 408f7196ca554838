/** Answers for what a treatment programme is made of: its modules, in order. */
import type { Exercise } from './exercises/exercise';
import type { CivilDate } from './ids';
import type { MeasureId } from './measures';
import type { ModuleState, Programme } from './state';

/** Who answers for a text towards patients, "name, title", and since which day. */
export interface Approved {
  readonly by: string;
  readonly on: CivilDate;
}

export interface ModulePlan {
  readonly id: string;
  readonly title: string;
  /** The week it opens in, counted from 1. */
  readonly week: number;
  readonly gate: ModuleState['gate'];
  readonly required: boolean;
  readonly clinicalApproval: 'awaits' | Approved;
  readonly readingMinutes: number;
  /** Asked again in each week in which this is the module to work on. */
  readonly measures: readonly MeasureId[];
  readonly exercises: readonly Exercise[];
}

export interface ProgrammePlan {
  readonly id: string;
  readonly title: string;
  readonly version: number;
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

/** The modules that nobody has approved yet, in reading order; a programme without any is approved. */
export function unapproved({ modules }: Pick<ProgrammePlan, 'modules'>): readonly ModulePlan[] {
  return modules.filter((one) => one.clinicalApproval === 'awaits');
}

/** Whether treatment may begin with it: a draft is for practice only (decision 38). */
export function mayBegin(plan: Pick<ProgrammePlan, 'modules'>, practice: boolean): boolean {
  return practice || unapproved(plan).length === 0;
}

/** The programme that treats a diagnosis (SKS code), or null when none ships yet. */
export function planFor(plans: Iterable<ProgrammePlan>, diagnosis: string): ProgrammePlan | null {
  return [...plans].find((plan) => plan.diagnoses.includes(diagnosis)) ?? null;
}
