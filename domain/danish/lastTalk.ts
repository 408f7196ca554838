/** Says to the patient what comes after treatment: the closing call, and who ends the course by when. */
import type { Instant } from '../ids';
import type { CourseState } from '../state';
import { dateTimeWords } from './dates';
import { taskDue } from './promises';
import { reminders, sayBy, type Says, type WayAhead } from './sayBy';

/** Who rings, when; then what becomes of the treatment is the psychologist's to write. */
function callWords(state: CourseState, now: Instant): WayAhead | null {
  const { closingTime: call } = state;
  if (!call) return null;
  if (call.endsAt <= now) {
    const was = `Samtalen var ${dateTimeWords(call.startsAt, now)}.`;
    const missed = 'Fik I ikke talt sammen, så skriv en besked.';
    return { title: 'Din behandling er slut', sentences: [was, missed, ...endsBy(state, now)] };
  }
  return {
    title: `Psykologen ringer ${dateTimeWords(call.startsAt, now)}`,
    sentences: [
      'Det er den afsluttende samtale. Den tager cirka et kvarter.',
      ...reminders(state, now),
    ],
  };
}

function endsBy(state: CourseState, now: Instant): string[] {
  return sayBy(taskDue(state, 'closingCall'), now, {
    ahead: (day) => `Psykologen afslutter dit forløb senest ${day}.`,
    missed: (day) => `Psykologen skulle have afsluttet behandlingen senest ${day}.`,
  });
}

const MISSED = 'Psykologen fik ikke fat i dig, da I skulle tale sammen.';
const WISHES = {
  wants: 'Du har sagt ja tak. Psykologen finder en tid sammen med dig.',
  chooses: 'Du har sagt ja tak. Der er ikke aftalt en tid endnu.',
  declines: 'Du har sagt nej tak. Det er helt i orden.',
  none: 'Du kan sige ja tak eller nej tak.',
} as const;

/** Treatment has ended: the call that is offered, agreed, or has just been. */
export const lastTalk: Says = (state, now) => {
  const call = callWords(state, now);
  if (call) return call;
  const wish = WISHES[state.closingWish ?? 'none'];
  const title = 'Din behandling er slut';
  if (state.closingWish === 'declines') {
    return { title, sentences: [wish, ...endsBy(state, now)] };
  }
  return {
    title,
    sentences: [
      'Psykologen tilbyder dig en afsluttende samtale på telefonen. Den tager cirka 15 minutter.',
      ...(state.callMissed ? [MISSED] : []),
      wish,
      ...endsBy(state, now),
    ],
  };
};
