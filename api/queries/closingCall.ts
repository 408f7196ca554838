/** The end of a treatment: what was done, what was measured, and what the patient wishes. */
import type { CourseRow } from '../../db/courses';
import { answeredModules } from '../../db/feedback';
import { scoresOf, type Score } from '../../db/measures';
import { readOwnSummary, type OwnSummary } from '../../db/ownSummary';
import { personContact } from '../../db/persons';
import { inTransaction } from '../../db/transaction';
import type { Ctx } from '../app';
import { stateOf } from './courseState';
import { draftOf, type Draft } from './draft';
import { planIn, type OwnPlan } from './ownPlan';
import { modulesOf, type EpicriseFacts } from './epicriseFacts';

export const CLOSING_DRAFT = 'closingCall';

export interface ClosingCall {
  readonly modules: EpicriseFacts['modules'];
  /** How many modules are handed in and have no sent answer. */
  readonly unanswered: number;
  readonly scores: readonly Score[];
  /** The patient's own words about the treatment; undefined while there are none. */
  readonly own: OwnSummary | undefined;
  /** The plan against relapse, wherever it was written; null while there is none. */
  readonly plan: OwnPlan | null;
  readonly phone: string | null;
  readonly draft: Draft | undefined;
}

export async function closingCall(ctx: Ctx, course: CourseRow): Promise<ClosingCall> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => ({
    modules: modulesOf(ctx, course),
    unanswered: unansweredOf(course, await answeredModules(tx, course.courseId)),
    scores: await scoresOf(tx, course.courseId),
    own: await readOwnSummary(tx, course.courseId),
    plan: await planIn(tx, ctx, course),
    phone: (await personContact(tx, course.personId)).phone,
    draft: await draftOf(tx, ctx, course.courseId, CLOSING_DRAFT),
  }));
}

function unansweredOf(course: CourseRow, answered: ReadonlyMap<string, unknown>): number {
  const modules = stateOf(course).programme?.modules ?? [];
  return modules.filter((one) => one.handedIn && !answered.has(one.moduleId)).length;
}
