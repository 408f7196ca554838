/** Which deadline rules a course gets: once, by the day and the age, and it keeps them for life. */
import type { CivilDate } from '../../domain/ids';
import { chooseRules, promisesByAge, SHIPPED_RULES, type DeadlineRule } from '../../domain/rules';

const day = (text: string): CivilDate => text as CivilDate;
/** The bill that would give young adults an answer within 8 working days. */
const young: DeadlineRule = {
  name: 'screeningAnswer',
  version: 1,
  validFrom: day('2027-01-01'),
  ageFrom: 18,
  ageTo: 24,
  length: 8,
  unit: 'workingDays',
  owner: 'agreement',
};
const shorter: DeadlineRule = {
  name: 'screeningAnswer',
  version: 2,
  validFrom: day('2027-06-01'),
  length: 10,
  unit: 'calendarDays',
  owner: 'agreement',
};
const rules = [shorter, young, ...SHIPPED_RULES];

describe('the rules of a course', () => {
  it('have a length for every deadline', () => {
    const chosen = chooseRules(SHIPPED_RULES, day('2026-11-02'), 34);
    expect(Object.keys(chosen).toSorted()).toEqual(
      SHIPPED_RULES.map((rule) => rule.name).toSorted(),
    );
    expect(chosen.screeningAnswer).toEqual({ length: 14, unit: 'calendarDays' });
  });

  it('are those of the day: a later law changes nothing for who has applied', () => {
    expect(chooseRules(rules, day('2027-05-31'), 34).screeningAnswer.length).toBe(14);
    expect(chooseRules(rules, day('2027-06-01'), 34).screeningAnswer.length).toBe(10);
  });

  it('prefer a rule for the age, also to a newer one for everybody', () => {
    expect(chooseRules(rules, day('2026-12-31'), 20).screeningAnswer.length).toBe(14);
    expect(chooseRules(rules, day('2027-07-01'), 24).screeningAnswer).toEqual({
      length: 8,
      unit: 'workingDays',
    });
    expect(chooseRules(rules, day('2027-07-01'), 25).screeningAnswer.length).toBe(10);
    expect(chooseRules(rules, day('2027-07-01'), 17).screeningAnswer.length).toBe(10);
  });

  it('take no rule by age for somebody whose age is not known', () => {
    expect(chooseRules(rules, day('2027-02-01'), null).screeningAnswer.length).toBe(14);
  });

  it('take the higher version of the same day, in whatever order they come', () => {
    const tenth: DeadlineRule = { ...shorter, version: 10, length: 9 };
    expect(chooseRules([tenth, ...rules], day('2027-06-01'), 40).screeningAnswer.length).toBe(9);
    expect(chooseRules([...rules, tenth], day('2027-06-01'), 40).screeningAnswer.length).toBe(9);
  });
});

describe('the ages that are promised something else', () => {
  const on = (date: string, rows: readonly DeadlineRule[] = rules) =>
    promisesByAge(rows, day(date), 'screeningAnswer', 18);

  it('are none before the law, and its span from then on', () => {
    expect(on('2026-12-31')).toEqual([]);
    expect(on('2027-01-01')).toEqual([
      { ageFrom: 18, ageTo: 24, rule: { length: 8, unit: 'workingDays' } },
    ]);
  });

  it('are spans without what a newer row has taken over, or what everybody has', () => {
    const older = { ...young, version: 3, ageFrom: 65, ageTo: undefined };
    const narrow = { ...young, version: 4, validFrom: day('2027-02-01'), ageFrom: 20, ageTo: 20 };
    const same = { ...young, version: 5, ageFrom: 40, ageTo: 44, length: 14 };
    const rows = [older, { ...narrow, length: 5 }, { ...same, unit: 'calendarDays' }, ...rules];
    const spans = on('2027-03-01', rows as DeadlineRule[]);
    expect(spans.map(({ ageFrom, ageTo, rule }) => [ageFrom, ageTo, rule.length])).toEqual([
      [18, 19, 8],
      [20, 20, 5],
      [21, 24, 8],
      [65, null, 8],
    ]);
  });
});
