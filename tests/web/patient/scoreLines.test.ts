/** What a patient reads of scores with gaps: said where they stand, and an old one never as today's. */
import { instant } from '../../../domain/ids';
import { MEASURES, type MeasureId } from '../../../domain/measures';
import type { ToldScore } from '../../../domain/measuring';
import { scoreLines } from '../../../web/patient/scoreLines';

const NOW = instant('2026-12-20T10:00:00Z');
let days = 0;
/** One day after the one before; `leftOut` are the numbers of the items without an answer. */
function score(
  measure: MeasureId,
  occasion: string,
  points: number | null,
  leftOut: readonly number[] = [],
): ToldScore {
  days += 1;
  const { bands, items } = MEASURES[measure];
  return {
    measure,
    occasion,
    score: points,
    band: points === null ? null : (bands.findLast(({ from }) => from <= points)?.key ?? null),
    answeredAt: instant(`2026-11-${String(days).padStart(2, '0')}T10:00:00Z`),
    asked: items.length,
    leftOut,
  };
}
const lineOf = (...scores: readonly ToldScore[]) => {
  const { lines, table } = scoreLines(scores, NOW);
  const [line] = lines;
  if (!line) throw new Error('no line');
  return { ...line, rows: table?.rows.map(({ text }) => text) };
};
beforeEach(() => {
  days = 0;
});

it('a score of fewer answers is told in the words, the drawing, its label and the table', () => {
  const { sentences, chart, rows } = lineOf(
    score('phq9', 'application', 16),
    score('phq9', 'week-1', 8, [3]),
  );
  expect(sentences[0]).toBe('Du svarede sidst 2. november. Tallet er 8, beregnet af 8 af 9 svar.');
  expect(sentences[1]).toContain('depression i let grad');
  expect(chart?.dots.map(({ hollow }) => hollow)).toEqual([false, true]);
  expect(chart?.key.map(({ text }) => text)).toEqual([
    'En ring: beregnet, selv om nogle svar mangler.',
  ]);
  expect(chart?.label).toContain('ansøgning 16, uge 1 8 (beregnet af 8 af 9 svar).');
  expect(rows).toEqual(['Dit humør: 16', 'Dit humør: 8 (beregnet af 8 af 9 svar)']);
});

it('a whole score is told without a word of gaps, and the drawing needs no key', () => {
  const { sentences, chart } = lineOf(score('phq9', 'application', 16), score('phq9', 'week-1', 8));
  expect(sentences[0]).toBe('Du svarede sidst 2. november. Tallet er 8.');
  expect(chart?.key).toEqual([]);
  expect(chart?.lines).toHaveLength(1);
});

it('too few answers leave no old words standing: what is missing, and the old number as old', () => {
  const { sentences, chart, rows } = lineOf(
    score('phq9', 'application', 16),
    score('phq9', 'week-1', 8),
    score('phq9', 'week-2', null, [1, 2, 5, 8]),
  );
  expect(sentences).toEqual([
    'Dine svar fra 3. november er for få til et tal: Du svarede på 5 af 9, og der skal mindst 7 ' +
      'svar til.',
    'Det seneste tal er 8 og er fra 2. november.',
  ]);
  expect(sentences.join(' ')).not.toMatch(/peger på|ved starten/);
  expect(chart?.gaps).toHaveLength(1);
  expect(chart?.key.map(({ text }) => text)).toEqual(['Et kryds: for få svar til et tal.']);
  expect(chart?.label).toContain('uge 2 for få svar (5 af 9)');
  expect(rows?.at(-1)).toBe('Dit humør: for få svar (5 af 9)');
});

it('the line breaks at a week that could not be reckoned, and goes on after it', () => {
  const { chart, sentences } = lineOf(
    score('phq9', 'application', 16),
    score('phq9', 'week-1', 14),
    score('phq9', 'week-2', null, [1, 2, 5]),
    score('phq9', 'week-3', 9),
    score('phq9', 'week-4', 8),
  );
  expect(chart?.lines.map((line) => line.split(' ').length)).toEqual([2, 2]);
  expect(chart?.dots).toHaveLength(4);
  const [cross = ''] = chart?.gaps ?? [];
  const at = Number(/^M([\d.]+)/.exec(cross)?.[1]) + 5;
  expect(at).toBeGreaterThan(chart?.dots[1]?.x ?? 999);
  expect(at).toBeLessThan(chart?.dots[2]?.x ?? 0);
  expect(sentences[0]).toBe('Du svarede sidst 5. november. Tallet er 8.');
});

it('who has never answered enough is told so, and shown no line', () => {
  const { sentences, chart } = lineOf(score('gad7', 'week-1', null, [1, 2, 3]));
  expect(sentences[0]).toContain('Du svarede på 4 af 7, og der skal mindst 5 svar til.');
  expect(sentences.join(' ')).not.toContain('Det seneste tal');
  expect(chart).toBeNull();
});

it('well-being needs every answer, and its line reads the right way round', () => {
  const few = lineOf(score('who5', 'week-1', 40), score('who5', 'week-2', null, [5]));
  expect(few.sentences[0]).toContain('Du svarede på 4 af 5, og der skal svar til på alle 5.');
  const { chart, sentences, howToRead } = lineOf(
    score('who5', 'week-1', 40),
    score('who5', 'week-2', 52),
  );
  expect(sentences.at(-1)).toMatch(/12 point højere .* Det tyder på, at du har det bedre/);
  expect(howToRead).toContain('Højere er bedre.');
  const [first, second] = chart?.dots ?? [];
  expect(second?.y).toBeLessThan(first?.y ?? 0);
});
