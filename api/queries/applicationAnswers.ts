/** What an applicant has answered: criteria, own words, questionnaires; read by clinicians. */
import { readApplication } from '../../db/applications';
import type { CourseRow } from '../../db/courses';
import { flagsOf, type Flag } from '../../db/flags';
import { responsesOf, type Response } from '../../db/measures';
import type { Tx } from '../../db/transaction';
import { eligibilityOf, type ApplicationAnswers as Sections } from '../../domain/application';
import type { EligibilityAnswers } from '../../domain/eligibility';

export interface ApplicationAnswers {
  readonly eligibility: EligibilityAnswers;
  /** Every section as stored; domain/application puts it into words. */
  readonly sections: Sections;
  readonly responses: readonly Response[];
  readonly flags: readonly Flag[];
}

/** Reads everything in the transaction given; a course without a row has no answers. */
export async function applicationAnswers(tx: Tx, course: CourseRow): Promise<ApplicationAnswers> {
  const sections = (await readApplication(tx, course.courseId))?.answers ?? {};
  return {
    sections,
    eligibility: eligibilityOf(sections),
    responses: await responsesOf(tx, course.courseId),
    flags: await flagsOf(tx, course.courseId),
  };
}
