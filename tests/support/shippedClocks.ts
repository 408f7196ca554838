/** The shipped deadline rules by unit, and their due instants for many starts at once. */
import { dueInstant } from '../../domain/deadlines';
import type { CivilDate, Instant } from '../../domain/ids';
import { SHIPPED_RULES, type ChosenRule, type Unit } from '../../domain/rules';
import { later, wallShows } from './danishWall';

export const WHO = ['patient', 'staff'] as const;
type Who = (typeof WHO)[number];

/** Every length that ships in a unit, named after all the rules that have it, for `test.each`. */
export function clocksIn(unit: Unit): [names: string, rule: ChosenRule][] {
  const rules = SHIPPED_RULES.filter((rule) => rule.unit === unit);
  const lengths = [...new Set(rules.map(({ length }) => length))];
  return lengths.map((length) => {
    const names = rules.filter((rule) => rule.length === length).map(({ name }) => name);
    return [`${names.join(', ')} (${length} ${unit})`, { length, unit }];
  });
}

/** What the wall shows when each start falls due, and the first start that overtakes a later one. */
export function tried(
  rule: ChosenRule,
  who: Who,
  starts: readonly Instant[],
): { shown: readonly string[]; overtakes: string | undefined } {
  const dues = starts.map((start) => dueInstant(rule, start, who));
  const back = dues.findIndex((due, n) => due < (dues[n - 1] ?? ''));
  const start = starts[back];
  return { shown: dues.map(wallShows), overtakes: start && wallShows(start) };
}

/** 24:00 of a date is 00:00 of the following one on the wall. */
export const atMidnight = (date: CivilDate): string => `${later(date, 1)} 00:00:00`;
export const at15 = (date: CivilDate): string => `${date} 15:00:00`;
export const at9 = (date: CivilDate): string => `${date} 09:00:00`;
