/** The dated lengths of every deadline: shipped rows, and the choice of one course's rules. */
import type { DeadlineName } from './course';
import type { CivilDate } from './ids';

/**
 * How a length is counted (DOMAIN: "When a thing falls due").
 * calendarDays: 24:00 of the Nth day after. workingDays: 15:00 of the Nth working day after.
 * daysAfter / daysBefore: 09:00 of that day. elapsedHours: on the clock (negative: before).
 * workingHours: counts only 8–15 on working days. sameWorkingDay, contactBy: risk clocks.
 * onTheDay: 09:00 of the anchor's own date. programmeWeeks: 09:00, N weeks after. monthsAfter:
 * 09:00 on the same date N months later, or on that month's last day.
 */
export const UNITS = [
  'calendarDays',
  'workingDays',
  'daysAfter',
  'daysBefore',
  'elapsedHours',
  'workingHours',
  'sameWorkingDay',
  'contactBy',
  'onTheDay',
  'programmeWeeks',
  'monthsAfter',
] as const;
export type Unit = (typeof UNITS)[number];

export interface DeadlineRule {
  readonly name: DeadlineName;
  readonly version: number;
  readonly validFrom: CivilDate;
  readonly ageFrom?: number;
  readonly ageTo?: number;
  readonly length: number;
  readonly unit: Unit;
  /** Who answers for the number. */
  readonly owner: RuleOwner;
}
export const RULE_OWNERS = ['agreement', 'clinic', 'project'] as const;
export type RuleOwner = (typeof RULE_OWNERS)[number];
export interface ChosenRule {
  readonly length: number;
  readonly unit: Unit;
}
export type ChosenRules = Readonly<Record<DeadlineName, ChosenRule>>;

const start = '2023-01-01' as CivilDate;
type Shipped = readonly [DeadlineName, number, Unit, DeadlineRule['owner']];
const shipped: readonly Shipped[] = [
  ['applicationReminder1', 7, 'daysAfter', 'project'],
  ['applicationReminder2', 21, 'daysAfter', 'project'],
  ['applicationLapse', 30, 'calendarDays', 'project'],
  ['screeningAnswer', 14, 'calendarDays', 'agreement'],
  ['screeningRemindOwner', 4, 'daysBefore', 'project'],
  ['screeningRemindTeam', 2, 'daysBefore', 'project'],
  ['reservedDays', 5, 'calendarDays', 'project'],
  ['reservedNear', -48, 'elapsedHours', 'project'],
  ['followUpOffer', 14, 'daysAfter', 'project'],
  ['findTime', 21, 'daysAfter', 'project'],
  ['assessmentClock', 28, 'calendarDays', 'agreement'],
  ['appointmentReminder3', 3, 'daysBefore', 'project'],
  ['appointmentReminder1', 1, 'daysBefore', 'project'],
  ['assessmentOutcome', 1, 'workingDays', 'project'],
  ['treatmentLength', 84, 'calendarDays', 'agreement'],
  ['silent7', 7, 'daysAfter', 'clinic'],
  ['silent10', 10, 'daysAfter', 'clinic'],
  ['silent14', 14, 'daysAfter', 'clinic'],
  ['pauseEnds', 0, 'onTheDay', 'clinic'],
  ['moduleOpens', 1, 'programmeWeeks', 'clinic'],
  ['feedback', 2, 'workingDays', 'project'],
  ['closingCall', 14, 'calendarDays', 'project'],
  ['epicriseLetter', 3, 'workingDays', 'project'],
  ['followUp', 6, 'monthsAfter', 'clinic'],
  ['afterwards', 7, 'monthsAfter', 'project'],
  ['amberSeen', 0, 'sameWorkingDay', 'clinic'],
  ['worseSeen', 1, 'workingDays', 'clinic'],
  ['redContact', 0, 'contactBy', 'clinic'],
  ['redToDuty', 2, 'workingHours', 'clinic'],
  ['redToSupervisor', 4, 'workingHours', 'clinic'],
  ['taskDefault', 2, 'workingDays', 'project'],
];

export const SHIPPED_RULES: readonly DeadlineRule[] = shipped.map(
  ([name, length, unit, owner]) => ({
    name,
    version: 1,
    validFrom: start,
    length,
    unit,
    owner,
  }),
);

function fits(rule: DeadlineRule, on: CivilDate, age: number | null): boolean {
  if (rule.validFrom > on) return false;
  if (rule.ageFrom === undefined && rule.ageTo === undefined) return true;
  if (age === null) return false;
  return age >= (rule.ageFrom ?? 0) && age <= (rule.ageTo ?? Infinity);
}

/**
 * The rules that one course keeps for life: for each name the newest row that fits the day and the
 * age; a row with an age range goes before one without, then the later `validFrom`, then version.
 */
export function chooseRules(
  rules: readonly DeadlineRule[],
  on: CivilDate,
  age: number | null,
): ChosenRules {
  const rank = (rule: DeadlineRule): string => {
    const ranged = rule.ageFrom !== undefined || rule.ageTo !== undefined ? '1' : '0';
    return `${ranged}|${rule.validFrom}|${String(rule.version).padStart(6, '0')}`;
  };
  const chosen: Partial<Record<DeadlineName, DeadlineRule>> = {};
  for (const rule of rules) {
    if (!fits(rule, on, age)) continue;
    const now = chosen[rule.name];
    if (now === undefined || rank(rule) > rank(now)) chosen[rule.name] = rule;
  }
  const lengths = Object.entries(chosen).map(([name, rule]) => [
    name,
    { length: rule.length, unit: rule.unit },
  ]);
  return Object.fromEntries(lengths) as ChosenRules;
}

/** A span of ages, and what it is promised otherwise than everybody else; null: and older. */
export interface AgePromise {
  readonly ageFrom: number;
  readonly ageTo: number | null;
  readonly rule: ChosenRule;
}
const OLDEST = 130;

/** The ages, `youngest` and up, for whom the rules of that day make the deadline another one. */
export function promisesByAge(
  rules: readonly DeadlineRule[],
  on: CivilDate,
  name: DeadlineName,
  youngest: number,
): readonly AgePromise[] {
  const most = chooseRules(rules, on, null)[name];
  const ages = Array.from({ length: OLDEST - youngest + 1 }, (_, n) => youngest + n);
  return ages.reduce<readonly AgePromise[]>((spans, age) => {
    const rule = chooseRules(rules, on, age)[name];
    if (isSame(rule, most)) return spans;
    const last = spans.at(-1);
    const goesOn = last?.ageTo === age - 1 && isSame(last.rule, rule);
    const ageTo = age === OLDEST ? null : age;
    return goesOn
      ? [...spans.slice(0, -1), { ...last, ageTo }]
      : [...spans, { ageFrom: age, ageTo, rule }];
  }, []);
}

function isSame(one: ChosenRule, other: ChosenRule): boolean {
  return one.length === other.length && one.unit === other.unit;
}
