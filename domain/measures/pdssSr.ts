/** PDSS-SR, panic: structure and scoring only, until the region holds the licence. */
import { bareItems, defineMeasure, sum } from './measure';

export const pdssSr = defineMeasure({
  id: 'pdssSr',
  name: 'PDSS-SR',
  version: 'pdss-sr-structure-1',
  instruction: null,
  items: bareItems(7, 0, 4),
  bands: [
    { from: 0, key: 'remission', label: 'Remission', forPatient: null },
    { from: 6, key: 'belowCase', label: 'Under grænsen', forPatient: null },
    { from: 8, key: 'case', label: 'Over grænsen', forPatient: null },
  ],
  max: 28,
  cutOff: 8,
  reliableChange: 5,
  risesWhenBetter: false,
  isShipped: false,
  source: 'PDSS-SR: Shear m.fl.',
  scorerVersion: 'pdssSr-1',
  total: sum,
});
