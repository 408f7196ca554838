/** An exposure ladder: steps with the fear that is expected, and the fear that came (0–100). */
import type { AnswerRow, ExerciseKind, Fault } from './exercise';
import { choice, lineOf, meanWords, number, numberIn, pastDay, text, textIn } from './fields';

const DONE = { ja: 'Ja', noget: 'Noget af det', nej: 'Nej, ikke endnu' } as const;
const FULL = 100;
const FEAR = { min: 0, max: FULL, unit: '' } as const;
const SHORT = 300;
const LONG = 1000;

/** Ratings and lessons come of a step that was tried, and a tried step has its rating. */
function faults(row: AnswerRow): readonly Fault[] {
  const tried = textIn(row, 'done') === 'ja' || textIn(row, 'done') === 'noget';
  const actual = numberIn(row, 'actual');
  if (tried) {
    const message = 'Giv angsten et tal fra 0 til 100, som den var, da du prøvede trinnet.';
    return actual === null ? [{ field: 'actual', message }] : [];
  }
  const early = 'Du har ikke svaret, at du har prøvet trinnet. Lad feltet stå tomt så længe.';
  return [
    ...(actual === null ? [] : [{ field: 'actual', message: early }]),
    ...(textIn(row, 'learned') === '' ? [] : [{ field: 'learned', message: early }]),
  ];
}

export const exposureLadder: ExerciseKind = {
  isDiary: false,
  rowName: 'Trin',
  rowsName: 'trin',
  startRows: 5,
  maxRows: 20,
  parts: [],
  fields: [
    text(
      SHORT,
      'step',
      'Hvad vil du gøre?',
      'Skriv trinnet så præcist, at du kan se, når det er gjort.',
    ),
    number(
      FEAR,
      'expected',
      'Hvor stærk tror du, angsten bliver? (0–100)',
      'Giv et tal fra 0 (ingen angst) til 100 (den værste angst, du kan forestille dig).',
    ),
    choice(DONE, 'done', 'Har du prøvet trinnet?'),
    pastDay('day', 'Hvilken dag prøvede du?'),
    number(FEAR, 'actual', 'Hvor stærk blev angsten? (0–100)'),
    text(LONG, 'learned', 'Hvad lærte du?'),
  ],
  faults,
  lines: [lineOf('expected', 'Ventet angst', FULL), lineOf('actual', 'Angst, da det skete', FULL)],
  inWords: ({ expected, actual }) =>
    typeof expected !== 'number' || typeof actual !== 'number'
      ? null
      : `Den ventede angst var i snit ${meanWords(expected)}. Den blev ${meanWords(actual)}.`,
  begins: () => ({}),
};
