/** AUDIT, alcohol over the last year: the Danish wording in use in general practice, free. */
import { defineMeasure, sum } from './measure';
import type { Option } from './measure';

/** Options whose labels score 0, 1, 2, … in order. */
function scored(...labels: readonly string[]): readonly Option[] {
  return labels.map((label, value) => ({ value, label }));
}
const HOW_OFTEN = scored(
  'Aldrig',
  'Højst én gang om måneden',
  '2–4 gange om måneden',
  '2–3 gange om ugen',
  '4 gange om ugen eller oftere',
);
const HOW_MANY = scored('1–2', '3–4', '5–6', '7–9', '10 eller flere');
const FREQUENCY = scored(
  'Aldrig',
  'Sjældent',
  'Månedligt',
  'Ugentligt',
  'Dagligt eller næsten dagligt',
);
const EVER: readonly Option[] = [
  { value: 0, label: 'Nej' },
  { value: 2, label: 'Ja, men ikke inden for det seneste år' },
  { value: 4, label: 'Ja, inden for det seneste år' },
];
const QUESTIONS: readonly (readonly [string, readonly Option[]])[] = [
  ['Hvor tit drikker du noget, der indeholder alkohol?', HOW_OFTEN],
  ['Hvor mange genstande drikker du almindeligvis, når du drikker noget?', HOW_MANY],
  ['Hvor tit drikker du fem genstande eller flere ved samme lejlighed?', FREQUENCY],
  [
    'Har du inden for det seneste år oplevet, at du ikke kunne stoppe, når du først var begyndt ' +
      'at drikke?',
    FREQUENCY,
  ],
  [
    'Har du inden for det seneste år oplevet, at du ikke kunne gøre det, du skulle, fordi du ' +
      'havde drukket?',
    FREQUENCY,
  ],
  [
    'Har du inden for det seneste år måttet have en lille én om morgenen, efter at du havde ' +
      'drukket meget dagen før?',
    FREQUENCY,
  ],
  [
    'Har du inden for det seneste år haft dårlig samvittighed eller fortrudt, efter at du havde ' +
      'drukket?',
    FREQUENCY,
  ],
  [
    'Har du inden for det seneste år oplevet, at du ikke kunne huske, hvad der skete aftenen ' +
      'før, fordi du havde drukket?',
    FREQUENCY,
  ],
  [
    'Er du selv eller andre nogensinde kommet til skade ved en ulykke, fordi du havde drukket?',
    EVER,
  ],
  [
    'Har nogen i familien, en ven, en læge eller andre været bekymret over dine alkoholvaner ' +
      'eller foreslået dig at sætte forbruget ned?',
    EVER,
  ],
];

export const audit = defineMeasure({
  id: 'audit',
  name: 'AUDIT',
  version: 'audit-da-1',
  instruction:
    'Svar for det seneste år. En genstand er en almindelig øl, et glas vin eller 4 cl ' +
    'spiritus. Drikker du ikke, så svar "Aldrig" og "1–2".',
  items: QUESTIONS.map(([text, options], at) => ({ number: at + 1, text, options })),
  bands: [
    { from: 0, key: 'low', label: 'Lav risiko', forPatient: null },
    { from: 8, key: 'hazardous', label: 'Risikabelt forbrug', forPatient: null },
    { from: 16, key: 'harmful', label: 'Skadeligt forbrug', forPatient: null },
    { from: 20, key: 'dependence', label: 'Mulig afhængighed', forPatient: null },
  ],
  max: 40,
  cutOff: 8,
  reliableChange: null,
  risesWhenBetter: false,
  isShipped: true,
  source: 'AUDIT: Verdenssundhedsorganisationen WHO.',
  scorerVersion: 'audit-1',
  total: sum,
});
