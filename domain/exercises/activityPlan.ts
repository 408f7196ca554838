/** The activity plan: what is to be done which day and why, then whether it was, and mood around it. */
import type { AnswerRow, ExerciseKind, Fault } from './exercise';
import { beforeAfter, choice, lineOf, numberIn, plannedDay, scale, text, textIn } from './fields';

const WHY = {
  glaede: 'Glæde: jeg kan lide det',
  mestring: 'Mestring: jeg får noget gjort',
  vaerdi: 'Værdi: det er vigtigt for mig',
} as const;
const DONE = { ja: 'Ja', noget: 'Noget af det', nej: 'Nej' } as const;
const SHORT = 300;
const MOODS = {
  moodBefore: 'Humør lige før (0–10)',
  moodAfter: 'Humør bagefter (0–10)',
} as const;

/** A mood stands only beside what was done. */
function faults(row: AnswerRow): readonly Fault[] {
  if (textIn(row, 'done') !== 'nej') return [];
  return (['moodBefore', 'moodAfter'] as const).flatMap((field) =>
    numberIn(row, field) === null
      ? []
      : [
          {
            field,
            message: `Du har svaret, at du ikke fik det gjort. Lad »${MOODS[field]}« stå tomt.`,
          },
        ],
  );
}

export const activityPlan: ExerciseKind = {
  useFor: 'Det, du vil gøre i de næste dage. Bagefter skriver du, hvordan det gik.',
  isDiary: false,
  rowName: 'Aktivitet',
  rowsName: 'aktiviteter',
  startRows: 4,
  maxRows: 20,
  parts: ['moodBefore'],
  fields: [
    plannedDay('day', 'Dag', 'Vælg den dag, du vil gøre det.'),
    text(
      SHORT,
      'activity',
      'Hvad vil du gøre, hvornår og hvor?',
      'Skriv, hvad du vil gøre. Gør det så lille, at det kan lade sig gøre.',
    ),
    choice(
      WHY,
      'why',
      'Hvad giver det dig?',
      'Vælg, hvad det mest giver dig: glæde, mestring eller værdi.',
    ),
    scale(
      'effort',
      'Hvor svært bliver det? (0–10)',
      'Giv et tal for, hvor svært det bliver, fra 0 (let) til 10 (meget svært).',
    ),
    choice(
      DONE,
      'done',
      'Fik du det gjort?',
      'Vælg, om du fik det gjort. Et nej er også et svar, du og psykologen kan bruge.',
    ),
    { part: 'moodBefore', ...scale('moodBefore', MOODS.moodBefore) },
    scale('moodAfter', MOODS.moodAfter),
  ],
  faults,
  lines: [lineOf('moodBefore', 'Humør lige før'), lineOf('moodAfter', 'Humør bagefter')],
  inWords: ({ moodBefore, moodAfter }) =>
    beforeAfter('Humøret', moodBefore, moodAfter, ['før', 'bagefter']),
  begins: () => ({}),
};
