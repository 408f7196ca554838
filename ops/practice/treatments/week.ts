/** What somebody in the practice made of a module: the exercise as filled in, and how it was answered. */
import { addDays, weekday } from '../../../domain/calendar';
import type { CivilDate } from '../../../domain/ids';

const WEEKDAYS = [
  'mandag',
  'tirsdag',
  'onsdag',
  'torsdag',
  'fredag',
  'loerdag',
  'soendag',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A line of an exercise; `on`: the weekday it is about, for exercises that are kept day by day. */
export interface Line {
  readonly on?: Weekday;
  readonly [field: string]: string | number | undefined;
}

/** A module as it was handed in. */
export interface Handed {
  readonly module: string;
  readonly exercise: string;
  readonly lines: readonly Line[];
  /** Answers to the items of the weekly questionnaires at the hand-in; null: left out. */
  readonly phq9: readonly (number | null)[];
  readonly gad7: readonly (number | null)[];
}
export interface Week extends Handed {
  /** What the psychologist writes back. */
  readonly feedback: string;
  /** And at the exercise itself. */
  readonly comment?: string;
}

/** Seven days from the one on which a module opened, each on its own weekday. */
function dateOf(on: Weekday, opened: CivilDate): CivilDate {
  const later = (WEEKDAYS.indexOf(on) + 1 - weekday(opened) + 7) % 7;
  return addDays(opened, later);
}

/**
 * The rows of the exercise as it is kept, in the order in which they were lived: `opened` is the day
 * on which its module opened.
 */
export function rowsOf(
  handed: Handed,
  opened: CivilDate,
): readonly Readonly<Record<string, string>>[] {
  const days = handed.lines.map(({ on }) => (on ? dateOf(on, opened) : opened));
  const order = [...handed.lines.keys()].toSorted((one, other) =>
    (days[one] ?? '').localeCompare(days[other] ?? ''),
  );
  return order.map((at) => {
    const { on, ...fields } = handed.lines[at] ?? {};
    const day = on ? { day: days[at] ?? '' } : {};
    const typed = Object.entries(fields).map(([name, value]) => [name, String(value)]);
    return { ...day, ...Object.fromEntries(typed) };
  });
}
