/** WHO-5, well-being over the last two weeks, 0–100: official Danish wording, free to use. */
import { defineMeasure, itemsOf, sum } from './measure';

const SHARE_OF_TIME = [
  { value: 5, label: 'Hele tiden' },
  { value: 4, label: 'Det meste af tiden' },
  { value: 3, label: 'Lidt mere end halvdelen af tiden' },
  { value: 2, label: 'Lidt mindre end halvdelen af tiden' },
  { value: 1, label: 'Lidt af tiden' },
  { value: 0, label: 'På intet tidspunkt' },
];
const PERCENT_A_POINT = 4;

export const who5 = defineMeasure({
  id: 'who5',
  name: 'WHO-5',
  version: 'who5-da-1',
  instruction:
    'Vælg ved hvert af de fem udsagn det svar, der kommer tættest på, hvordan du har følt dig i ' +
    'de seneste to uger.',
  items: itemsOf(
    [
      'I de sidste 2 uger har jeg været glad og i godt humør',
      'I de sidste 2 uger har jeg følt mig rolig og afslappet',
      'I de sidste 2 uger har jeg følt mig aktiv og energisk',
      'I de sidste 2 uger er jeg vågnet frisk og udhvilet',
      'I de sidste 2 uger har min dagligdag været fyldt med ting, der interesserer mig',
    ],
    SHARE_OF_TIME,
  ),
  bands: [
    {
      from: 0,
      key: 'low',
      label: 'Nedsat trivsel',
      forPatient: 'Dine svar peger på, at du trives dårligere end de fleste lige nu.',
    },
    {
      from: 50,
      key: 'good',
      label: 'God trivsel',
      forPatient: 'Dine svar peger på, at du trives nogenlunde eller godt lige nu.',
    },
  ],
  max: 100,
  cutOff: 50,
  reliableChange: 10,
  risesWhenBetter: true,
  isShipped: true,
  source: 'WHO-5 Trivselsindeks. WHO 1998, Psykiatrisk Center Nordsjælland.',
  scorerVersion: 'who5-1',
  total: (given) => sum(given) * PERCENT_A_POINT,
});
