/** The questionnaires of a treatment and the summary of it, made by the pages' own builders. */
import { instant } from '../../../domain/ids';
import { partOf } from '../../../domain/measuring';
import { measureMain, measuresMain } from '../../../web/patient/measures';
import { measuresFirstMain } from '../../../web/patient/measuresFirst';
import { summaryMain } from '../../../web/patient/summary';
import type { Sample } from './samples';
import { nowOf, SECOND, states } from './walked';

const { working, lastTalk } = states;
const SCORE = {
  responseId: '00000000-0000-4000-8000-000000000402',
  version: '1',
  language: 'da',
  isCase: true,
  scorerVersion: '1',
  asked: 9,
  leftOut: [],
} as const;
const score = (measure: string, occasion: string, points: number | null, band: string | null) => ({
  ...SCORE,
  measure,
  occasion,
  score: points,
  band,
  answeredAt: instant('2026-11-20T10:00:00Z'),
});
const scores = [
  score('phq9', 'application', 17, 'moderatelySevere'),
  score('gad7', 'application', 12, 'moderate'),
  score('phq9', 'week-1', 15, 'moderatelySevere'),
  { ...score('gad7', 'week-1', null, null), asked: 7, leftOut: [1, 2, 4] },
  { ...score('phq9', 'week-3', 9, 'mild'), leftOut: [3] },
  score('gad7', 'week-3', 14, 'moderate'),
];
const asking = { occasion: 'week-4', measures: ['phq9', 'gad7'] } as const;
const weekly = asking.measures;
const filled = { phq9: { item1: '1' }, gad7: {} };
const main = (found: Parameters<typeof measuresMain>[1], state = working): Sample => ({
  page: 'patient/measures',
  title: 'Hvordan går det?',
  main: measuresMain(state, found, nowOf(state)),
});
const part = partOf('phq9');
const first = measuresFirstMain({ asking, values: {} }, SECOND);
const own = {
  words: { remember: 'Humøret kommer efter handlingen.', goOn: 'Turen hver morgen.' },
  version: 2,
  writtenAt: instant('2026-11-20T10:00:00Z'),
};
const summary = {
  worked: ['Hvad er depression?'],
  goals: [],
  goalsOverTime: [],
  isPlanOffered: false,
  plan: [],
  scores,
  own,
  mayWrite: true,
};

/** By their addresses on the test site. */
export const measureSamples: readonly (readonly [string, Sample])[] = [
  ['/uge', main({ asking, weekly, values: {}, scores })],
  ['/uge/send', main({ asking, weekly, values: filled, scores })],
  ['/uge/tak', main({ asking: null, weekly, values: {}, scores })],
  [
    '/uge/slut',
    main({ asking: { ...asking, occasion: 'closing' }, weekly, values: {}, scores }, lastTalk),
  ],
  [
    '/uge/del',
    {
      page: 'patient/followUpPart',
      title: 'Dit humør',
      main: measureMain(part, { asking }, { item1: '2' }, { item2: 'Vælg et af svarene.' }),
    },
  ],
  ['/uge/foerst', { page: 'patient/measuresFirst', title: 'Modul', main: first ?? {} }],
  [
    '/opsummering',
    {
      page: 'patient/summary',
      title: 'Din opsummering',
      ...summaryMain(summary, { errors: {} }, nowOf(working)),
    },
  ],
];
