/** Danish wall times and random dates, for the tests of calendar and deadlines. */
import fc from 'fast-check';
import {
  addDays,
  atTime,
  civilDate,
  copenhagenDate,
  copenhagenTime,
  dayOfDue,
  daysBetween,
} from '../../domain/calendar';
import { instant } from '../../domain/ids';
import type { Instant } from '../../domain/ids';

export const HOUR = 3_600_000;
export const d = civilDate;
/** A Copenhagen wall time, "2026-12-07 10:00". */
export function wall(text: string): Instant {
  const [date = '', time = ''] = text.split(' ');
  return atTime(d(date), time);
}
/** An instant as Copenhagen reads it; midnight is written as the 24:00 that ends a day. */
export function read(at: Instant): string {
  const time = copenhagenTime(at);
  return time === '00:00' ? `${dayOfDue(at)} 24:00` : `${copenhagenDate(at)} ${time}`;
}

export const FIRST = d('2024-01-01');
export const DAYS = daysBetween(FIRST, d('2032-12-31'));
export const anyDate = fc.integer({ min: 0, max: DAYS }).map((n) => addDays(FIRST, n));
export const anyInstant = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 11, 20) })
  .map((ms) => instant(ms));
