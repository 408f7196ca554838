import fc from 'fast-check';
import { bandOf, MEASURE_IDS, MEASURES, measuresFor, WEEKLY } from '../../../domain/measures';
import type { Answers, Measure, MeasureId } from '../../../domain/measures';

const scoreOf = (id: MeasureId, answers: Answers) => MEASURES[id].score(answers);
/** Answers that add up to a total, filled from the first item. */
function adding(id: MeasureId, total: number): Answers {
  let left = total;
  return MEASURES[id].items.map((item) => {
    const fits = item.options.map((option) => option.value).filter((value) => value <= left);
    const value = Math.max(...fits);
    left -= value;
    return value;
  });
}

describe('bands begin where the table says', () => {
  test.each<[MeasureId, number, string, boolean]>([
    ['phq9', 0, 'minimal', false],
    ['phq9', 4, 'minimal', false],
    ['phq9', 5, 'mild', false],
    ['phq9', 9, 'mild', false],
    ['phq9', 10, 'moderate', true],
    ['phq9', 14, 'moderate', true],
    ['phq9', 15, 'moderatelySevere', true],
    ['phq9', 19, 'moderatelySevere', true],
    ['phq9', 20, 'severe', true],
    ['phq9', 27, 'severe', true],
    ['gad7', 4, 'minimal', false],
    ['gad7', 5, 'mild', false],
    ['gad7', 7, 'mild', false],
    ['gad7', 8, 'mild', true],
    ['gad7', 10, 'moderate', true],
    ['gad7', 14, 'moderate', true],
    ['gad7', 15, 'severe', true],
    ['gad7', 21, 'severe', true],
    ['audit', 7, 'low', false],
    ['audit', 8, 'hazardous', true],
    ['audit', 15, 'hazardous', true],
    ['audit', 16, 'harmful', true],
    ['audit', 19, 'harmful', true],
    ['audit', 20, 'dependence', true],
    ['audit', 40, 'dependence', true],
    ['pdssSr', 5, 'remission', false],
    ['pdssSr', 6, 'belowCase', false],
    ['pdssSr', 7, 'belowCase', false],
    ['pdssSr', 8, 'case', true],
    ['spin', 18, 'belowCase', false],
    ['spin', 19, 'case', true],
  ])('%s %d is %s, a case: %s', (id, total, band, isCase) => {
    expect(scoreOf(id, adding(id, total))).toMatchObject({ score: total, band, case: isCase });
  });

  test('WHO-5 counts four for a point, and is a case below 50', () => {
    expect(scoreOf('who5', [3, 3, 2, 2, 2])).toMatchObject({ score: 48, band: 'low', case: true });
    expect(scoreOf('who5', [3, 3, 3, 2, 2])).toMatchObject({
      score: 52,
      band: 'good',
      case: false,
    });
    expect(scoreOf('who5', [5, 5, 5, 5, 5]).score).toBe(100);
  });

  test('every band can be read by a clinician', () => {
    expect(bandOf('phq9', 'moderate')?.forPatient).toBe(
      'Dine svar peger på en depression i middelsvær grad. Det er et øjebliksbillede, ikke en dom.',
    );
    expect(bandOf('phq9', null)).toBeNull();
  });
});

describe('what is left out', () => {
  test('two missing answers are made up for, three are not scored', () => {
    expect(scoreOf('phq9', [1, 1, 1, 1, 1, 1, 1, null, null]).score).toBe(9);
    expect(scoreOf('phq9', [1, 1, 1, 1, 1, 1, null, null, null])).toEqual({
      score: null,
      band: null,
      case: null,
      scorerVersion: 'phq9-1',
    });
    expect(scoreOf('gad7', [2, 2, 2, 2, 2, null, null]).score).toBe(14);
    expect(scoreOf('gad7', [2, 2, 2, 2, null, null, null]).score).toBeNull();
  });

  test('a half is rounded up before the band is found', () => {
    // 4 points in 8 of 9 answers: 4.5 becomes 5, which is mild.
    expect(scoreOf('phq9', [1, 1, 1, 1, 0, 0, 0, 0, null])).toMatchObject({
      score: 5,
      band: 'mild',
    });
    // 3 points in 6 of 7 answers: 3.5 becomes 4.
    expect(scoreOf('gad7', [1, 1, 1, 0, 0, 0, null]).score).toBe(4);
    // 1 point in 8 of 9: 1.125 becomes 1.
    expect(scoreOf('phq9', [1, 0, 0, 0, 0, 0, 0, 0, null]).score).toBe(1);
  });

  test.each<MeasureId>(['who5', 'audit', 'pdssSr', 'spin', 'phobia'])(
    '%s is not scored with one answer missing',
    (id) => {
      const all = MEASURES[id].items.map(() => 0);
      expect(scoreOf(id, all).score).toBe(0);
      expect(scoreOf(id, [null, ...all.slice(1)]).score).toBeNull();
    },
  );

  test('the Mobility Inventory is the mean of 21 answers or more out of 26', () => {
    const answers = (given: number): Answers =>
      Array.from({ length: 26 }, (_, n) => (n < given ? 1 + (n % 5) : null));
    expect(scoreOf('mobility', answers(20)).score).toBeNull();
    expect(scoreOf('mobility', answers(21)).score).toBeCloseTo(61 / 21, 12);
    expect(scoreOf('mobility', answers(25)).score).toBe(3);
    expect(scoreOf('mobility', answers(25)).case).toBe(true);
  });

  test('a phobia is a case from 4 on any one of its three items', () => {
    expect(scoreOf('phobia', [3, 3, 3])).toMatchObject({ score: 3, case: false });
    expect(scoreOf('phobia', [0, 4, 0])).toMatchObject({ score: 4, case: true });
  });
});

describe('answers that are none', () => {
  test.each<[string, MeasureId, Answers]>([
    ['a 4 in PHQ-9', 'phq9', [4, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['eight answers to PHQ-9', 'phq9', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['half a point', 'gad7', [0.5, 0, 0, 0, 0, 0, 0]],
    ['a 1 in AUDIT item 9', 'audit', [0, 0, 0, 0, 0, 0, 0, 0, 1, 0]],
    ['a 3 in AUDIT item 10', 'audit', [0, 0, 0, 0, 0, 0, 0, 0, 0, 3]],
    ['a 0 in the Mobility Inventory', 'mobility', Array.from({ length: 26 }, () => 0)],
  ])('%s is refused', (_, id, answers) => {
    expect(() => scoreOf(id, answers)).toThrow(RangeError);
  });
});

/** Answers that the measure allows, some of them left out. */
function anyAnswers(measure: Measure): fc.Arbitrary<Answers> {
  const items = measure.items.map((item) =>
    fc.option(fc.constantFrom(...item.options.map((option) => option.value)), { freq: 8 }),
  );
  return fc.tuple(...items);
}

describe.each(MEASURE_IDS.map((id) => [id, MEASURES[id]] as const))('%s', (id, measure) => {
  test('has the number of items and values of the table, numbered from 1', () => {
    const table: Record<MeasureId, [number, number]> = {
      phq9: [9, 27],
      gad7: [7, 21],
      who5: [5, 100],
      audit: [10, 40],
      pdssSr: [7, 28],
      spin: [17, 68],
      mobility: [26, 5],
      phobia: [3, 8],
    };
    const highest = measure.items.map((item) => Math.max(...item.options.map((o) => o.value)));
    expect([measure.items.length, measure.max]).toEqual(table[id]);
    expect(measure.score(highest).score).toBe(measure.max);
    expect(measure.items.map((item) => item.number)).toEqual(measure.items.map((_, n) => n + 1));
    expect(measure.id).toBe(id);
  });

  test('shows its words, or none at all while the licence is missing', () => {
    const texts = measure.items.map((item) => item.text);
    expect(texts.every((text) => (text !== null) === measure.isShipped)).toBe(true);
    expect(measure.instruction !== null).toBe(measure.isShipped);
    expect(new Set(texts).size).toBe(measure.isShipped ? texts.length : 1);
  });

  test('scores within its range, into a band that it has, or not at all', () => {
    fc.assert(
      fc.property(anyAnswers(measure), (answers) => {
        const { score, band, case: isCase } = measure.score(answers);
        if (score === null) {
          expect([band, isCase]).toEqual([null, null]);
          return;
        }
        expect(score >= 0 && score <= measure.max).toBe(true);
        expect(bandOf(id, band)).not.toBeNull();
        expect(typeof isCase).toBe('boolean');
      }),
    );
  });

  test('never falls when one answer gets worse', () => {
    const higher = fc.tuple(anyAnswers(measure), fc.nat({ max: measure.items.length - 1 }));
    fc.assert(
      fc.property(higher, ([answers, at]) => {
        const options = measure.items[at]?.options.map((option) => option.value) ?? [];
        const values = options.toSorted((a, b) => a - b);
        const now = answers[at] ?? null;
        const next = values.find((value) => now !== null && value > now);
        fc.pre(next !== undefined);
        const before = measure.score(answers).score;
        const after = measure.score(answers.with(at, next ?? null)).score;
        expect(after === null).toBe(before === null);
        expect((after ?? 0) >= (before ?? 0)).toBe(true);
      }),
    );
  });
});

describe('who fills in what', () => {
  test('PHQ-9 and GAD-7 come weekly', () => {
    expect(WEEKLY).toEqual(['phq9', 'gad7']);
  });

  test('a questionnaire without a licence is not handed to anybody', () => {
    expect(measuresFor('panic')).toEqual(['phq9', 'gad7', 'who5', 'audit']);
    expect(measuresFor(null)).toEqual(['phq9', 'gad7', 'who5', 'audit']);
  });

  test('item 9 of PHQ-9 asks about death, and item 9 of AUDIT about accidents', () => {
    expect(MEASURES.phq9.items[8]?.text).toContain('hvis du var død');
    expect(MEASURES.audit.items[8]?.text).toContain('kommet til skade');
    expect(MEASURES.audit.items[8]?.options.map((option) => option.value)).toEqual([0, 2, 4]);
  });
});
