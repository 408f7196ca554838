/** Answers whether a row of dated data can be a deadline rule, before any course is promised it. */
import type { DeadlineName } from './course';
import {
  RULE_OWNERS,
  SHIPPED_RULES,
  UNITS,
  type DeadlineRule,
  type RuleOwner,
  type Unit,
} from './rules';

/** A row as somebody wrote it. */
export interface RuleRow extends Omit<DeadlineRule, 'name' | 'unit' | 'owner'> {
  readonly name: string;
  readonly unit: string;
  readonly owner: string;
}

/** Clocks whose unit says it all: their length is 0. */
const WITHOUT_LENGTH: readonly Unit[] = ['sameWorkingDay', 'contactBy', 'onTheDay'];
/** Code adds to their lengths what it counts itself: days of a pause, the week of a module. */
const FIXED_UNIT: readonly DeadlineName[] = ['treatmentLength', 'moduleOpens'];
/** More than a year of days, or of hours, is a slip of the pen. */
const MOST = { days: 366, hours: 366 * 24 } as const;
const OLDEST = 130;

/**
 * The rule that a row is. Throws RangeError, in one sentence that names the row, when its name or
 * unit is unknown, a number is out of range, or the clock would run the other way than it must.
 */
export function ruleFrom(row: RuleRow): DeadlineRule {
  const refuse = (why: string): never => {
    throw new RangeError(`deadline rule ${row.name} version ${row.version}: ${why}`);
  };
  const shipped = SHIPPED_RULES.find(({ name }) => name === row.name);
  const unit = UNITS.find((one) => one === row.unit);
  const owner: RuleOwner | undefined = RULE_OWNERS.find((one) => one === row.owner);
  if (!shipped) return refuse('there is no deadline of that name');
  if (!unit) return refuse(`the unit "${row.unit}" is none of ${UNITS.join(', ')}`);
  if (!owner) return refuse(`the owner "${row.owner}" is none of ${RULE_OWNERS.join(', ')}`);
  const rule: DeadlineRule = { ...row, name: shipped.name, unit, owner };
  const why = versionFault(rule) ?? ageFault(rule) ?? lengthFault(rule) ?? unitFault(rule, shipped);
  return why === null ? rule : refuse(why);
}

function versionFault({ version }: DeadlineRule): string | null {
  return isWhole(version, 1, Infinity) ? null : 'a version is a whole number from 1';
}

function ageFault({ ageFrom = 0, ageTo = OLDEST }: DeadlineRule): string | null {
  return isWhole(ageFrom, 0, ageTo) && isWhole(ageTo, 0, OLDEST)
    ? null
    : `no age is from ${ageFrom} to ${ageTo}`;
}

function lengthFault({ length, unit }: DeadlineRule): string | null {
  const range = (from: number, to: number): string | null =>
    isWhole(length, from, to) ? null : `a length in ${unit} is ${from} to ${to}, not ${length}`;
  if (WITHOUT_LENGTH.includes(unit)) return range(0, 0);
  if (unit !== 'elapsedHours') return range(1, MOST.days);
  return length === 0 ? 'no hours are no deadline' : range(-MOST.hours, MOST.hours);
}

function unitFault(rule: DeadlineRule, shipped: DeadlineRule): string | null {
  if (FIXED_UNIT.includes(rule.name) && rule.unit !== shipped.unit) {
    return `it is counted in ${shipped.unit} only`;
  }
  if (countsBack(rule) === countsBack(shipped)) return null;
  return countsBack(shipped) ? 'it counts back from an instant' : 'it counts on from an instant';
}

function countsBack({ unit, length }: DeadlineRule): boolean {
  return unit === 'daysBefore' || length < 0;
}

function isWhole(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}
