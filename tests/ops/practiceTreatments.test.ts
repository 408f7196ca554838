/** What the practice people wrote in their treatment can be handed in, module by module. */
import { addDays, atTime, civilDate } from '../../domain/calendar';
import { CAMILLA } from '../../ops/practice/treatments/camilla';
import { EMIL } from '../../ops/practice/treatments/emil';
import { IDA } from '../../ops/practice/treatments/ida';
import { IDA_RATES } from '../../ops/practice/treatments/idaLater';
import { rowsOf, type Handed } from '../../ops/practice/treatments/week';
import type { Instant } from '../../domain/ids';
import { ratingOf } from '../../domain/exercises/goalRating';
import type { AnswerRow, Exercise } from '../../domain/exercises/exercise';
import { parseEntry } from '../../programmes/entries';
import { parseExercise } from '../../programmes/exercises';
import { depression } from '../support/depression';

/** A module may open on any day of the week. */
const DAYS = Array.from({ length: 7 }, (_, day) => addDays(civilDate('2026-11-30'), day));
const people: readonly (readonly [string, readonly Handed[]])[] = [
  ['Ida', IDA],
  ['Emil', EMIL],
  ['Camilla', [CAMILLA]],
];
/** The evening on which a module is handed in, in days after it opened. */
const HANDED_IN = 6;

/** What a form or a diary would not take in. */
function wrongIn(exercise: Exercise, rows: ReturnType<typeof rowsOf>, now: Instant): unknown[] {
  if (exercise.isDiary) {
    return rows.flatMap((row) => {
      const parsed = parseEntry(exercise, row, now);
      return parsed.kind === 'ok' ? [] : [row, parsed.errors];
    });
  }
  const form = rows.flatMap((row, at) =>
    Object.entries(row).map(([name, value]) => [`${name}-${at + 1}`, value] as const),
  );
  const parsed = parseExercise(exercise, Object.fromEntries(form), now);
  return parsed.kind === 'ok' ? [] : [...parsed.errors];
}
const sum = (items: readonly (number | null)[]): number =>
  items.reduce<number>((total, one) => total + (one ?? 0), 0);

describe.each(people)('%s', (_, weeks) => {
  test('works on the modules in their order, from the first', () => {
    const order = depression.modules.map(({ id }) => id).slice(0, weeks.length);
    expect(weeks.map(({ module }) => module)).toEqual(order);
  });

  test.each(weeks)('fills in all that $exercise asks for, whenever it opened', (week) => {
    const module = depression.modules.find(({ id }) => id === week.module);
    const exercise = module?.exercises.find(({ id }) => id === week.exercise);
    if (!exercise) throw new Error(`no exercise ${week.exercise}`);
    for (const opened of DAYS) {
      const now = atTime(addDays(opened, HANDED_IN), '21:00');
      expect(wrongIn(exercise, rowsOf(week, opened), now)).toEqual([]);
      expect(week.lines.length).toBeGreaterThanOrEqual(exercise.minRows);
    }
    const asked = new Set(exercise.fields.map(({ name }) => name));
    const written = week.lines.flatMap(({ on: _on, ...line }) => Object.keys(line));
    expect(written.filter((name) => !asked.has(name))).toEqual([]);
  });
});

test('a week that opens in its middle is kept in the order in which it was lived', () => {
  const [diary] = IDA;
  if (!diary) throw new Error('Ida wrote no diary');
  const days = rowsOf(diary, civilDate('2026-12-03')).map((row) => row['day']);
  expect(days).toEqual([
    '2026-12-03',
    '2026-12-04',
    '2026-12-05',
    '2026-12-07',
    '2026-12-08',
    '2026-12-09',
  ]);
});

test('Ida rates every goal she set, again and again, in numbers that can be taken', () => {
  const set = IDA.find(({ exercise }) => exercise === 'maal');
  const goals = depression.modules.flatMap(({ exercises }) => exercises);
  const exercise = goals.find(({ id }) => id === 'maal');
  if (!set || !exercise) throw new Error('Ida set no goals');
  const rating = ratingOf(exercise, set.lines as readonly AnswerRow[]);
  expect(IDA_RATES.length).toBeGreaterThanOrEqual(2);
  for (const { numbers, note } of IDA_RATES) {
    const typed = numbers.map((number, at) => [`now-${at + 1}`, String(number)] as const);
    const form = { ...Object.fromEntries(typed), note };
    expect(numbers).toHaveLength(set.lines.length);
    expect(parseEntry(rating, form, atTime(civilDate('2026-11-30'), '20:00')).kind).toBe('ok');
  }
});

test('Ida gets better over her ten weeks, and nobody answers what a form cannot ask', () => {
  expect([IDA[0], IDA.at(-1)].map((week) => sum(week?.phq9 ?? []))).toEqual([14, 7]);
  for (const { phq9, gad7 } of people.flatMap(([, weeks]) => weeks)) {
    expect([phq9.length, gad7.length]).toEqual([9, 7]);
    for (const item of [...phq9, ...gad7]) expect([0, 1, 2, 3, null]).toContain(item);
    // Nobody in the practice is a worry by what was left out.
    expect(phq9[8]).not.toBeNull();
  }
});
