/** What a patient keeps of a treatment: what was worked with, goals, plan, scores and own words. */
import type { CourseRow } from '../../db/courses';
import { scoresOf, type Score } from '../../db/measures';
import { readOwnSummary, type OwnSummary } from '../../db/ownSummary';
import { inTransaction } from '../../db/transaction';
import { rowOf } from '../../domain/course';
import type { CourseState } from '../../domain/state';
import type { Ctx } from '../app';
import { stateOf } from './courseState';
import { ownModule, type OwnExercise } from './ownModule';

export type { OwnSummary, Score };
export interface Summary {
  /** The titles of what was handed in, in reading order. */
  readonly worked: readonly string[];
  readonly goals: readonly OwnExercise[];
  readonly plan: readonly OwnExercise[];
  readonly scores: readonly Score[];
  /** Undefined while nothing was written. */
  readonly own: OwnSummary | undefined;
  readonly mayWrite: boolean;
}

/** The modules whose exercises are the goals and the plan; a programme without them has neither. */
const GOALS = 'maal-og-vaerdier';
const PLAN = 'forebyg-tilbagefald';

/** In treatment and until the course has ended; what was written is read as long as it is shown. */
export function maySummarise({ stage }: CourseState): boolean {
  const { open, afterStart } = rowOf(stage);
  return open && afterStart;
}

export async function ownSummary(ctx: Ctx, course: CourseRow): Promise<Summary> {
  const state = stateOf(course);
  const handedIn = (state.programme?.modules ?? []).filter((module) => module.handedIn);
  const { scores, own } = await inTransaction(ctx.app.db, ctx.actor, async (tx) => ({
    scores: await scoresOf(tx, course.courseId),
    own: await readOwnSummary(tx, course.courseId),
  }));
  return {
    worked: handedIn.map(({ moduleId }) => ctx.app.programmes.titleOf(state.programme, moduleId)),
    goals: await writtenIn(ctx, course, GOALS),
    plan: await writtenIn(ctx, course, PLAN),
    scores,
    own,
    mayWrite: maySummarise(state),
  };
}

/** What was written in the exercises of one module, handed in or not; none while it is closed. */
async function writtenIn(
  ctx: Ctx,
  course: CourseRow,
  moduleId: string,
): Promise<readonly OwnExercise[]> {
  const found = await ownModule(ctx, course, moduleId);
  return found?.exercises.filter(({ version }) => version > 0) ?? [];
}
