/** The story of one patient course, from the first login to the epicrise. */
import { continueAsNew } from '@temporalio/workflow';
import { isOpen } from '../domain/apply';
import { rowOf } from '../domain/course';
import { openCourse, type Course } from './engine';
import type { CourseStart } from './messages';
import { phases } from './phases';

/** Runs until the course has ended; workflow id = course id. */
export async function course(start: CourseStart): Promise<void> {
  const one = openCourse(start);
  while (isUnderWay(one)) {
    const phase = rowOf(one.state().stage).phase;
    await phases[phase](one);
    const begins = rowOf(one.state().stage).phase !== phase && rowOf(one.state().stage).afterStart;
    if (isUnderWay(one) && (begins || one.wantsFreshHistory())) {
      await continueAsNew<typeof course>(await one.resume());
    }
  }
  await one.resume();
}

/** A course that ended before there was an afterwards to hand over to keeps its own open flags. */
function isUnderWay(one: Course): boolean {
  const state = one.state();
  return isOpen(state) || (state.flags.length > 0 && !one.isHandedOver());
}
