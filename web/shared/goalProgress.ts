/** Goals over time on a page: each goal in a sentence and as a drawing, and every rating by its day. */
import { noteOf, type GoalOverTime, type RatedGoals } from '../../api/queries/goalRatings';
import { daysBetween } from '../../domain/calendar';
import { capital, dateWords, dayMonth } from '../../domain/danish';
import type { CivilDate, Instant } from '../../domain/ids';
import type { Facts } from './parts';
import { trendOf, type Trend } from './trend';

/** {{> goal-progress this}} */
export interface GoalProgress {
  readonly goals: readonly {
    readonly heading: string;
    readonly sentence: string;
    readonly trend: Trend | null;
  }[];
  /** The newest first: the numbers of a day, and what was written beside them. */
  readonly days: Facts;
}
const HIGHEST = 10;

/** Null while goals are not handed in, or were never rated again. */
export function goalProgress({ goals, ratings }: RatedGoals, now: Instant): GoalProgress | null {
  if (ratings.length === 0) return null;
  return {
    goals: goals.map((one) => ({
      heading: `${one.name}: ${one.goal}`,
      sentence: goalSentence(one, now) ?? '',
      trend: drawn(one, now),
    })),
    days: { caption: 'Tallene, dag for dag', rows: dayRows(goals, ratings, now) },
  };
}

/** "Fra 1 tirsdag 6. oktober til 4 fredag 27. november."; null: there is nothing to compare. */
export function goalSentence({ points }: GoalOverTime, now: Instant): string | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return null;
  const [from, to] = [dateWords(first.day, now), dateWords(last.day, now)];
  if (first.day === last.day) return `Fra ${first.value} til ${last.value} samme dag, ${to}.`;
  return first.value === last.value
    ? `${last.value} både ${from} og ${to}.`
    : `Fra ${first.value} ${from} til ${last.value} ${to}.`;
}

function drawn({ name, points }: GoalOverTime, now: Instant): Trend | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const length = daysBetween(first.day, last.day);
  return trendOf({
    caption:
      `${name}, hvor langt det er nået, fra ${dateWords(first.day, now)} til ` +
      `${dateWords(last.day, now)}. De samme tal står i listen.`,
    joined: true,
    min: 0,
    max: HIGHEST,
    lines: [
      {
        label: 'Hvor langt',
        points: points.map(({ day, value }) => ({
          at: length === 0 ? 0 : daysBetween(first.day, day) / length,
          value,
        })),
      },
    ],
    from: dayMonth(first.day),
    to: dayMonth(last.day),
  });
}

function dayRows(
  goals: readonly GoalOverTime[],
  ratings: RatedGoals['ratings'],
  now: Instant,
): Facts['rows'] {
  const days = [...new Set(goals.flatMap(({ points }) => points.map(({ day }) => day)))];
  return days
    .toSorted((one, other) => (one < other ? 1 : -1))
    .map((day) => ({
      term: capital(dateWords(day, now)),
      text: [...numbersOn(goals, day), ...notesOn(ratings, day)].join('\n'),
    }));
}

function numbersOn(goals: readonly GoalOverTime[], on: CivilDate): string[] {
  return goals.flatMap(({ name, points }) => {
    const values = points.flatMap(({ day, value }) => (day === on ? [value] : []));
    return values.length > 0 ? [`${name}: ${values.join(', og senere ')}`] : [];
  });
}

/** Every note of the day, also of a rating that a later one stands instead of. */
function notesOn(ratings: RatedGoals['ratings'], on: CivilDate): string[] {
  return ratings.flatMap(({ day, row }) => (day === on && noteOf(row) ? [noteOf(row)] : []));
}
