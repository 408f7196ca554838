/** Which deadline rules a course gets: once, by the day and the age, and it keeps them for life. */
import type { CivilDate } from '../../domain/ids';
import { chooseRules, SHIPPED_RULES, type DeadlineRule } from '../../domain/rules';

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
