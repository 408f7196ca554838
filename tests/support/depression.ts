/** The programme for depression as it ships: what begins now, and the first version. */
import type { CourseEvent } from '../../domain/state';
import { loadProgrammes } from '../../programmes/load';
import type { LoadedProgramme } from '../../programmes/load';

export const programmes = loadProgrammes();
export const depression = there(programmes.newest.find(({ id }) => id === 'depression'));
/** Two modules, followed to their end by whoever began with them. */
export const firstVersion = there(programmes.followed({ programmeId: 'depression', version: 1 }));

/** Hands in what has to be, but for what has been: the events, in the order of the programme. */
export function restOf(handedIn: readonly string[]): readonly CourseEvent[] {
  return depression.modules
    .filter(({ id, required }) => required && !handedIn.includes(id))
    .flatMap(({ id: moduleId }) => [
      { name: 'openModule', moduleId },
      { name: 'handIn', moduleId },
      { name: 'giveFeedback', moduleId },
    ]);
}

function there(found: LoadedProgramme | undefined): LoadedProgramme {
  if (!found) throw new Error('the programme for depression is gone');
  return found;
}
