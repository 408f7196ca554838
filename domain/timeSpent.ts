/** How much time an answer to a patient takes, and how it sums up over the weeks of a treatment. */
import { addDays, copenhagenDate, daysBetween } from './calendar';
import type { CivilDate, Instant } from './ids';

/**
 * The minutes that are logged for each kind of answer when nobody says otherwise; owner: the clinic.
 * A closing call is offered as one of about 15 minutes (DOMAIN 1); behind a flag lies one as well.
 */
export const TIME_KINDS = {
  feedback: { minutes: 15 },
  message: { minutes: 5 },
  closingCall: { minutes: 15 },
  silenceCall: { minutes: 10 },
  flag: { minutes: 15 },
} as const;
export type TimeKind = keyof typeof TIME_KINDS;

/** Longer than any answer: four hours. */
export const MOST_MINUTES = 240;
/** What is usual for written support in guided internet treatment, in minutes a week. */
export const WEEKLY_GUIDE = { from: 10, to: 20 } as const;

export interface TimeSpent {
  readonly minutes: number;
  readonly at: Instant;
}

/** A whole number of minutes as it was typed; null when it is none of 0 to 240. */
export function minutesTyped(text: string): number | null {
  const typed = text.trim();
  if (!/^\d{1,3}$/.test(typed)) return null;
  const minutes = Number(typed);
  return minutes <= MOST_MINUTES ? minutes : null;
}

/** 'before' and 'after' the treatment, else its week, counted from 1. */
export type TimeWeek = number | 'before' | 'after';
export interface TimeOfWeek {
  readonly week: TimeWeek;
  readonly minutes: number;
  /** How many answers. */
  readonly answers: number;
  /** More than the guide; nothing outside the treatment is held against it. */
  readonly isMuch: boolean;
}
const WEEK_DAYS = 7;

/**
 * The minutes of each week since treatment began, up to `now` or its end; a week with none is there
 * too. Weeks begin on the weekday on which treatment began, in Copenhagen.
 */
export function timeByWeek(
  spent: readonly TimeSpent[],
  treatment: { readonly startedAt: Instant; readonly endedAt: Instant | undefined },
  now: Instant,
): readonly TimeOfWeek[] {
  const { startedAt, endedAt } = treatment;
  const weekOf = (at: Instant): TimeWeek => {
    if (at < startedAt) return 'before';
    if (endedAt !== undefined && at > endedAt) return 'after';
    return weekNumber(startedAt, at);
  };
  const last = weekNumber(startedAt, endedAt ?? now);
  const weeks: TimeWeek[] = ['before', ...Array.from({ length: last }, (_, n) => n + 1), 'after'];
  return weeks
    .map((week) => {
      const own = spent.filter(({ at }) => weekOf(at) === week);
      const minutes = own.reduce((sum, one) => sum + one.minutes, 0);
      const isMuch = typeof week === 'number' && minutes > WEEKLY_GUIDE.to;
      return { week, minutes, answers: own.length, isMuch };
    })
    .filter(({ week, answers }) => typeof week === 'number' || answers > 0);
}

function weekNumber(startedAt: Instant, at: Instant): number {
  const days = daysBetween(copenhagenDate(startedAt), copenhagenDate(at));
  return Math.floor(Math.max(days, 0) / WEEK_DAYS) + 1;
}

/** The day on which a week of the treatment begins. */
export function weekBegins(startedAt: Instant, week: number): CivilDate {
  return addDays(copenhagenDate(startedAt), (week - 1) * WEEK_DAYS);
}
