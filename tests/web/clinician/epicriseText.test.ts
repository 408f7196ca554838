/** What stands in the epicrise before anybody writes: true, and whole sentences. */
import type { EpicriseFacts } from '../../../api/queries/epicriseFacts';
import type { Outcome } from '../../../domain/course';
import { instant } from '../../../domain/ids';
import { epicriseText } from '../../../web/clinician/epicriseText';
import { lettered } from '../../support/courseStages';

const FOUND: EpicriseFacts = {
  consent: undefined,
  gp: undefined,
  scores: [],
  notes: [],
  modules: [
    {
      title: 'Modul 1',
      open: true,
      opensAt: undefined,
      handedIn: true,
      required: true,
      skipped: false,
    },
  ],
  draft: undefined,
};
const ANSWERED: Record<string, string> = {
  application: '2026-09-01T10:00:00Z',
  'week-9': '2026-12-01T10:00:00Z',
  closing: '2026-12-20T10:00:00Z',
};
const textFor = (outcome: Outcome) => epicriseText({ ...lettered(), outcome }, FOUND);

it.each<[Outcome, string]>([
  ['completed', 'Behandlingen blev gennemført.'],
  ['droppedOut', 'Behandlingen sluttede, før den var gennemført.'],
  ['withdrawn', 'Patienten valgte selv at stoppe behandlingen.'],
  ['referred', 'Patienten er henvist til et andet tilbud.'],
  ['endedByClinic', 'Klinikken afsluttede behandlingen.'],
])('a treatment that was %s is told in one whole sentence', (outcome, sentence) => {
  expect(textFor(outcome)['letterText']).toBe(`Patienten har afleveret 1 af 1 modul. ${sentence}`);
});

it('whoever is to go on elsewhere is never ready-made as needing nothing from the doctor', () => {
  expect(textFor('referred')['followUp']).toBe('');
  expect(textFor('endedByClinic')['followUp']).toBe('');
  expect(textFor('completed')['followUp']).toBe('Ingen særskilt opfølgning fra jer.');
});

describe('a change that a doctor reads of', () => {
  const score = (occasion: string, points: number | null, leftOut: readonly number[] = []) => ({
    responseId: occasion,
    measure: 'phq9',
    version: '1',
    language: 'da',
    occasion,
    score: points,
    band: null,
    isCase: null,
    scorerVersion: '1',
    answeredAt: instant(ANSWERED[occasion] ?? ''),
    asked: 9,
    leftOut,
  });
  const said = (...scores: EpicriseFacts['scores']) =>
    epicriseText({ ...lettered(), outcome: 'completed' }, { ...FOUND, scores })['letterText'];
  const start = score('application', 17);

  it.each([
    [[start, score('closing', 8)], 'måleusikkerheden.'],
    [[start, score('closing', 8, [3])], 'måleusikkerheden (beregnet af 8 af 9 svar).'],
    [
      [start, score('week-9', 8), score('closing', null, [1, 2, 3])],
      'måleusikkerheden (seneste score er fra uge 9).',
    ],
  ])('says which answers it is reckoned from: %#', (scores, end) => {
    expect(said(...scores)).toMatch(new RegExp(`${end.replace(/[().]/g, '\\$&')}$`));
  });
});
