/** The activity diary: what was done when, and mood before and after (behavioural activation). */
import type { ExerciseKind } from './exercise';
import { beforeAfter, choice, lineOf, pastDay, scale, text, DIARY } from './fields';

const MORNING = 5;
const FORENOON = 9;
const AFTERNOON = 12;
const EVENING = 18;
const NIGHT = 23;

function timeOfDay(hour: number): string {
  if (hour < MORNING || hour >= NIGHT) return 'nat';
  if (hour < FORENOON) return 'morgen';
  if (hour < AFTERNOON) return 'formiddag';
  return hour < EVENING ? 'eftermiddag' : 'aften';
}

const TIMES = {
  morgen: 'Morgen',
  formiddag: 'Formiddag',
  eftermiddag: 'Eftermiddag',
  aften: 'Aften',
  nat: 'Nat',
} as const;
const GAVE = {
  loeftede: 'Det løftede mig',
  hverken: 'Hverken eller',
  saenkede: 'Det sænkede mig',
} as const;
const SHORT = 300;
const LONG = 1000;

export const activityDiary: ExerciseKind = {
  useFor: 'Det, du har lavet, og hvordan humøret var før og efter.',
  ...DIARY,
  rowName: 'Linje',
  rowsName: 'linjer',
  parts: ['note', 'gave', 'avoided'],
  fields: [
    pastDay('day', 'Dag', 'Vælg, hvilken dag det var.'),
    choice(TIMES, 'time', 'Tid på dagen', 'Vælg, hvornår på dagen det var.'),
    text(SHORT, 'activity', 'Hvad lavede du?', 'Skriv kort, hvad du lavede.'),
    scale('moodBefore', 'Humør før (0–10)', 'Giv dit humør før et tal fra 0 til 10.'),
    scale('moodAfter', 'Humør efter (0–10)', 'Giv dit humør efter et tal fra 0 til 10.'),
    {
      part: 'gave',
      ...choice(
        GAVE,
        'gave',
        'Hvad gav det?',
        'Vælg, om det løftede dig, sænkede dig eller ingen af delene.',
      ),
    },
    { part: 'note', ...text(LONG, 'note', 'Noget, du lagde mærke til') },
    { part: 'avoided', ...text(LONG, 'avoided', 'Undgik du noget? Hvad?') },
  ],
  faults: () => [],
  lines: [lineOf('moodBefore', 'Humør før'), lineOf('moodAfter', 'Humør efter')],
  inWords: ({ moodBefore, moodAfter }) => beforeAfter('Humøret', moodBefore, moodAfter),
  begins: (today, hour) => ({ day: today, time: timeOfDay(hour) }),
};
