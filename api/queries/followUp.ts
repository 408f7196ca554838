/** The questionnaires after the end as the patient sees them: what is answered, and what it says. */
import type { CourseRow } from '../../db/courses';
import { scoresOf, type Score } from '../../db/measures';
import { questionnaireValues } from '../../db/questionnaires';
import { inTransaction } from '../../db/transaction';
import { FOLLOW_UP, FOLLOW_UP_MEASURES, type FollowUpValues } from '../../domain/followUp';
import { isTargetOpen } from '../../domain/portal';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

export interface FollowUp {
  /** Asked and not answered, and there is time still. */
  readonly isOpen: boolean;
  /** What is kept so far. */
  readonly values: FollowUpValues;
  /** The scores of what was sent; none before. */
  readonly scores: readonly Score[];
}

const ASKED = { kept: [{ occasion: FOLLOW_UP }], measures: FOLLOW_UP_MEASURES } as const;

export async function followUp(ctx: Ctx, course: CourseRow): Promise<FollowUp> {
  const isOpen = isTargetOpen(stateOf(course), 'followUp');
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => ({
    isOpen,
    values: isOpen ? await questionnaireValues(tx, { ...course, ...ASKED }) : {},
    scores: (await scoresOf(tx, course.courseId)).filter((one) => one.occasion === FOLLOW_UP),
  }));
}
