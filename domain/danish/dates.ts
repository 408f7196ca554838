/** Says dates, hours and due instants as people say them: "onsdag 16. december kl. 10.00". */
import { copenhagenDate, copenhagenTime, dayOfDue, daysBetween, weekday } from '../calendar';
import type { CivilDate, Instant } from '../ids';
import type { AgePromise, ChosenRule } from '../rules';

const WEEKDAYS = ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'] as const;
const MONTHS = [
  'januar',
  'februar',
  'marts',
  'april',
  'maj',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'december',
] as const;
const MIDNIGHT = '00:00';
const WEEK_DAYS = 7;

/**
 * The day an instant is said to be on. Copenhagen midnight is 24.00 of the day that ends: every
 * deadline in calendar days falls there, and nothing else in a course happens at that stroke.
 */
function dayOf(at: Instant | CivilDate): CivilDate {
  if (at.length === 10) return at as CivilDate;
  const moment = at as Instant;
  return copenhagenTime(moment) === MIDNIGHT ? dayOfDue(moment) : copenhagenDate(moment);
}

/** "16. december", with the year when it is not the year of `now`. */
export function dayMonth(at: Instant | CivilDate, now?: Instant): string {
  const day = dayOf(at);
  const year = day.slice(0, 4);
  const month = MONTHS[Number(day.slice(5, 7)) - 1] ?? '';
  const words = `${Number(day.slice(8))}. ${month}`;
  return now !== undefined && copenhagenDate(now).slice(0, 4) !== year ? `${words} ${year}` : words;
}

function weekdayWord(day: CivilDate): string {
  return WEEKDAYS[weekday(day) - 1] ?? '';
}

/** "onsdag 16. december", with the year when it is not the year of `now`. */
export function dateWords(at: Instant | CivilDate, now?: Instant): string {
  return `${weekdayWord(dayOf(at))} ${dayMonth(at, now)}`;
}

/** "kl. 10.00", "kl. 9.00"; midnight is said "kl. 24.00". */
export function timeWords(at: Instant): string {
  const time = copenhagenTime(at);
  if (time === MIDNIGHT) return 'kl. 24.00';
  return `kl. ${Number(time.slice(0, 2))}.${time.slice(3)}`;
}

/** "onsdag 16. december kl. 10.00"; the end of a day is said "søndag 6. december kl. 24.00". */
export function dateTimeWords(at: Instant, now?: Instant): string {
  return `${dateWords(at, now)} ${timeWords(at)}`;
}

/** "22. november 2026", always with its year, for letters and records. */
export function longDate(at: Instant | CivilDate): string {
  return `${dayMonth(at)} ${dayOf(at).slice(0, 4)}`;
}

/** "kl. 10.00–11.00". */
export function spanWords(from: Instant, to: Instant): string {
  return `${timeWords(from)}–${timeWords(to).slice('kl. '.length)}`;
}

export interface DueWords {
  readonly state: 'over' | 'today' | 'later';
  readonly words: string;
}
const WITHIN_WEEK = 6;

/** "1 dag over frist", "I dag kl. 15.00", "Onsdag kl. 15.00", "Mandag 4. januar 2027 kl. 24.00". */
export function dueWords(dueAt: Instant, now: Instant): DueWords {
  const ahead = daysBetween(copenhagenDate(now), dayOf(dueAt));
  const at = timeWords(dueAt);
  if (dueAt <= now) return { state: 'over', words: overWords(-ahead, at) };
  if (ahead === 0) return { state: 'today', words: `I dag ${at}` };
  if (ahead === 1) return { state: 'later', words: `I morgen ${at}` };
  const day = ahead <= WITHIN_WEEK ? weekdayWord(dayOf(dueAt)) : dateWords(dueAt, now);
  return { state: 'later', words: `${capital(day)} ${at}` };
}

function overWords(days: number, at: string): string {
  if (days <= 0) return `Over frist siden ${at} i dag`;
  return days === 1 ? '1 dag over frist' : `${days} dage over frist`;
}

/** A sentence's beginning: the first letter large. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** No more than so many letters of it, with " …" where there are more. */
export function shortened(words: string, most: number): string {
  return words.length > most ? `${words.slice(0, most).trimEnd()} …` : words;
}

/** "1 dag", "14 dage": a number with its noun. */
export function countWords(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** How long a rule gives, as promised beforehand: "14 dage", "2 arbejdsdage", "12 uger". */
export function lengthWords(rule: ChosenRule): string {
  const { length, unit } = rule;
  switch (unit) {
    case 'workingDays':
      return countWords(length, 'arbejdsdag', 'arbejdsdage');
    case 'elapsedHours':
      return countWords(Math.abs(length), 'time', 'timer');
    case 'workingHours':
      return countWords(length, 'arbejdstime', 'arbejdstimer');
    case 'monthsAfter':
      return countWords(length, 'måned', 'måneder');
    case 'programmeWeeks':
      return countWords(length, 'uge', 'uger');
    case 'sameWorkingDay':
      return 'samme arbejdsdag';
    case 'contactBy':
      return 'samme eller næste arbejdsdag';
    case 'onTheDay':
      return 'samme dag';
    case 'calendarDays':
    case 'daysAfter':
    case 'daysBefore':
      return countWords(length, 'dag', 'dage');
  }
}

/** As `lengthWords`, but 84 calendar days are said as twelve weeks: whole weeks are said so. */
export function weeksWords(rule: ChosenRule): string {
  const weeks = rule.length / WEEK_DAYS;
  return rule.unit === 'calendarDays' && Number.isInteger(weeks)
    ? countWords(weeks, 'uge', 'uger')
    : lengthWords(rule);
}

/** "18–24 år", "30 år", "65 år eller ældre". */
export function ageWords({ ageFrom, ageTo }: Pick<AgePromise, 'ageFrom' | 'ageTo'>): string {
  if (ageTo === null) return `${ageFrom} år eller ældre`;
  return ageFrom === ageTo ? `${ageFrom} år` : `${ageFrom}–${ageTo} år`;
}
