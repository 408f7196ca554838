/** What lives after the end of a course: a promised call, flags, the follow-up, corrected letters. */
import { continueAsNew } from '@temporalio/workflow';
import { livesOn } from '../domain/apply';
import { openCourse } from './engine';
import type { CourseStart } from './messages';
import { steadfast } from './steadfast';

/**
 * Takes the course over as it ended, and records on in its name; the stage never changes again.
 * Nobody answers: the questionnaire after six months is asked once; after seven months all of it
 * closes, but for a flag or a call that somebody still owes. Workflow id = `after-<courseId>`.
 */
export async function afterwards(start: CourseStart): Promise<void> {
  await steadfast(() => untilItCloses(start));
}

async function untilItCloses(start: CourseStart): Promise<void> {
  const one = openCourse(start, { takesOver: true });
  if (start.offers) await one.takesUp();
  while (livesOn(one.state())) {
    await one.until((state) => !livesOn(state) || one.wantsFreshHistory());
    if (livesOn(one.state())) await continueAsNew<typeof afterwards>(await one.resume());
  }
  await one.resume();
}
