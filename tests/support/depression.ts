/** The programme for depression as it ships: what begins now, and the first version. */
import { loadProgrammes } from '../../programmes/load';
import type { LoadedProgramme } from '../../programmes/load';

export const programmes = loadProgrammes();
export const depression = there(programmes.newest.find(({ id }) => id === 'depression'));
/** Two modules, followed to their end by whoever began with them. */
export const firstVersion = there(programmes.followed({ programmeId: 'depression', version: 1 }));

function there(found: LoadedProgramme | undefined): LoadedProgramme {
  if (!found) throw new Error('the programme for depression is gone');
  return found;
}
