import fc from 'fast-check';
import {
  anxietyMeasureOf,
  improvement,
  outcomeOf,
  reliableChangeOf,
} from '../../../domain/measures/outcome';
import type { Outcome } from '../../../domain/measures/outcome';

/** PHQ-9 and GAD-7, first and last. */
function outcome(phq9: [number, number], gad7: [number, number]): Outcome {
  const found = outcomeOf('depression', {
    phq9: { first: phq9[0], last: phq9[1] },
    gad7: { first: gad7[0], last: gad7[1] },
  });
  if (found === null) throw new Error('both ends are scored');
  return found;
}

describe('reliable change', () => {
  test.each([
    ['phq9', 15, 9, 'improved'],
    ['phq9', 15, 10, 'none'],
    ['phq9', 9, 15, 'worsened'],
    ['phq9', 9, 14, 'none'],
    ['gad7', 12, 8, 'improved'],
    ['gad7', 8, 12, 'worsened'],
    ['gad7', 8, 11, 'none'],
    ['who5', 40, 52, 'improved'],
    ['who5', 52, 44, 'none'],
    ['who5', 52, 40, 'worsened'],
    ['pdssSr', 12, 7, 'improved'],
    ['spin', 30, 21, 'none'],
    ['spin', 30, 20, 'improved'],
    ['mobility', 3, 2.27, 'improved'],
    ['mobility', 3, 2.28, 'none'],
    ['mobility', 2.27, 3, 'worsened'],
  ] as const)('%s from %d to %d: %s', (id, first, last, expected) => {
    expect(reliableChangeOf(id, { first, last })).toBe(expected);
  });

  test('nothing is said without both scores, nor of a measure without a limit', () => {
    expect(reliableChangeOf('phq9', { first: 15, last: null })).toBeNull();
    expect(reliableChangeOf('phq9', { first: null, last: 3 })).toBeNull();
    expect(reliableChangeOf('audit', { first: 20, last: 0 })).toBeNull();
  });

  test('improvement is positive in WHO-5 when it rises and elsewhere when it falls', () => {
    expect([improvement('who5', 20, 60), improvement('phq9', 20, 5)]).toEqual([40, 15]);
  });
});

describe('the outcome of a course', () => {
  test('a person who falls below both cut-offs has recovered reliably', () => {
    expect(outcome([16, 6], [12, 5])).toEqual({
      anxietyMeasure: 'gad7',
      wasCase: true,
      recovered: true,
      reliablyImproved: true,
      reliablyRecovered: true,
      reliablyDeteriorated: false,
    });
  });

  test('a person still at one cut-off is better, but not recovered', () => {
    expect(outcome([16, 6], [12, 8])).toMatchObject({ recovered: false, reliablyImproved: true });
    expect(outcome([16, 10], [12, 7])).toMatchObject({ recovered: false, reliablyImproved: true });
  });

  test('crossing the cut-off by a little is recovery, not reliable recovery', () => {
    expect(outcome([10, 9], [7, 7])).toMatchObject({
      wasCase: true,
      recovered: true,
      reliablyImproved: false,
      reliablyRecovered: false,
    });
  });

  test('a person who was never a case cannot recover', () => {
    expect(outcome([9, 2], [7, 2])).toMatchObject({
      wasCase: false,
      recovered: false,
      reliablyImproved: true,
      reliablyRecovered: false,
    });
  });

  test('one better and the other worse is neither', () => {
    expect(outcome([18, 8], [8, 14])).toMatchObject({
      reliablyImproved: false,
      reliablyDeteriorated: false,
    });
  });

  test('one worse and the other unmoved is deterioration', () => {
    expect(outcome([10, 16], [8, 9])).toMatchObject({
      recovered: false,
      reliablyImproved: false,
      reliablyDeteriorated: true,
    });
  });

  test('a missing end is no outcome at all', () => {
    expect(outcomeOf('depression', { phq9: { first: 15, last: 5 } })).toBeNull();
    expect(
      outcomeOf(null, { phq9: { first: 15, last: null }, gad7: { first: 9, last: 2 } }),
    ).toBeNull();
  });

  test('it is never both better and worse, and reliable recovery is both of its halves', () => {
    const phq = fc.tuple(fc.nat({ max: 27 }), fc.nat({ max: 27 }));
    const gad = fc.tuple(fc.nat({ max: 21 }), fc.nat({ max: 21 }));
    fc.assert(
      fc.property(phq, gad, (a, b) => {
        const forward = outcome(a, b);
        const backward = outcome([a[1], a[0]], [b[1], b[0]]);
        expect(forward.reliablyImproved && forward.reliablyDeteriorated).toBe(false);
        expect(backward.reliablyDeteriorated).toBe(forward.reliablyImproved);
        expect(forward.reliablyRecovered).toBe(forward.recovered && forward.reliablyImproved);
        expect(!forward.recovered || forward.wasCase).toBe(true);
      }),
    );
  });
});

describe('the anxiety half of the pair', () => {
  const both = { first: 20, last: 5 };
  const half = { first: 20, last: null };
  test.each([
    ['panic', { pdssSr: both }, 'pdssSr'],
    ['panic', { pdssSr: half }, 'gad7'],
    ['panic', {}, 'gad7'],
    ['socialPhobia', { spin: both }, 'spin'],
    ['agoraphobia', { mobility: both }, 'mobility'],
    ['specificPhobia', { phobia: both }, 'gad7'],
    ['depression', { spin: both }, 'gad7'],
    [null, {}, 'gad7'],
  ] as const)('%s uses its own where it is scored at both ends', (programme, ends, expected) => {
    expect(anxietyMeasureOf(programme, ends)).toBe(expected);
  });

  test("panic is judged by the disorder's own cut-off", () => {
    const ends = { phq9: { first: 4, last: 4 }, pdssSr: { first: 8, last: 3 } };
    expect(outcomeOf('panic', ends)).toMatchObject({
      anxietyMeasure: 'pdssSr',
      wasCase: true,
      reliablyRecovered: true,
    });
  });
});
