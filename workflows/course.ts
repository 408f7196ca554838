/** The story of one patient course, from the first login to the epicrise. */
import { continueAsNew } from '@temporalio/workflow';
import { isOpen } from '../domain/apply';
import { rowOf, type Phase } from '../domain/course';
import type { CourseState } from '../domain/state';
import { openCourse, type Course } from './engine';
import type { CourseStart } from './messages';
import { phases } from './phases';
import { steadfast } from './steadfast';

/** Runs until the course has ended; workflow id = course id. */
export async function course(start: CourseStart): Promise<void> {
  await steadfast(() => untilItEnds(start));
}

async function untilItEnds(start: CourseStart): Promise<void> {
  const one = openCourse(start, { takesOver: false });
  if (start.offers) await one.takesUp();
  while (isUnderWay(one)) {
    const phase = rowOf(one.state().stage).phase;
    await phases[phase](one);
    const begins = turnsLeaf(one.state(), phase, start.lean === true);
    if (isUnderWay(one) && (begins || one.wantsFreshHistory())) {
      await continueAsNew<typeof course>(await one.resume());
    }
  }
  await one.resume();
}

/**
 * Treatment begins with a history of its own. Histories from before began one with each phase from
 * there on.
 */
function turnsLeaf({ stage }: CourseState, left: Phase, lean: boolean): boolean {
  const row = rowOf(stage);
  if (row.phase === left) return false;
  return lean ? row.entered === 'treatmentStarted' : row.afterStart;
}

/** A course that ended before there was an afterwards to hand over to keeps its own open flags. */
function isUnderWay(one: Course): boolean {
  const state = one.state();
  return isOpen(state) || (state.flags.length > 0 && !one.isHandedOver());
}
