/** The panic diary: where and when an attack came, what was felt and feared, how strong and how long. */
import type { ExerciseKind } from './exercise';
import { choice, lineOf, meanWords, number, pastDay, scale, text, time, DIARY } from './fields';

const EXPECTED = {
  ja: 'Ja, jeg kunne mærke den komme',
  nej: 'Nej, den kom ud af det blå',
} as const;
const SHORT = 300;
const MIDDLE = 500;
/** The longest a person is asked to count: a whole day. */
const MINUTES = { min: 1, max: 1440, unit: 'minutter' } as const;

export const panicDiary: ExerciseKind = {
  useFor: 'Et angstanfald, når det er ovre.',
  ...DIARY,
  rowName: 'Anfald',
  rowsName: 'anfald',
  parts: [],
  fields: [
    pastDay('day', 'Dag', 'Vælg, hvilken dag det var.'),
    time('14.10', 'time', 'Klokken', 'Skriv cirka, hvad klokken var.'),
    text(
      SHORT,
      'situation',
      'Hvor var du, og hvad lavede du?',
      'Skriv kort, hvor du var, og hvad du lavede.',
    ),
    text(MIDDLE, 'body', 'Hvad mærkede du i kroppen?', 'Skriv det, du mærkede mest i kroppen.'),
    text(
      MIDDLE,
      'feared',
      'Hvad var du bange for, der ville ske?',
      'Skriv det værste, du var bange for. Få ord er nok.',
    ),
    scale(
      'strength',
      'Hvor stærk var angsten, da den var værst? (0–10)',
      'Giv angsten et tal fra 0 til 10.',
    ),
    number(
      MINUTES,
      'minutes',
      'Hvor længe varede det?',
      'Skriv cirka, hvor mange minutter det varede.',
    ),
    choice(EXPECTED, 'expected', 'Så du det komme?'),
    text(
      MIDDLE,
      'did',
      'Hvad gjorde du?',
      'Skriv, hvad du gjorde. Gjorde du intet, så skriv »intet«.',
    ),
  ],
  faults: () => [],
  lines: [lineOf('strength', 'Angst, da den var værst')],
  inWords: ({ strength }) =>
    typeof strength === 'number'
      ? `Angsten var i snit ${meanWords(strength)}, da den var værst.`
      : null,
  begins: (today) => ({ day: today }),
};
