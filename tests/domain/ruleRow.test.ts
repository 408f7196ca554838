/** What a row of dated data must be, before any course is promised it. */
import type { CivilDate } from '../../domain/ids';
import { ruleFrom, type RuleRow } from '../../domain/ruleRow';
import { SHIPPED_RULES } from '../../domain/rules';

const law: RuleRow = {
  name: 'screeningAnswer',
  version: 2,
  validFrom: '2027-01-01' as CivilDate,
  ageFrom: 18,
  ageTo: 24,
  length: 8,
  unit: 'workingDays',
  owner: 'agreement',
};

test('every shipped rule could be such a row, and a law for an age can', () => {
  expect(SHIPPED_RULES.map(ruleFrom)).toEqual(SHIPPED_RULES);
  expect(ruleFrom(law)).toEqual(law);
  expect(ruleFrom({ ...law, ageFrom: undefined, ageTo: undefined }).length).toBe(8);
});

test.each<[Partial<RuleRow>, string]>([
  [{ name: 'screeningAnwser' }, 'there is no deadline of that name'],
  [{ unit: 'weeks' }, 'the unit "weeks" is none of calendarDays, workingDays'],
  [{ owner: 'somebody' }, 'the owner "somebody" is none of agreement'],
  [{ version: 0 }, 'a version is a whole number from 1'],
  [{ length: 0 }, 'a length in workingDays is 1 to 366, not 0'],
  [{ length: 800 }, 'a length in workingDays is 1 to 366, not 800'],
  [{ length: 8.5 }, 'a length in workingDays is 1 to 366, not 8.5'],
  [{ ageFrom: 25 }, 'no age is from 25 to 24'],
  [{ ageTo: 240 }, 'no age is from 18 to 240'],
  [{ ageFrom: -1 }, 'no age is from -1 to 24'],
  [{ unit: 'daysBefore' }, 'it counts on from an instant'],
  [{ unit: 'elapsedHours', length: -48 }, 'it counts on from an instant'],
  [{ unit: 'elapsedHours', length: 0 }, 'no hours are no deadline'],
  [{ unit: 'sameWorkingDay' }, 'a length in sameWorkingDay is 0 to 0, not 8'],
  [{ name: 'screeningRemindOwner' }, 'it counts back from an instant'],
  [{ name: 'reservedNear', unit: 'elapsedHours' }, 'it counts back from an instant'],
  [{ name: 'treatmentLength' }, 'it is counted in calendarDays only'],
])('a row with %j is refused by name: %s', (but, why) => {
  const row = { ...law, ...but };
  const refused = () => ruleFrom(row);
  expect(refused).toThrow(RangeError);
  expect(refused).toThrow(`deadline rule ${row.name} version ${row.version}: ${why}`);
});
