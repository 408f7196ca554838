/** The story of one patient course, from the first login to the epicrise. */
import { continueAsNew } from '@temporalio/workflow';
import { isLive } from '../domain/apply';
import { rowOf } from '../domain/course';
import { openCourse } from './engine';
import type { CourseStart } from './messages';
import { phases } from './phases';

/** Runs until the course has ended and no flag waits; workflow id = course id. */
export async function course(start: CourseStart): Promise<void> {
  const one = openCourse(start);
  while (isLive(one.state())) {
    const phase = rowOf(one.state().stage).phase;
    await phases[phase](one);
    const begins = rowOf(one.state().stage).phase !== phase && rowOf(one.state().stage).afterStart;
    if (isLive(one.state()) && (begins || one.wantsFreshHistory())) {
      await continueAsNew<typeof course>(await one.resume());
    }
  }
  await one.resume();
}
