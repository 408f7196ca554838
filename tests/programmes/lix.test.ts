/** Answers for the reading-ease count itself, against counts made by hand. */
import { lix } from '../../programmes/lix';

test.each([
  // 4 words, 1 sentence, none long.
  ['Du er her nu.', 4],
  // 6 words, 2 sentences, 2 long (psykologen, ansøgning): 3 + 33.3
  ['Psykologen læser en ansøgning. Du venter.', 3 + 200 / 6],
  // "kl. 10.00" and "16. december" end no sentence: 6 words, 1 long (december).
  ['Vi ses 16. december kl. 10.00 hos dig.', 6 + 100 / 6],
  // A heading is a sentence; an address is no word.
  ['Overskrift her\nSe https://example.org/meget-lang-adresse nu.', 2 + 100 / 4],
  ['', 0],
])('%j', (text, expected) => {
  expect(lix(text)).toBeCloseTo(expected, 6);
});

test('an official sentence is counted hard, a plain one easy', () => {
  const official =
    'Ansøgningen imødekommes under forudsætning af dokumentation for behandlingsbehov jævnfør ' +
    'bekendtgørelsens bestemmelser vedrørende visitationskriterier.';
  expect(lix(official)).toBeGreaterThan(55);
  expect(lix('En psykolog læser det, du skriver. Du får svar på mandag.')).toBeLessThan(25);
});
