/** How far a supervisor's hand in a course reaches: whether an end writes, and the way back. */
import { moveOf, rowOf, type Stage } from './course';
import type { CourseState } from './state';
import type { Answers } from './tasks';

/** Ending ends by a letter only before treatment; later the closing call and the epicrise follow. */
export function endsByLetter(state: CourseState): boolean {
  return !rowOf(state.stage).afterStart;
}

/**
 * True while ending or referring gives the course its outcome, before treatment and in it: the
 * letter then says why. Later the outcome stands, and nothing more is written to the patient.
 */
export function writesWhy(state: CourseState, way: 'end' | 'refer'): boolean {
  return moveOf(state.stage, way)?.outcome !== undefined;
}

/** Where moving back leads, or null when there is no way back, or a decision waits first. */
export function wayBack(state: CourseState): Stage | null {
  return state.revocable ? null : (moveOf(state.stage, 'moveBack')?.to ?? null);
}

/** True when moving back lets a treatment that had ended go on: until when must be said. */
export function treatsAgain(state: CourseState): boolean {
  const to = wayBack(state);
  return to !== null && rowOf(to).entered === 'treatmentStarted';
}

/** What moving back answers: the stage's own task, so that an old page moves nothing twice. */
export function backAnswers(state: CourseState): Answers['subject'] {
  return { task: rowOf(state.stage).tasks[0] ?? '' };
}
