/** Where a person belongs once logged in, and where a portal link's target stands. */
import type { CourseRow } from '../../api/queries/ownCourse';
import { FIRST_STAGE } from '../../domain/course';
import { subjectOf, type PortalTarget } from '../../domain/portal';
import { paths } from '../paths';

/** The page of a course: the application while it is being written, Mit forløb after. */
export function courseHome(course: CourseRow): string {
  return course.stage === FIRST_STAGE ? paths.application.to() : paths.myCourse.to();
}

/** The page that a target stands for. */
export function addressOf(target: PortalTarget): string {
  switch (target) {
    case 'course':
      return paths.myCourse.to();
    case 'application':
      return paths.application.to();
    case 'time':
      return paths.myTime.to();
    case 'messages':
      return paths.myMessages.to();
    case 'closing':
      return paths.myClosing.to();
    case 'followUp':
      return paths.myFollowUp.to();
    case 'letters':
      return paths.myLetters.to();
    case 'consents':
      return paths.myConsents.to();
    default:
      return target.startsWith('letter:')
        ? paths.myLetter.to({ letter: subjectOf(target) })
        : paths.myModule.to({ module: subjectOf(target) });
  }
}
