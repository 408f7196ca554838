/** The relapse plan: signs and hard situations with what to do then, and what keeps one well. */
import type { AnswerRow, ExerciseKind, Fault } from './exercise';
import { choice, text, textIn } from './fields';

const KEEPS_WELL = 'holder-mig-godt';
const WHAT = {
  'tidligt-tegn': 'Tidligt tegn',
  'svaer-situation': 'Svær situation',
  [KEEPS_WELL]: 'Noget, der holder mig godt',
} as const;
const SHORT = 300;
const MIDDLE = 500;
const LONG = 800;

/** A sign or a situation has a limit for asking for help; a good habit needs none. */
function faults(row: AnswerRow): readonly Fault[] {
  const needsLimit = textIn(row, 'kind') !== KEEPS_WELL && textIn(row, 'when') === '';
  const message =
    'Skriv, hvornår du senest søger hjælp, for eksempel »når det har varet i to uger«.';
  return needsLimit ? [{ field: 'when', message }] : [];
}

export const relapsePlan: ExerciseKind = {
  useFor: 'Din plan for svære tider.',
  isDiary: false,
  rowName: 'Punkt',
  rowsName: 'punkter',
  startRows: 4,
  maxRows: 15,
  parts: [],
  fields: [
    choice(
      WHAT,
      'kind',
      'Hvad er det?',
      'Vælg, om det er et tidligt tegn, en svær situation eller noget, der holder dig godt.',
    ),
    text(
      MIDDLE,
      'sign',
      'Tegnet, situationen eller vanen',
      'Skriv et tegn, du kender, en situation, som kan blive svær, eller en god vane.',
    ),
    text(
      LONG,
      'whatIDo',
      'Hvad gør jeg?',
      'Skriv, hvad du vil gøre. Vælg noget, du også kan på en dårlig dag.',
    ),
    text(SHORT, 'who', 'Hvem siger jeg det til?'),
    text(SHORT, 'when', 'Ved tegn og svære situationer: hvornår søger jeg senest hjælp?'),
  ],
  faults,
  lines: [],
  inWords: () => null,
  begins: () => ({}),
};
