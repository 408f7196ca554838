/** PHQ-9, depression over the last two weeks: official Danish wording, free of permission. */
import { defineMeasure, itemsOf, proratedSum } from './measure';

/** Shared with GAD-7, which has the same official answers. */
export const FREQUENCY = [
  { value: 0, label: 'Slet ikke' },
  { value: 1, label: 'Flere dage' },
  { value: 2, label: 'Mere end halvdelen af dagene' },
  { value: 3, label: 'Næsten hver dag' },
];
/** More left out than this is not scored. */
export const MAY_MISS = 2;
const SNAPSHOT = 'Det er et øjebliksbillede, ikke en dom.';

export const phq9 = defineMeasure({
  id: 'phq9',
  name: 'PHQ-9',
  version: 'phq9-da-dk-1',
  instruction: 'Inden for de seneste 2 uger, hvor ofte har du været generet af følgende problemer?',
  items: itemsOf(
    [
      'Lille interesse i eller glæde ved at gøre ting',
      'Følt dig nedtrykt, håbløs eller været deprimeret',
      'Problemer med at falde i søvn eller sove, eller med at sove for meget',
      'Følt dig træt eller har kun haft lidt energi',
      'Ringe appetit eller spist for meget',
      'Haft det dårligt med dig selv – eller følt, at du er en fiasko eller har skuffet dig selv ' +
        'eller din familie',
      'Problemer med at koncentrere dig om ting, såsom at læse avisen eller se TV',
      'Har bevæget dig eller talt så langsomt, at andre kunne have bemærket det? Eller det ' +
        'modsatte – været så rastløs eller hvileløs, at du har bevæget dig mere omkring end ' +
        'sædvanligt',
      'Tanker om, at det ville være bedre, hvis du var død eller om at gøre skade på dig selv på ' +
        'en eller anden måde',
    ],
    FREQUENCY,
  ),
  bands: [
    {
      from: 0,
      key: 'minimal',
      label: 'Ingen eller minimal',
      forPatient: `Dine svar peger ikke på en depression. ${SNAPSHOT}`,
    },
    {
      from: 5,
      key: 'mild',
      label: 'Let',
      forPatient: `Dine svar peger på en depression i let grad. ${SNAPSHOT}`,
    },
    {
      from: 10,
      key: 'moderate',
      label: 'Moderat',
      forPatient: `Dine svar peger på en depression i middelsvær grad. ${SNAPSHOT}`,
    },
    {
      from: 15,
      key: 'moderatelySevere',
      label: 'Moderat til svær',
      forPatient: `Dine svar peger på en depression i middelsvær til svær grad. ${SNAPSHOT}`,
    },
    {
      from: 20,
      key: 'severe',
      label: 'Svær',
      forPatient: `Dine svar peger på en depression i svær grad. ${SNAPSHOT}`,
    },
  ],
  max: 27,
  cutOff: 10,
  reliableChange: 6,
  risesWhenBetter: false,
  isShipped: true,
  source: 'PHQ-9: Spitzer, Williams, Kroenke m.fl. Kræver ingen tilladelse.',
  scorerVersion: 'phq9-1',
  mayMiss: MAY_MISS,
  total: proratedSum,
});
