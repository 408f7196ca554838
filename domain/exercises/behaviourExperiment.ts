/** A behaviour experiment: what is believed to happen, the plan, what happened and was learned. */
import type { AnswerRow, ExerciseKind, Fault } from './exercise';
import { beforeAfter, lineOf, numberIn, scale, text, textIn } from './fields';

const MIDDLE = 600;
const LONG = 1000;

/** What was learned, and what is believed now, come of what happened. */
function faults(row: AnswerRow): readonly Fault[] {
  if (textIn(row, 'happened') !== '') return [];
  const concluded = textIn(row, 'learned') !== '' || numberIn(row, 'beliefAfter') !== null;
  const message = 'Skriv også ved »Bagefter: hvad skete der?«. Det er dét, du har lært noget af.';
  return concluded ? [{ field: 'happened', message }] : [];
}

export const behaviourExperiment: ExerciseKind = {
  useFor: 'Et forsøg: hvad du tror, der sker, og hvad der så skete.',
  isDiary: false,
  rowName: 'Forsøg',
  rowsName: 'forsøg',
  startRows: 2,
  maxRows: 10,
  parts: [],
  fields: [
    text(
      MIDDLE,
      'prediction',
      'Hvad tror du, der sker?',
      'Skriv, hvad du tror, der vil ske. En enkelt sætning er nok.',
    ),
    scale(
      'belief',
      'Hvor meget tror du på det? (0–10)',
      'Vælg et tal for, hvor meget du tror på det, fra 0 (slet ikke) til 10 (helt sikker).',
    ),
    text(
      MIDDLE,
      'plan',
      'Hvad gør du, hvornår og hvor?',
      'Skriv, hvad du vil gøre, og hvor og hvornår du gør det.',
    ),
    text(MIDDLE, 'obstacle', 'Hvad kan komme i vejen?'),
    text(LONG, 'happened', 'Bagefter: hvad skete der?'),
    text(LONG, 'learned', 'Bagefter: hvad lærte du?'),
    scale('beliefAfter', 'Hvor meget tror du på det nu? (0–10)'),
  ],
  faults,
  lines: [lineOf('belief', 'Troede på det før'), lineOf('beliefAfter', 'Tror på det nu')],
  inWords: ({ belief, beliefAfter }) => beforeAfter('Troen på forudsigelsen', belief, beliefAfter),
  begins: () => ({}),
};
