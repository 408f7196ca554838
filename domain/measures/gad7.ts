/** GAD-7, anxiety over the last two weeks: official Danish wording, free of permission. */
import { defineMeasure, itemsOf, proratedSum } from './measure';
import { FREQUENCY, MAY_MISS } from './phq9';

const SNAPSHOT = 'Det er et øjebliksbillede, ikke en dom.';

export const gad7 = defineMeasure({
  id: 'gad7',
  name: 'GAD-7',
  version: 'gad7-da-dk-1',
  instruction: 'Hvor ofte i de sidste 14 dage har du været generet af følgende problemer?',
  items: itemsOf(
    [
      'Følt dig nervøs, ængstelig eller anspændt',
      'Ikke kunnet holde op med at bekymre dig eller ikke kunnet styre din bekymring',
      'Bekymret dig for meget om alt muligt',
      'Haft svært ved at slappe af',
      'Været så rastløs, at du har haft svært ved at sidde stille',
      'Haft let ved at blive sur eller irritabel',
      'Været bange, som om noget frygteligt kunne ske',
    ],
    FREQUENCY,
  ),
  bands: [
    {
      from: 0,
      key: 'minimal',
      label: 'Ingen eller minimal',
      forPatient: `Dine svar peger ikke på angst. ${SNAPSHOT}`,
    },
    {
      from: 5,
      key: 'mild',
      label: 'Let',
      forPatient: `Dine svar peger på angst i let grad. ${SNAPSHOT}`,
    },
    {
      from: 10,
      key: 'moderate',
      label: 'Moderat',
      forPatient: `Dine svar peger på angst i middelsvær grad. ${SNAPSHOT}`,
    },
    {
      from: 15,
      key: 'severe',
      label: 'Svær',
      forPatient: `Dine svar peger på angst i svær grad. ${SNAPSHOT}`,
    },
  ],
  max: 21,
  cutOff: 8,
  reliableChange: 4,
  risesWhenBetter: false,
  isShipped: true,
  source: 'GAD-7: Spitzer, Williams, Kroenke m.fl. Kræver ingen tilladelse.',
  scorerVersion: 'gad7-1',
  mayMiss: MAY_MISS,
  total: proratedSum,
});
