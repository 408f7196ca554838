/** Answers for goals that are rated again: the form of one rating, and each goal's numbers over time. */
import type { CivilDate } from '../ids';
import type { AnswerRow, Exercise, ScaleField } from './exercise';
import { numberIn, scale, text, textIn } from './fields';

const NOTE = 'note';
const NOTE_ROOM = 500;
/** As much as anybody can rate in half a year, day by day. */
const ROOM = 400;

/** How far somebody was with a goal on a day, 0–10. */
export interface GoalPoint {
  readonly day: CivilDate;
  readonly value: number;
}
export interface GoalOverTime {
  /** "Mål 1", as in its exercise. */
  readonly name: string;
  readonly goal: string;
  /** First the number that was handed in; then one a day, the last that was given. */
  readonly points: readonly GoalPoint[];
}
/** One rating of all goals, as it was written. */
export interface Rating {
  readonly day: CivilDate;
  readonly row: AnswerRow;
}

function numberOf(at: number): string {
  return `now-${at + 1}`;
}

/** The number that is asked for: its label names the goal, so that no two are confused. */
function field({ rowName }: Exercise, goal: AnswerRow, at: number): ScaleField {
  const name = `${rowName} ${at + 1}`;
  return scale(
    numberOf(at),
    `${name}: ${textIn(goal, 'goal')}`,
    `${name}: Giv et tal fra 0 til 10 for, hvor langt du er i dag. Et 0 er også et svar.`,
  );
}

/**
 * One rating as a diary's entry: a number for each goal, and a few words that nobody must write.
 * `goals` are the rows of the exercise as they were handed in; they stand fast from then on.
 */
export function ratingOf(exercise: Exercise, goals: readonly AnswerRow[]): Exercise {
  return {
    ...exercise,
    isDiary: true,
    rowName: 'Vurdering',
    rowsName: 'vurderinger',
    minRows: 0,
    startRows: 0,
    maxRows: ROOM,
    fields: [
      ...goals.map((goal, at) => field(exercise, goal, at)),
      text(NOTE_ROOM, NOTE, 'Hvad har ændret sig, eller hvad er næste skridt?'),
    ],
  };
}

/** What was written beside the numbers; '' for nothing. */
export function noteOf(row: AnswerRow): string {
  return textIn(row, NOTE);
}

/** `from`: the day the goals were handed in; `ratings` in the order in which they were given. */
export function goalsOverTime(
  { rowName }: Pick<Exercise, 'rowName'>,
  goals: readonly AnswerRow[],
  from: CivilDate,
  ratings: readonly Rating[],
): readonly GoalOverTime[] {
  return goals.map((goal, at) => {
    const first = numberIn(goal, 'now');
    const byDay = new Map<CivilDate, number>();
    for (const { day, row } of ratings) {
      const value = numberIn(row, numberOf(at));
      if (value !== null) byDay.set(day, value);
    }
    const later = [...byDay].map(([day, value]) => ({ day, value }));
    return {
      name: `${rowName} ${at + 1}`,
      goal: textIn(goal, 'goal'),
      points: [...(first === null ? [] : [{ day: from, value: first }]), ...later],
    };
  });
}
