/** The diary of rumination and self-criticism: what set it off, how much it filled, what was done instead. */
import type { ExerciseKind } from './exercise';
import { beforeAfter, choice, lineOf, pastDay, scale, text, DIARY } from './fields';

const WHAT = { grubleri: 'Grubleri', selvkritik: 'Selvkritik' } as const;
const HOW_LONG = {
  'under-10': 'Under 10 minutter',
  'fra-10-til-30': '10–30 minutter',
  'fra-30-til-60': '30–60 minutter',
  'over-60': 'Over en time',
} as const;
const MIDDLE = 500;
const LONG = 600;

export const ruminationDiary: ExerciseKind = {
  useFor: 'Grubleri og selvkritik, når det har kørt i hovedet.',
  ...DIARY,
  rowName: 'Note',
  rowsName: 'noter',
  parts: [],
  fields: [
    pastDay('day', 'Dag', 'Vælg, hvilken dag det skete.'),
    text(
      MIDDLE,
      'trigger',
      'Hvad satte det i gang?',
      'Skriv, hvad der gik forud. Ved du det ikke, så skriv, hvor du var.',
    ),
    choice(
      WHAT,
      'kind',
      'Hvad var det mest?',
      'Vælg det, der passer bedst. Er det begge dele, så vælg det, der fyldte mest.',
    ),
    choice(
      HOW_LONG,
      'minutes',
      'Hvor længe varede det?',
      'Vælg cirka, hvor længe det varede. Et gæt er fint.',
    ),
    text(
      LONG,
      'content',
      'Hvad handlede det om?',
      'Skriv den sætning eller det spørgsmål, der kørte. Få ord er nok.',
    ),
    scale(
      'strengthBefore',
      'Hvor meget fyldte det? (0–10)',
      'Vælg et tal for, hvor meget det fyldte. 0 er slet ikke.',
    ),
    text(
      LONG,
      'shift',
      'Hvad gjorde du i stedet?',
      'Skriv, hvad du gjorde. Gjorde du ikke noget, så skriv »ingenting«.',
    ),
    scale(
      'strengthAfter',
      'Hvor meget fyldte det så? (0–10)',
      'Vælg et tal for, hvor meget det fyldte bagefter.',
    ),
  ],
  faults: () => [],
  lines: [lineOf('strengthBefore', 'Fyldte før'), lineOf('strengthAfter', 'Fyldte bagefter')],
  inWords: ({ strengthBefore, strengthAfter }) =>
    beforeAfter('Det, der fyldte,', strengthBefore, strengthAfter, ['før', 'bagefter']),
  begins: (today) => ({ day: today }),
};
