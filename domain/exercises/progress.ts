/** Answers for an exercise over time: the numbers of its rows by day or row, by week, and in words. */
import { addDays, weekday } from '../calendar';
import type { CivilDate } from '../ids';
import type { AnswerRow, ExerciseKind, Line, Means } from './exercise';

/** A row that was written, and the day it is about; null when rows of the kind have none. */
export interface Written {
  readonly day: CivilDate | null;
  readonly row: AnswerRow;
}
/** The rows of one day, or one row of a kind that has no days. */
export interface ProgressPoint {
  readonly day: CivilDate | null;
  readonly means: Means;
}
/** A week with something written in it: how many rows, and their means; `monday` is its first day. */
export interface ProgressWeek {
  readonly monday: CivilDate;
  readonly count: number;
  readonly means: Means;
}
export interface Progress {
  /** In the order of their days, or as they were written. */
  readonly points: readonly ProgressPoint[];
  readonly weeks: readonly ProgressWeek[];
  /** What all rows say together; null when none has every number. */
  readonly words: string | null;
}

/** The Monday of the week that a day is in. */
export function mondayOf(day: CivilDate): CivilDate {
  return addDays(day, 1 - weekday(day));
}

/** Whether the rows of a kind are each about a day. */
export function isByDay({ fields }: Pick<ExerciseKind, 'fields'>): boolean {
  return fields.some(({ kind, required }) => kind === 'day' && required);
}

export function progressOf(kind: ExerciseKind, written: readonly Written[]): Progress {
  const { lines } = kind;
  // A mean before and a mean after are of the same rows: half a row would shift the one alone.
  const whole = written.filter(({ row }) => lines.every((line) => line.value(row) !== null));
  const words = whole.length === 0 ? null : kind.inWords(meansOf(lines, whole));
  if (!isByDay(kind)) {
    const points = written.map((one) => ({ day: null, means: meansOf(lines, [one]) }));
    return { points, weeks: [], words };
  }
  const days = grouped(written, ({ day }) => day);
  const weeks = grouped(written, ({ day }) => day && mondayOf(day));
  return {
    points: days.map(([day, rows]) => ({ day, means: meansOf(lines, rows) })),
    weeks: weeks.map(([monday, rows]) => ({
      monday,
      count: rows.length,
      means: meansOf(lines, rows),
    })),
    words,
  };
}

function meansOf(lines: readonly Line[], rows: readonly Written[]): Means {
  return Object.fromEntries(
    lines.map(({ name, value }) => {
      const numbers = rows.flatMap(({ row }) => value(row) ?? []);
      const sum = numbers.reduce((total, one) => total + one, 0);
      return [name, numbers.length === 0 ? null : sum / numbers.length];
    }),
  );
}

/** The rows that have a key, by it, in its order. */
export function grouped<Of>(
  written: readonly Of[],
  keyOf: (one: Of) => CivilDate | null,
): [CivilDate, Of[]][] {
  const groups = new Map<CivilDate, Of[]>();
  for (const one of written) {
    const key = keyOf(one);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1));
}
