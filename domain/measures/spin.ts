/** SPIN, social phobia: structure and scoring only, the wording is protected. */
import { bareItems, defineMeasure, sum } from './measure';

export const spin = defineMeasure({
  id: 'spin',
  name: 'SPIN',
  version: 'spin-structure-1',
  instruction: null,
  items: bareItems(17, 0, 4),
  bands: [
    { from: 0, key: 'belowCase', label: 'Under grænsen', forPatient: null },
    { from: 19, key: 'case', label: 'Over grænsen', forPatient: null },
  ],
  max: 68,
  cutOff: 19,
  reliableChange: 10,
  risesWhenBetter: false,
  isShipped: false,
  source: 'SPIN: Connor, Davidson m.fl.',
  scorerVersion: 'spin-1',
  total: sum,
});
