/** What a supervisor reads when a course's workflow was to start again. */
import type { Rebuilt } from '../../api/commands/rebuildCourse';
import { capital, countWords, EVENT_WORDS } from '../../domain/danish';
import { KEPT, type Notice } from './actions';

const OVER = {
  heading: 'Forløbet er slut',
  text: 'Der skal ikke køre nogen proces mere, så der er ikke startet noget.',
};
const STILL_STARTING = {
  heading: 'Processen er ved at starte igen',
  text:
    'Det tager længere tid, end det plejer, og programmet bliver ved. Genindlæs siden om et par ' +
    'minutter for at se, om processen kører.',
};

export const NOT_REBUILT =
  'Temporal svarer ikke lige nu, så processen kunne ikke startes igen. Det, du skrev, står her ' +
  'endnu. Prøv igen om lidt.';

/** What the next page says: that the workflow runs again, or why not. */
export function rebuiltWords(
  done: Extract<Rebuilt, { kind: 'rebuilt' | 'over' }> | { readonly kind: 'later' },
): Notice {
  if (done.kind === 'over') return OVER;
  if (done.kind === 'later') return STILL_STARTING;
  const { offered, refused } = done;
  const saved =
    offered > 0 ? ` ${capital(countWords(offered, 'hændelse', 'hændelser'))} bliver gemt nu.` : '';
  const names = refused.map(({ event }) => EVENT_WORDS[event].staff).join(', ');
  const aside = names && ` Det her kunne ikke gemmes, og det skal nogen tage sig af: ${names}.`;
  return { heading: 'Processen kører igen', text: `${KEPT}${saved}${aside}` };
}
