/** What stands in the epicrise before anybody writes: true, and whole sentences. */
import type { EpicriseFacts } from '../../../api/queries/epicriseFacts';
import type { Outcome } from '../../../domain/course';
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
