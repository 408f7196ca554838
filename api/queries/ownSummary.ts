/** What a patient keeps of a treatment: what was worked with, goals, plan, scores and own words. */
import type { CourseRow } from '../../db/courses';
import { scoresOf, type Score } from '../../db/measures';
import { readOwnSummary, type OwnSummary } from '../../db/ownSummary';
import { inTransaction, type Tx } from '../../db/transaction';
import { rowOf } from '../../domain/course';
import type { Exercise } from '../../domain/exercises/exercise';
import type { CourseState } from '../../domain/state';
import type { Ctx } from '../app';
import { stateOf } from './courseState';
import { draftOf } from './draft';
import { planIn, whyNoPlan } from './ownPlan';
import { ratingsIn, type GoalOverTime } from './goalRatings';
import { openExercises } from './ownDiary';
import { ownExercises, type OwnExercise } from './ownModule';

export type { OwnSummary, Score };
export interface Summary {
  /** The titles of what was handed in, in reading order. */
  readonly worked: readonly string[];
  readonly goals: readonly OwnExercise[];
  /** How far each goal was when it was set, and last. */
  readonly goalsOverTime: readonly GoalOverTime[];
  readonly plan: readonly OwnExercise[];
  /** A plan can be written outside its module: treatment ended before it. */
  readonly isPlanOffered: boolean;
  readonly scores: readonly Score[];
  /** Undefined while nothing was written. */
  readonly own: OwnSummary | undefined;
  readonly mayWrite: boolean;
}

/** In treatment and until the course has ended; what was written is read as long as it is shown. */
export function maySummarise({ stage }: CourseState): boolean {
  const { open, afterStart } = rowOf(stage);
  return open && afterStart;
}

export async function ownSummary(ctx: Ctx, course: CourseRow): Promise<Summary> {
  const state = stateOf(course);
  const handedIn = (state.programme?.modules ?? []).filter((module) => module.handedIn);
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const plan = await planIn(tx, ctx, course);
    return {
      worked: handedIn.map(({ moduleId }) => ctx.app.programmes.titleOf(state.programme, moduleId)),
      goals: await writtenIn(tx, ctx, course, 'goals'),
      goalsOverTime: await goalsRated(tx, ctx, course),
      plan: plan && plan.own.answer.rows.length > 0 ? [plan.own] : [],
      isPlanOffered: plan !== null && whyNoPlan(state, plan) === null,
      scores: await scoresOf(tx, course.courseId),
      own: await readOwnSummary(tx, course.courseId),
      mayWrite: maySummarise(state),
    };
  });
}

/** The name of its half-written form. */
export const SUMMARY_DRAFT = 'ownSummary';

/** What was typed and not saved, and the version it was typed over; null: nothing that is new. */
export async function summaryDraft(
  ctx: Ctx,
  { courseId }: CourseRow,
  own: OwnSummary | undefined,
): Promise<Readonly<Record<string, string>> | null> {
  const found = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    draftOf(tx, ctx, courseId, SUMMARY_DRAFT),
  );
  if (!found) return null;
  const text = (name: string): string => {
    const value = found.body[name];
    return typeof value === 'string' ? value : '';
  };
  const draft = { remember: text('remember'), goOn: text('goOn'), basedOn: text('basedOn') };
  const kept = own?.words ?? { remember: '', goOn: '' };
  const isNew = draft.remember !== kept.remember || draft.goOn !== kept.goOn;
  return isNew ? draft : null;
}

async function goalsRated(tx: Tx, ctx: Ctx, course: CourseRow): Promise<GoalOverTime[]> {
  const open = openExercises(ctx.app, stateOf(course)).filter(
    ({ exercise }) => exercise.kind === 'goals',
  );
  const rated = await Promise.all(open.map((one) => ratingsIn(tx, ctx, course.courseId, one)));
  return rated.flatMap(({ goals }) => goals);
}

/** What was written in the exercises of a kind, handed in or not; none while the module is closed. */
async function writtenIn(
  tx: Tx,
  ctx: Ctx,
  course: CourseRow,
  kind: Exercise['kind'],
): Promise<readonly OwnExercise[]> {
  const open = openExercises(ctx.app, stateOf(course)).filter((one) => one.exercise.kind === kind);
  const texts = [...new Set(open.map(({ text }) => text))];
  const own = await Promise.all(texts.map((text) => ownExercises(tx, course.courseId, text)));
  return own.flat().filter(({ exercise, version }) => exercise.kind === kind && version > 0);
}
