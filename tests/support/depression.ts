/** The programme for depression as it ships. */
import { loadProgrammes } from '../../programmes/load';
import type { LoadedProgramme } from '../../programmes/load';

export const programmes = loadProgrammes();
export const depression: LoadedProgramme = (() => {
  const found = programmes.newest.find(({ id }) => id === 'depression');
  if (!found) throw new Error('the programme for depression is gone');
  return found;
})();
