/** Answers for what happens to what a patient types into an exercise. */
import fc from 'fast-check';
import type { Exercise } from '../../domain/exercises/exercise';
import { exerciseView, keepExercise, parseExercise } from '../../programmes/exercises';
import { instant } from '../../domain/ids';
import { firstVersion } from '../support/depression';

/** A Friday in the morning. */
const NOW = instant('2026-11-27T09:00:00Z');

function exerciseOf(moduleIndex: number): Exercise {
  // The first version has the exercises whose fields stand in the programme's data.
  const exercise = firstVersion.modules[moduleIndex]?.exercises[0];
  if (exercise === undefined) throw new Error('the exercise is gone');
  return exercise;
}
const diary = exerciseOf(0);
const plan = exerciseOf(1);

function row(at: number, change: Record<string, string> = {}): Record<string, string> {
  const values = {
    day: 'mandag',
    time: 'aften',
    activity: 'Gik ned til søen',
    moodBefore: '2',
    moodAfter: '3',
    note: '',
    ...change,
  };
  return Object.fromEntries(Object.entries(values).map(([name, v]) => [`${name}-${at}`, v]));
}
const three = { ...row(1), ...row(2), ...row(3) };

test('a diary with three whole lines is handed in, with moods as numbers', () => {
  const parsed = parseExercise(diary, { ...three, ...row(2, { note: ' Solen skinnede ' }) }, NOW);
  expect(parsed.kind).toBe('ok');
  expect(parsed.kind === 'ok' && parsed.answer.rows[1]).toEqual({
    day: 'mandag',
    time: 'aften',
    activity: 'Gik ned til søen',
    moodBefore: 2,
    moodAfter: 3,
    note: 'Solen skinnede',
  });
});

test('two lines are too few, and the person is told how many there are', () => {
  const parsed = parseExercise(diary, { ...row(1), ...row(2) }, NOW);
  expect(parsed).toMatchObject({
    kind: 'invalid',
    errors: [{ field: '', message: 'Udfyld mindst 3 linjer, før du afleverer. Du har udfyldt 2.' }],
  });
  expect(parseExercise(diary, {}, NOW)).toMatchObject({
    errors: [{ message: expect.stringContaining('Du har ikke udfyldt nogen endnu.') }],
  });
});

test.each([
  [{ activity: '' }, 'activity-2', 'Linje 2: Skriv kort, hvad du lavede.'],
  [{ moodBefore: '' }, 'moodBefore-2', 'Linje 2: Giv dit humør før et tal fra 0 til 10.'],
  [{ moodAfter: '11' }, 'moodAfter-2', 'Vælg et tal fra 0 til 10'],
  [{ moodAfter: '-1' }, 'moodAfter-2', 'Vælg et tal fra 0 til 10'],
  [{ moodAfter: '2.5' }, 'moodAfter-2', 'Vælg et tal fra 0 til 10'],
  [{ day: 'blåmandag' }, 'day-2', 'Vælg en af mulighederne ved »Dag«.'],
  [
    { activity: 'x'.repeat(312) },
    'activity-2',
    'Der er plads til 300 tegn ved »Hvad lavede du?«. Du har skrevet 312. Gør teksten 12 tegn kortere.',
  ],
])('a line with %j comes back with a sentence beside the field', (change, field, message) => {
  const parsed = parseExercise(diary, { ...three, ...row(2, change) }, NOW);
  if (parsed.kind !== 'invalid') throw new Error('it was handed in');
  expect(parsed.errors).toEqual([{ field, message: expect.stringContaining(message) }]);
  // Everything typed is kept, also what was wrong.
  expect(parsed.kept.rows[1]).toMatchObject(change);
  const shown = exerciseView(diary, parsed.kept, parsed.errors, NOW).rows[1]?.fields;
  expect(shown?.find(({ name }) => name === field)?.error).toContain(message);
});

test('empty lines between are closed up, and errors follow the line to its new place', () => {
  const parsed = parseExercise(diary, { ...row(1), ...row(4), ...row(9, { day: '' }) }, NOW);
  if (parsed.kind !== 'invalid') throw new Error('it was handed in');
  expect(parsed.errors.map(({ field }) => field)).toEqual(['day-3']);
  expect(parsed.kept.rows).toHaveLength(3);
});

test('a week plan may leave out the mood of what was not done', () => {
  const line = (at: number): Record<string, string> => ({
    [`day-${at}`]: 'onsdag',
    [`activity-${at}`]: 'Køber brød klokken ti',
    [`why-${at}`]: 'mestring',
    [`effort-${at}`]: '4',
    [`done-${at}`]: 'nej',
  });
  const parsed = parseExercise(plan, { ...line(1), ...line(2), ...line(3) }, NOW);
  expect(parsed.kind === 'ok' && parsed.answer.rows[0]).toMatchObject({
    done: 'nej',
    moodAfter: null,
  });
});

test('a draft keeps half a line as it is', () => {
  expect(keepExercise(diary, { 'activity-3': ' Lavede kaffe ' }).rows).toEqual([
    { day: '', time: '', activity: 'Lavede kaffe', moodBefore: '', moodAfter: '', note: '' },
  ]);
});

test('there is always room for two more lines, until the most a form can take', () => {
  const filled = (count: number): number =>
    exerciseView(diary, { rows: Array.from({ length: count }, () => ({})) }, [], NOW).rows.length;
  expect([filled(0), filled(4), filled(30), filled(39), filled(40)]).toEqual([5, 6, 32, 40, 40]);
});

test('the psychologist reads answers in words', () => {
  const parsed = parseExercise(diary, { ...three, ...row(1, { day: 'loerdag' }) }, NOW);
  if (parsed.kind !== 'ok') throw new Error('it was not handed in');
  const first = exerciseView(diary, parsed.answer, [], NOW).rows[0];
  expect(first?.fields.map(({ shown }) => shown)).toEqual([
    'Lørdag',
    'Aften',
    'Gik ned til søen',
    '2',
    '3',
    '',
  ]);
});

test('whatever is posted, nothing is thrown, and what is kept shows again unchanged', () => {
  const name = fc.constantFrom('day-1', 'activity-1', 'moodBefore-2', 'note-3', '__proto__', 'x');
  const value = fc.oneof(fc.string(), fc.constant(null), fc.array(fc.string()), fc.object());
  fc.assert(
    fc.property(fc.dictionary(name, value), (body) => {
      const parsed = parseExercise(diary, body, NOW);
      expect(parsed.kind).toBe('invalid');
      const kept = keepExercise(diary, body);
      const form = exerciseView(diary, kept, [], NOW).rows.flatMap(({ fields }) => fields);
      const again = Object.fromEntries(form.map((field) => [field.name, field.value]));
      expect(keepExercise(diary, again)).toEqual(kept);
    }),
  );
});

test('what is far too long is kept to the last letter', () => {
  const story = `${'Det var en lang dag. '.repeat(1000)}Slut`;
  expect(keepExercise(diary, row(1, { note: story })).rows[0]?.['note']).toBe(story);
});
