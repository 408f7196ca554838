/** The assessment: when and where, what the patient has answered, and the half-written outcome. */
import { agreedTimesOf, type Appointment } from '../../db/appointments';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import type { Ctx } from '../app';
import { applicationAnswers, type ApplicationAnswers } from './applicationAnswers';
import { draftOf, type Draft } from './draft';

export const ASSESSMENT_DRAFT = 'holdAssessment';

export interface Assessment {
  readonly answers: ApplicationAnswers;
  readonly appointment: Appointment | undefined;
  readonly draft: Draft | undefined;
}

export async function assessment(ctx: Ctx, course: CourseRow): Promise<Assessment> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => ({
    answers: await applicationAnswers(tx, course),
    appointment: (await agreedTimesOf(tx, course.courseId)).findLast(isToCome),
    draft: await draftOf(tx, ctx, course.courseId, ASSESSMENT_DRAFT),
  }));
}

function isToCome({ kind, outcome }: Appointment): boolean {
  return kind === 'assessment' && outcome === null;
}
