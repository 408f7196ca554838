/** The end of a treatment: what was done, what was measured, and what the patient wishes. */
import type { CourseRow } from '../../db/courses';
import { scoresOf, type Score } from '../../db/measures';
import { personContact } from '../../db/persons';
import { inTransaction } from '../../db/transaction';
import type { Ctx } from '../app';
import { draftOf, type Draft } from './draft';
import { modulesOf, type EpicriseFacts } from './epicriseFacts';

export const CLOSING_DRAFT = 'closingCall';

export interface ClosingCall {
  readonly modules: EpicriseFacts['modules'];
  readonly scores: readonly Score[];
  readonly phone: string | null;
  readonly draft: Draft | undefined;
}

export async function closingCall(ctx: Ctx, course: CourseRow): Promise<ClosingCall> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => ({
    modules: modulesOf(ctx, course),
    scores: await scoresOf(tx, course.courseId),
    phone: (await personContact(tx, course.personId)).phone,
    draft: await draftOf(tx, ctx, course.courseId, CLOSING_DRAFT),
  }));
}
