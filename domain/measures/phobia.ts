/** Three phobia items, shown one by one, a case from 4 on any: structure and scoring only. */
import { bareItems, defineMeasure } from './measure';

export const phobia = defineMeasure({
  id: 'phobia',
  name: 'Fobi-spørgsmål',
  version: 'phobia-structure-1',
  instruction: null,
  items: bareItems(3, 0, 8),
  bands: [
    { from: 0, key: 'belowCase', label: 'Under grænsen', forPatient: null },
    { from: 4, key: 'case', label: 'Over grænsen på mindst ét', forPatient: null },
  ],
  max: 8,
  cutOff: 4,
  reliableChange: null,
  risesWhenBetter: false,
  isShipped: false,
  source: 'Egne ord efter samme opbygning som NHS Talking Therapies.',
  scorerVersion: 'phobia-1',
  // The highest answer stands for the three: each has its own cut-off, and a sum would hide it.
  total: (given) => Math.max(...given),
});
