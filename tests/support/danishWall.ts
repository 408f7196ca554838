/**
 * A second opinion on Danish time, made without domain/calendar: the clock on the wall comes from
 * Node's own time zones, the closed days from a list of holidays that others keep.
 */
import Holidays from 'date-holidays';
import { instant, millis, plusMillis, type CivilDate, type Instant } from '../../domain/ids';

const FIRST_YEAR = 2024;
const LAST_YEAR = 2032;
const DAY = 86_400_000;
const MINUTE = 60_000;

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** What a wall in Copenhagen shows, "2026-12-07 15:00:00". */
export function wallShows(at: Instant): string {
  return clock.format(millis(at));
}

/** The date alone. */
export function wallDate(at: Instant): CivilDate {
  return wallShows(at).slice(0, 10) as CivilDate;
}

/** The date a number of days later, on the calendar alone. */
export function later(date: CivilDate, days: number): CivilDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10) as CivilDate;
}

/** Every date from 1 January 2024 to 31 December 2032. */
export const DATES: readonly CivilDate[] = Array.from(
  { length: (Date.UTC(LAST_YEAR, 11, 31) - Date.UTC(FIRST_YEAR, 0, 1)) / DAY + 1 },
  (_, n) => later(`${FIRST_YEAR}-01-01` as CivilDate, n),
);

const list = new Holidays('DK');
/** A year before and after, for what is counted over the ends. */
const YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 3 }, (_, n) => FIRST_YEAR - 1 + n);

/** The public holidays of a year by that list, and 5 June, 24 and 31 December. */
export function closedDaysOf(year: number): readonly string[] {
  const known = list.getHolidays(year).filter(({ type }) => type === 'public');
  const ours = ['06-05', '12-24', '12-31'].map((day) => `${year}-${day}`);
  return [...new Set([...known.map(({ date }) => date.slice(0, 10)), ...ours])].toSorted();
}

const closed: ReadonlySet<string> = new Set(YEARS.flatMap(closedDaysOf));

/** Monday to Friday, and on no list of closed days. */
export function isOpen(date: CivilDate): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day !== 0 && day !== 6 && !closed.has(date);
}

/** The date itself when the house is open, else the nearest open one in that direction. */
export function openOn(date: CivilDate, direction: 1 | -1): CivilDate {
  return isOpen(date) ? date : openOn(later(date, direction), direction);
}

/** The Nth open day after a date. */
export function nthOpenAfter(date: CivilDate, n: number): CivilDate {
  const next = openOn(later(date, 1), 1);
  return n <= 1 ? next : nthOpenAfter(next, n - 1);
}

/** The first instant at which the wall shows that hour and minute, `HH:MM`, which it must show. */
export function whenWallShows(date: CivilDate, time: string): Instant {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const found = [2, 1].map((hours) => instant(asUtc - hours * 60 * MINUTE));
  const at = found.find((one) => wallShows(one) === `${date} ${time}:00`);
  if (!at) throw new Error(`${date} ${time} is never shown`);
  return at;
}

/** Those times of day, `HH:MM`, on every date. */
export function startsAt(...times: readonly string[]): readonly Instant[] {
  return DATES.flatMap((date) => times.map((time) => whenWallShows(date, time)));
}

const TURNS = ['00:00', '03:30', '07:59', '08:00', '12:59', '13:00', '14:59', '15:00', '23:59'];

/** One start on every date, at another time of day from date to date. */
export const IN_TURN: readonly Instant[] = DATES.map((date, n) =>
  whenWallShows(date, TURNS[n % TURNS.length] ?? ''),
);

/** Every quarter of the nights in which the clocks change: no hour, and one hour twice. */
export const CLOCK_CHANGES: readonly Instant[] = DATES.filter((date) => {
  const night = millis(whenWallShows(date, '00:00'));
  return millis(whenWallShows(later(date, 1), '00:00')) - night !== DAY;
}).flatMap((date) => {
  const quarter = (n: number) => plusMillis(whenWallShows(date, '00:00'), n * 15 * MINUTE);
  return Array.from({ length: 17 }, (_, n) => quarter(n));
});
