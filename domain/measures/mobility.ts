/** Mobility Inventory, agoraphobia: structure and scoring only, the wording is protected. */
import { bareItems, defineMeasure, sum } from './measure';

const ITEMS = 26;
/** At least so many in a hundred must be answered (DOMAIN §4). */
const ANSWERED_PERCENT = 80;
const LEAST = Math.ceil((ITEMS * ANSWERED_PERCENT) / 100);

export const mobility = defineMeasure({
  id: 'mobility',
  name: 'Mobility Inventory',
  version: 'mobility-structure-1',
  instruction: null,
  items: bareItems(ITEMS, 1, 5),
  bands: [
    { from: 1, key: 'belowCase', label: 'Under grænsen', forPatient: null },
    { from: 2.3, key: 'case', label: 'Over grænsen', forPatient: null },
  ],
  max: 5,
  cutOff: 2.3,
  reliableChange: 0.73,
  risesWhenBetter: false,
  isShipped: false,
  source: 'Mobility Inventory: Chambless m.fl.',
  scorerVersion: 'mobility-1',
  mayMiss: ITEMS - LEAST,
  // The mean, not rounded; situations a person never meets are left out.
  total: (given) => sum(given) / given.length,
});
