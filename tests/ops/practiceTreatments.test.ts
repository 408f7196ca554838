/** What the practice people wrote in their treatment can be handed in, module by module. */
import { partOf } from '../../api/queries/exerciseForm';
import { addDays, civilDate } from '../../domain/calendar';
import { CAMILLA } from '../../ops/practice/treatments/camilla';
import { EMIL } from '../../ops/practice/treatments/emil';
import { IDA } from '../../ops/practice/treatments/ida';
import { formOf, rowsOf, type Handed } from '../../ops/practice/treatments/week';
import { parseExercise } from '../../programmes/exercises';
import { depression } from '../support/depression';

/** A module may open on any day of the week. */
const DAYS = Array.from({ length: 7 }, (_, day) => addDays(civilDate('2026-11-30'), day));
const people: readonly (readonly [string, readonly Handed[]])[] = [
  ['Ida', IDA],
  ['Emil', EMIL],
  ['Camilla', [CAMILLA]],
];
const sum = (items: readonly number[]): number => items.reduce((total, one) => total + one, 0);

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
      const parsed = parseExercise(exercise, partOf(formOf(week, opened), week.exercise));
      expect(parsed.kind === 'ok' ? [] : parsed.errors).toEqual([]);
      expect(parsed.kind === 'ok' && parsed.answer.rows).toHaveLength(week.lines.length);
    }
  });
});

test('a week that opens in its middle is kept in the order in which it was lived', () => {
  const [diary] = IDA;
  if (!diary) throw new Error('Ida wrote no diary');
  const days = rowsOf(diary, civilDate('2026-12-03')).map((row) => row['day']);
  expect(days).toEqual(['torsdag', 'fredag', 'loerdag', 'mandag', 'tirsdag', 'onsdag']);
});

test('Ida gets better over her ten weeks, and nobody answers what a form cannot ask', () => {
  expect([IDA[0], IDA.at(-1)].map((week) => sum(week?.phq9 ?? []))).toEqual([14, 7]);
  for (const { phq9, gad7 } of people.flatMap(([, weeks]) => weeks)) {
    expect([phq9.length, gad7.length]).toEqual([9, 7]);
    for (const item of [...phq9, ...gad7]) expect([0, 1, 2, 3]).toContain(item);
  }
});
