/**
 * A patient's plan against relapse for who ended before its module: whether it is offered, and what
 * it says.
 */
import type { CourseRow } from '../../db/courses';
import { inTransaction, type Tx } from '../../db/transaction';
import { isLegal, rowOf } from '../../domain/course';
import type { Exercise } from '../../domain/exercises/exercise';
import type { CourseId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import type { App, Ctx } from '../app';
import { stateOf } from './courseState';
import { moduleOfCourse, ownExercises, type ModuleOfCourse, type OwnExercise } from './ownModule';

/** The exercise of its kind that the programme has, wherever its module is. */
export interface PlanOfCourse extends ModuleOfCourse {
  readonly exercise: Exercise;
}
export interface OwnPlan extends PlanOfCourse {
  readonly own: OwnExercise;
}

/** Null when the programme that is followed has none, or treatment has not begun. */
export function planOf(app: Pick<App, 'programmes'>, state: CourseState): PlanOfCourse | null {
  const modules = app.programmes.followed(state.programme)?.modules ?? [];
  const [found] = modules.flatMap(({ id, exercises }) => {
    const exercise = exercises.find(({ kind }) => kind === 'relapsePlan');
    const module = exercise && moduleOfCourse(app, state, id);
    return module ? [{ ...module, exercise }] : [];
  });
  return found ?? null;
}

/**
 * From the end of treatment until the course has ended, and only for a plan that was not handed in.
 * While treatment runs it belongs to its module. Null: one may write.
 */
export function whyNoPlan(
  { stage }: CourseState,
  { at }: Pick<PlanOfCourse, 'at'>,
): 'alreadyHandedIn' | 'notNow' | 'planOver' | null {
  if (at.handedIn) return 'alreadyHandedIn';
  if (isLegal(stage, 'handIn')) return 'notNow';
  const { open, afterStart } = rowOf(stage);
  return open && afterStart ? null : 'planOver';
}

export function isPlanOffered(app: Pick<App, 'programmes'>, state: CourseState): boolean {
  const plan = planOf(app, state);
  return plan !== null && whyNoPlan(state, plan) === null;
}

export async function ownPlan(ctx: Ctx, course: CourseRow): Promise<OwnPlan | null> {
  return inTransaction(ctx.app.db, ctx.actor, (tx) => planIn(tx, ctx, course));
}

export async function planIn(tx: Tx, { app }: Ctx, course: CourseRow): Promise<OwnPlan | null> {
  const plan = planOf(app, stateOf(course));
  return plan && { ...plan, own: await written(tx, course.courseId, plan) };
}

async function written(tx: Tx, courseId: CourseId, plan: PlanOfCourse): Promise<OwnExercise> {
  const own = await ownExercises(tx, courseId, plan.text);
  const found = own.find(({ exercise }) => exercise.id === plan.exercise.id);
  return found ?? { exercise: plan.exercise, version: 0, answer: { rows: [] }, entries: [] };
}
