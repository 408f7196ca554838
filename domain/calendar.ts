/** Answers for Copenhagen time: dates, closed days, office hours and when a thing falls due. */
import { Temporal } from 'temporal-polyfill';
import { HOLIDAYS } from './holidays';
import type { Holiday } from './holidays';
import { instant, millis, plusMillis } from './ids';
import type { CivilDate, Instant } from './ids';
import { CONTACT_HOURS } from './risk';
import type { ContactHours } from './risk';

const ZONE = 'Europe/Copenhagen';
const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Office hours on working days (DOMAIN: weekdays between 8 and 15). */
export const OPENS = '08:00';
export const CLOSES = '15:00';
/** The hour at which a day counted from a start, or back from a due instant, begins to matter. */
const MORNING = '09:00';

/** Whose day it is: a staff task waits for a working day, a patient's does not. */
export interface ForWhom {
  readonly forStaff: boolean;
}

// ── Dates and times ──────────────────────────────────────────────────────────────────────────

/** Brands a text as a civil date. Throws RangeError when it is no `YYYY-MM-DD` that exists. */
export function civilDate(text: string): CivilDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(`Not a date: ${text}`);
  return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as CivilDate;
}

/** The date on a Copenhagen wall at an instant. */
export function copenhagenDate(at: Instant): CivilDate {
  return zoned(at).toPlainDate().toString() as CivilDate;
}

/** The hour and minute on a Copenhagen wall at an instant, as `HH:MM`. */
export function copenhagenTime(at: Instant): string {
  return zoned(at).toPlainTime().toString({ smallestUnit: 'minute' });
}

/**
 * The instant of a Copenhagen wall time, `HH:MM`; 24:00 is the midnight that ends the day.
 * An hour that the spring change skips is the one after it; one that autumn repeats, the first.
 * Throws RangeError for anything else.
 */
export function atTime(date: CivilDate, time: string): Instant {
  if (time === '24:00') return atTime(addDays(date, 1), '00:00');
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`Not a time: ${time}`);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const local = new Temporal.PlainDateTime(year, month, day, hour, minute);
  return instant(local.toZonedDateTime(ZONE).epochMilliseconds);
}

/** The date a whole number of days later (earlier when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10) as CivilDate;
}

/** The ISO week that a date is in: Danes plan a roster by its number. */
export function weekNumber(date: CivilDate): number {
  return Temporal.PlainDate.from(date).weekOfYear ?? 0;
}

/** Whole days from the first date to the second; negative when the second is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

/** Day of the week, Monday 1 to Sunday 7. */
export function weekday(date: CivilDate): number {
  return new Date(date).getUTCDay() || 7;
}

function zoned(at: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(millis(at)).toZonedDateTimeISO(ZONE);
}

// ── Working days ─────────────────────────────────────────────────────────────────────────────

/**
 * The Danish name of the day when the house is closed for a holiday, else null, by the rows that
 * count on that date. Where two fall on one day the first row names it. Weekends are not named.
 */
export function holidayName(date: CivilDate, rows: readonly Holiday[] = HOLIDAYS): string | null {
  const yearly = date.slice(5);
  const afterEaster = daysBetween(easterSunday(Number(date.slice(0, 4))), date);
  const row = rows.find(
    ({ on, validFrom, validTo }) =>
      ('date' in on ? on.date === yearly : on.afterEaster === afterEaster) &&
      (validFrom === undefined || validFrom <= date) &&
      (validTo === undefined || date <= validTo),
  );
  return row?.name ?? null;
}

/** Easter Sunday of a Gregorian year (Meeus, Jones and Butcher). */
function easterSunday(year: number): CivilDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const moon = (19 * a + b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 15) % 30;
  const toSunday = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - moon - (c % 4)) % 7;
  const late = Math.floor((a + 11 * moon + 19 * toSunday) / 433);
  const month = Math.floor((moon + toSunday - 7 * late + 90) / 25);
  const day = (moon + toSunday - 7 * late + 33 * month + 19) % 32;
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) as CivilDate;
}

/** Monday to Friday and no holiday. */
export function isWorkingDay(date: CivilDate): boolean {
  return weekday(date) <= 5 && holidayName(date) === null;
}

/** The Nth working day strictly after a date; 0 is the date itself, closed or not. */
export function nthWorkingDayAfter(date: CivilDate, n: number): CivilDate {
  let day = date;
  for (let found = 0; found < n;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) found += 1;
  }
  return day;
}

/** The first working day strictly after a date. */
export function nextWorkingDay(date: CivilDate): CivilDate {
  return nthWorkingDayAfter(date, 1);
}

/** The date itself when it is a working day, else the first one after it. */
export function firstWorkingDayOnOrAfter(date: CivilDate): CivilDate {
  return isWorkingDay(date) ? date : nextWorkingDay(date);
}

/** The date itself when it is a working day, else the last one before it. */
export function lastWorkingDayOnOrBefore(date: CivilDate): CivilDate {
  let day = date;
  while (!isWorkingDay(day)) day = addDays(day, -1);
  return day;
}

/** True from 08:00 up to, not at, 15:00 on a working day. */
export function isOfficeHours(at: Instant): boolean {
  const day = copenhagenDate(at);
  return isWorkingDay(day) && at >= atTime(day, OPENS) && at < atTime(day, CLOSES);
}

/** The instant when so many office hours have passed; closed hours do not count. */
export function addWorkingHours(at: Instant, hours: number): Instant {
  let left = hours * HOUR;
  for (let day = firstWorkingDayOnOrAfter(copenhagenDate(at)); ; day = nextWorkingDay(day)) {
    const opens = atTime(day, OPENS);
    const from = at > opens ? at : opens;
    const room = millis(atTime(day, CLOSES)) - millis(from);
    if (room < 0) continue;
    if (left <= room) return plusMillis(from, left);
    left -= room;
  }
}

// ── When a thing falls due (DOMAIN §3) ───────────────────────────────────────────────────────

/** Calendar days: 24:00 of the Nth day after the start day. */
export function calendarDaysDue(start: Instant, n: number): Instant {
  return atTime(addDays(copenhagenDate(start), n), '24:00');
}

/** Working days: 15:00 of the Nth working day after the start day. */
export function workingDaysDue(start: Instant, n: number): Instant {
  return atTime(nthWorkingDayAfter(copenhagenDate(start), n), CLOSES);
}

/** N days after a start that is no deadline: 09:00; for staff the next working day if closed. */
export function daysAfterAt9(start: Instant, n: number, whose: ForWhom): Instant {
  const day = addDays(copenhagenDate(start), n);
  return atTime(whose.forStaff ? firstWorkingDayOnOrAfter(day) : day, MORNING);
}

/** N days before a due instant: 09:00; for staff the last working day before if closed. */
export function daysBeforeAt9(due: Instant, n: number, whose: ForWhom): Instant {
  const day = addDays(dayOfDue(due), -n);
  return atTime(whose.forStaff ? lastWorkingDayOnOrBefore(day) : day, MORNING);
}

/** The day that a due instant belongs to: 24:00 on 5 December is 5 December, not the 6th. */
export function dayOfDue(due: Instant): CivilDate {
  return copenhagenDate(plusMillis(due, -1));
}

/** The last day that lies wholly before a due instant: what closes at 9 was open the day before. */
export function lastWholeDay(due: Instant): CivilDate {
  return addDays(copenhagenDate(due), -1);
}

/**
 * "Same working day": 15:00 today, or of the next working day if raised outside office hours.
 * Before 08:00 on a working day that next one is today: what comes earlier is never due later.
 */
export function sameWorkingDayDue(at: Instant): Instant {
  return atTime(readingDay(at, CLOSES), CLOSES);
}

/**
 * The working day whose duty psychologist has what is raised at an instant: today until the house
 * closes, then the next working day, on which it is contacted (DOMAIN section 4). So only working
 * days need somebody on duty.
 */
export function dutyDay(at: Instant): CivilDate {
  return readingDay(at, CLOSES);
}

/**
 * The latest instant for human contact after a red flag: the same day if raised early enough on a
 * working day, else by an hour of the next one. The hours are the clinic's data (domain/risk).
 */
export function contactBy(at: Instant, hours: ContactHours = CONTACT_HOURS): Instant {
  const today = copenhagenDate(at);
  const day = readingDay(at, hours.sameDayIfBefore);
  return atTime(day, day === today ? hours.sameDayBy : hours.nextDayBy);
}

/** Today when it is a working day and the clock is before the hour, else the next working day. */
function readingDay(at: Instant, before: string): CivilDate {
  const today = copenhagenDate(at);
  return isWorkingDay(today) && at < atTime(today, before) ? today : nextWorkingDay(today);
}

/** 09:00 on the same date so many months later, or on that month's last day. */
export function monthsAfterAt9(start: Instant, months: number): Instant {
  const day = zoned(start).toPlainDate().add({ months }).toString() as CivilDate;
  return atTime(day, MORNING);
}
