/** Goals: what somebody wants to do and why, how important it is, and how far they are. */
import type { ExerciseKind } from './exercise';
import { lineOf, meanWords, scale, text } from './fields';

const SHORT = 300;
const MIDDLE = 500;

export const goals: ExerciseKind = {
  useFor: 'Det, du gerne vil nå.',
  isDiary: false,
  rowName: 'Mål',
  rowsName: 'mål',
  startRows: 2,
  maxRows: 6,
  parts: [],
  fields: [
    text(
      SHORT,
      'goal',
      'Hvad vil du gerne gøre?',
      'Skriv, hvad du gerne vil gøre. Det må gerne være småt.',
    ),
    text(
      MIDDLE,
      'why',
      'Hvad er det vigtigt for?',
      'Skriv et par ord om, hvad målet er vigtigt for.',
    ),
    text(
      MIDDLE,
      'sign',
      'Hvordan kan du se, at du er nået lidt derhen?',
      'Skriv et tegn, som du selv kan se. Et lille tegn er godt.',
    ),
    scale(
      'importance',
      'Hvor vigtigt er det? (0–10)',
      'Giv et tal fra 0 til 10 for, hvor vigtigt målet er for dig.',
    ),
    scale(
      'now',
      'Hvor langt er du, nu hvor du skriver målet? (0–10)',
      'Giv et tal fra 0 til 10 for, hvor langt du er i dag. Et 0 er også et svar.',
    ),
    text(
      SHORT,
      'firstStep',
      'Hvad er det første skridt?',
      'Skriv det mindste skridt, du kan komme i tanker om.',
    ),
  ],
  faults: () => [],
  lines: [lineOf('importance', 'Hvor vigtigt'), lineOf('now', 'Hvor langt')],
  inWords: ({ importance, now }) =>
    typeof importance !== 'number' || typeof now !== 'number'
      ? null
      : `Da målene blev skrevet, fik de i snit ${meanWords(importance)} ud af 10 i vigtighed. ` +
        `De var i snit nået til ${meanWords(now)} ud af 10.`,
  begins: () => ({}),
};
