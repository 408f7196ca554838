/** An exposure ladder: steps with the fear that is expected, and the fear that came (0–100). */
import type { AnswerRow, ExerciseKind, Fault } from './exercise';
import { choice, lineOf, meanWords, number, numberIn, pastDay, text, textIn } from './fields';

const DONE = { ja: 'Ja', noget: 'Noget af det', nej: 'Nej, ikke endnu' } as const;
const FULL = 100;
const FEAR = { min: 0, max: FULL, unit: '' } as const;
const SHORT = 300;
const LONG = 1000;
const ACTUAL = 'Hvor stærk blev angsten? (0–100)';
const LEARNED = 'Hvad lærte du?';

/** Ratings and lessons come of a step that was tried, and a tried step has its rating. */
function faults(row: AnswerRow): readonly Fault[] {
  const tried = textIn(row, 'done') === 'ja' || textIn(row, 'done') === 'noget';
  const actual = numberIn(row, 'actual');
  if (tried) {
    const message = 'Giv angsten et tal fra 0 til 100, som den var, da du prøvede trinnet.';
    return actual === null ? [{ field: 'actual', message }] : [];
  }
  const early = (label: string): string =>
    `Du har ikke svaret, at du har prøvet trinnet. Lad »${label}« stå tomt så længe.`;
  return [
    ...(actual === null ? [] : [{ field: 'actual', message: early(ACTUAL) }]),
    ...(textIn(row, 'learned') === '' ? [] : [{ field: 'learned', message: early(LEARNED) }]),
  ];
}

export const exposureLadder: ExerciseKind = {
  useFor: 'Små trin mod det, du er bange for.',
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
      'Giv den angst, du venter, et tal fra 0 (ingen) til 100 (den værste, du kan forestille dig).',
    ),
    choice(DONE, 'done', 'Har du prøvet trinnet?'),
    pastDay('day', 'Hvilken dag prøvede du?'),
    number(FEAR, 'actual', ACTUAL),
    text(LONG, 'learned', LEARNED),
  ],
  faults,
  lines: [lineOf('expected', 'Ventet angst', FULL), lineOf('actual', 'Angst, da det skete', FULL)],
  inWords: ({ expected, actual }) =>
    typeof expected !== 'number' || typeof actual !== 'number'
      ? null
      : `Den ventede angst var i snit ${meanWords(expected)}. Den blev ${meanWords(actual)}.`,
  begins: () => ({}),
};
