/** Every kind of exercise, and an exercise made of its kind and what a programme says of it. */
import { activityDiary } from './activityDiary';
import { activityPlan } from './activityPlan';
import { behaviourExperiment } from './behaviourExperiment';
import type { AnswerRow, Exercise, ExerciseKind, Fault, KindName } from './exercise';
import { exposureLadder } from './exposureLadder';
import { goals } from './goals';
import { panicDiary } from './panicDiary';
import { relapsePlan } from './relapsePlan';
import { ruminationDiary } from './ruminationDiary';
import { sleepDiary } from './sleepDiary';
import { thoughtCatch } from './thoughtCatch';
import { thoughtRecord } from './thoughtRecord';

export const KINDS = {
  activityDiary,
  activityPlan,
  behaviourExperiment,
  exposureLadder,
  goals,
  panicDiary,
  relapsePlan,
  ruminationDiary,
  sleepDiary,
  thoughtCatch,
  thoughtRecord,
} as const satisfies Record<KindName, ExerciseKind>;
export const KIND_NAMES = Object.keys(KINDS) as readonly KindName[];

/** Null for `rows`, whose fields stand in the programme. */
export function kindOf({ kind }: Pick<Exercise, 'kind'>): ExerciseKind | null {
  return kind === 'rows' ? null : KINDS[kind];
}

/** What a programme says of an exercise; all else comes of the kind. */
export interface ExercisePlan extends Pick<Exercise, 'id' | 'title' | 'intro' | 'minRows'> {
  readonly kind: KindName;
  /** The optional parts of the kind that are used. */
  readonly parts: readonly string[];
}

/** The exercise whole, with the fields of the parts that are used. */
export function exerciseOf({ parts, ...plan }: ExercisePlan): Exercise {
  const { isDiary, rowName, rowsName, startRows, maxRows, fields } = KINDS[plan.kind];
  return {
    ...plan,
    isDiary,
    rowName,
    rowsName,
    startRows: Math.max(startRows, plan.minRows),
    maxRows,
    fields: (fields as ExerciseKind['fields']).flatMap(({ part, ...field }) =>
      part === undefined || parts.includes(part) ? [field] : [],
    ),
  };
}

/** What is wrong between the fields of a row; none for an exercise whose fields stand in the data. */
export function faultsIn(exercise: Pick<Exercise, 'kind'>, row: AnswerRow): readonly Fault[] {
  return kindOf(exercise)?.faults(row) ?? [];
}
