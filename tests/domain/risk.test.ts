import fc from 'fast-check';
import type { CivilDate } from '../../domain/ids';
import { flagsFrom, RISK_THRESHOLDS, thresholdsOn, TRIGGERS } from '../../domain/risk';
import type { RiskAnswers, RiskThresholds } from '../../domain/risk';

/** Eight answers of 0 and this one to item 9. */
function withItem9(item9: number | null): RiskAnswers {
  return { phq9Items: [0, 0, 0, 0, 0, 0, 0, 0, item9] };
}
const raised = (answers: RiskAnswers) =>
  flagsFrom(answers).map(({ tier, trigger, clock }) => [tier, trigger, clock]);

describe('what a patient answers and what is raised', () => {
  test('never thinking of death raises nothing', () => {
    expect(flagsFrom(withItem9(0))).toEqual([]);
    expect(flagsFrom({})).toEqual([]);
  });

  test('several days is amber, to be seen the same working day', () => {
    expect(raised(withItem9(1))).toEqual([['amber', 'item9Some', 'sameWorkingDay']]);
  });

  test('leaving it out is never read as 0', () => {
    const amber = [['amber', 'item9LeftOut', 'sameWorkingDay']];
    expect(raised(withItem9(null))).toEqual(amber);
    expect(raised({ phq9Items: [0, 0, 0, 0, 0, 0, 0, 0] })).toEqual(amber);
    expect(raised({ phq9Items: [] })).toEqual(amber);
  });

  test.each([2, 3])('item 9 = %d is red', (item9) => {
    expect(raised(withItem9(item9))).toEqual([['red', 'item9High', 'red']]);
  });

  test('the mark of a psychologist is red', () => {
    expect(raised({ markedByPsychologist: true })).toEqual([
      ['red', 'markedByPsychologist', 'red'],
    ]);
    expect(flagsFrom({ safety: {}, markedByPsychologist: false })).toEqual([]);
  });

  test.each([
    [{ suicideRisk: 'yes' }, [['red', 'highSuicideRisk', 'red']]],
    [{ thoughts: 'often' }, [['red', 'thoughtsOften', 'red']]],
    [{ attempts: 'lastYear' }, [['red', 'recentAttempt', 'red']]],
    [{ thoughts: 'sometimes' }, [['amber', 'thoughtsSometimes', 'sameWorkingDay']]],
    [{ thoughts: 'sometimes', attempts: 'lastYear' }, [['red', 'recentAttempt', 'red']]],
    [{ thoughts: 'no', suicideRisk: 'no', attempts: 'earlier' }, []],
    [{ thoughts: '', suicideRisk: '', attempts: '' }, []],
  ])('about safety: %j', (safety, expected) => {
    expect(raised({ safety })).toEqual(expected);
  });

  test.each([
    [{ phq9: { start: 10, now: 15 } }, []],
    [{ phq9: { start: 10, now: 16 } }, [['amber', 'phq9Rise', 'nextWorkingDay']]],
    [{ gad7: { start: 10, now: 13 } }, []],
    [{ gad7: { start: 10, now: 14 } }, [['amber', 'gad7Rise', 'nextWorkingDay']]],
    [{ phq9: { start: null, now: 27 }, gad7: { start: 0, now: null } }, []],
    [{ phq9: { start: 20, now: 2 } }, []],
  ])('%j', (answers, expected) => {
    expect(raised(answers)).toEqual(expected);
  });

  test('two reasons with one clock are one flag that names both', () => {
    const flags = flagsFrom({ phq9: { start: 3, now: 20 }, gad7: { start: 3, now: 20 } });
    expect(flags.map((flag) => flag.triggers)).toEqual([['phq9Rise', 'gad7Rise']]);
  });

  test('a red flag takes the amber one of the same day with it, not that of getting worse', () => {
    const answers = { ...withItem9(1), safety: { suicideRisk: 'yes' }, phq9: { start: 1, now: 9 } };
    const flags = flagsFrom(answers);
    expect(flags.map((flag) => [flag.tier, flag.triggers])).toEqual([
      ['red', ['highSuicideRisk', 'item9Some']],
      ['amber', ['phq9Rise']],
    ]);
  });

  test('at most one flag for a clock, red first, and each says whose numbers it used', () => {
    const level = fc.record({ start: fc.nat({ max: 27 }), now: fc.nat({ max: 27 }) });
    const answers = fc.record(
      {
        phq9Items: fc.array(fc.option(fc.nat({ max: 3 })), { minLength: 9, maxLength: 9 }),
        safety: fc.record(
          {
            thoughts: fc.constantFrom('', 'no', 'sometimes', 'often'),
            suicideRisk: fc.constantFrom('', 'no', 'yes'),
            attempts: fc.constantFrom('', 'no', 'earlier', 'lastYear'),
          },
          { requiredKeys: [] },
        ),
        markedByPsychologist: fc.boolean(),
        phq9: level,
        gad7: level,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(answers, (given) => {
        const flags = flagsFrom(given);
        const clocks = flags.map((flag) => flag.clock);
        expect(new Set(clocks).size).toBe(clocks.length);
        expect(flags.findLastIndex((flag) => flag.tier === 'red')).toBeLessThan(1);
        expect(flags.every((flag) => flag.thresholdsVersion === 1)).toBe(true);
        expect(flags.every((flag) => flag.tier === TRIGGERS[flag.trigger].tier)).toBe(true);
      }),
    );
  });
});

describe('thresholds are dated data', () => {
  const [first] = RISK_THRESHOLDS;
  if (first === undefined) throw new Error('the shipped row is missing');
  const stricter: RiskThresholds = {
    ...first,
    version: 2,
    validFrom: '2027-03-01' as CivilDate,
    item9Red: 1,
    phq9Rise: 5,
  };
  const rows = [stricter, first];

  test('a new row counts from its day', () => {
    expect(thresholdsOn('2027-02-28' as CivilDate, rows).version).toBe(1);
    expect(thresholdsOn('2027-03-01' as CivilDate, rows).version).toBe(2);
    expect(thresholdsOn('2026-12-07' as CivilDate)).toBe(first);
  });

  test('and flags follow it and name it', () => {
    expect(flagsFrom(withItem9(1), stricter)).toMatchObject([
      { tier: 'red', trigger: 'item9High', thresholdsVersion: 2 },
    ]);
    expect(flagsFrom({ phq9: { start: 1, now: 6 } }, stricter)).toHaveLength(1);
  });

  test('of two rows from one day the later version counts', () => {
    const corrected = { ...stricter, version: 3 };
    expect(thresholdsOn('2027-04-01' as CivilDate, [corrected, stricter, first]).version).toBe(3);
  });
});
