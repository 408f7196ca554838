/** Answers for the kinds of exercises: what a whole row is, and what is said of one that is not. */
import { exerciseOf, KIND_NAMES, KINDS, kindOf } from '../../../domain/exercises';
import { checkField, clockTime } from '../../../domain/exercises/checkField';
import type { AnswerRow, Exercise, KindName } from '../../../domain/exercises/exercise';
import { civilDate } from '../../../domain/calendar';
import { instant } from '../../../domain/ids';
import { exerciseView, parseExercise } from '../../../programmes/exercises';
import { ROWS, TODAY, type Typed } from './rows';

/** A Friday, ten in the morning. */
const NOW = instant('2026-11-27T09:00:00Z');

function whole(kind: KindName): Exercise {
  const { parts } = KINDS[kind];
  return exerciseOf({ id: 'x', title: 'X', kind, intro: 'Skriv.', minRows: 1, parts });
}

function parse(kind: KindName, change: Typed = {}) {
  const row = { ...ROWS[kind], ...change };
  const posted = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [`${name}-1`, value]),
  );
  return parseExercise(whole(kind), posted, NOW);
}
function answerOf(kind: KindName, change: Typed = {}): AnswerRow {
  const parsed = parse(kind, change);
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed.errors));
  return parsed.answer.rows[0] ?? {};
}

describe.each(KIND_NAMES)('%s', (kind) => {
  test('takes a whole row', () => {
    expect(parse(kind)).toMatchObject({ kind: 'ok' });
  });

  test('says beside each required field what to write, and keeps the rest', () => {
    for (const { name, missing } of whole(kind).fields.filter(({ required }) => required)) {
      const parsed = parse(kind, { [name]: '' });
      if (parsed.kind === 'ok') throw new Error(`${name} may be empty`);
      expect(parsed.errors[0]).toEqual({
        field: `${name}-1`,
        message: expect.stringContaining(`${missing}`),
      });
    }
  });

  test('refuses each number that is out of range, each choice that is none, each text too long', () => {
    for (const field of whole(kind).fields) {
      const value = { scale: '11', number: '9999', choice: 'x', text: 'x'.repeat(1001) }[
        field.kind as string
      ];
      const wrong = value ?? (field.kind === 'day' ? '2026-02-30' : '25.00');
      const parsed = parse(kind, { [field.name]: wrong });
      if (parsed.kind === 'ok') throw new Error(`${field.name} took ${wrong}`);
      expect(parsed.errors[0]?.field).toBe(`${field.name}-1`);
      expect(parsed.kept.rows[0]?.[field.name]).toBe(wrong);
    }
  });

  test('has a line for each number it follows, within its limits', () => {
    for (const { value, min, max } of KINDS[kind].lines) {
      const number = value(answerOf(kind));
      expect(number).toBeGreaterThanOrEqual(min);
      expect(number).toBeLessThanOrEqual(max);
    }
  });

  test('says at each field that is empty which one it is, in words of its own', () => {
    const sentences = whole(kind).fields.flatMap(({ missing }) => missing ?? []);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const one of sentences) expect(one.length).toBeGreaterThan(20);
  });

  test('says at each field that cannot be read which one it is', () => {
    for (const field of whole(kind).fields) {
      const checked = checkField(field, 'x'.repeat(2001), civilDate('2026-11-27'));
      if (checked.kind === 'fine') throw new Error(`${field.name} takes anything`);
      expect(checked.message).toContain(`»${field.label}«`);
    }
  });

  test('names its fields apart, and asks in words that fit a phone', () => {
    const { fields } = whole(kind);
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    for (const { label } of fields) expect(label.length).toBeLessThan(70);
  });
});

test.each<[KindName, Typed, string, string]>([
  ['activityPlan', { done: 'nej' }, 'moodBefore', 'at du ikke fik det gjort'],
  [
    'activityPlan',
    { done: 'nej', moodBefore: '' },
    'moodAfter',
    'Lad »Humør bagefter (0–10)« stå tomt',
  ],
  [
    'behaviourExperiment',
    { happened: '' },
    'happened',
    'Skriv også ved »Bagefter: hvad skete der?«',
  ],
  ['exposureLadder', { actual: '' }, 'actual', 'Giv angsten et tal fra 0 til 100'],
  ['exposureLadder', { done: '', learned: '' }, 'actual', 'ikke svaret, at du har prøvet'],
  ['exposureLadder', { done: 'nej', actual: '' }, 'learned', 'ikke svaret, at du har prøvet'],
  ['exposureLadder', { expected: '101' }, 'expected', 'et helt tal fra 0 til 100'],
  ['exposureLadder', { expected: '7,5' }, 'expected', 'et helt tal fra 0 til 100'],
  ['panicDiary', { minutes: '0' }, 'minutes', 'fra 1 til 1440 minutter'],
  ['panicDiary', { time: 'i går' }, 'time', 'ved »Klokken«, for eksempel 14.10'],
  ['relapsePlan', { when: '' }, 'when', 'når det har varet i to uger'],
  ['sleepDiary', { upTime: '22.30' }, 'upTime', '»I seng kl.« og »Stod op kl.« er den samme tid'],
  [
    'sleepDiary',
    { bedTime: '8', lightsOut: '9', upTime: '7' },
    'upTime',
    'over 18 timer fra »I seng kl.« til »Stod op kl.«',
  ],
  ['sleepDiary', { lightsOut: '22' }, 'lightsOut', 'mellem »I seng kl.« og »Stod op kl.«'],
  ['sleepDiary', { upTime: '0.30', awake: 'over-120' }, 'awake', 'længere, end natten var lang'],
  ['activityDiary', { day: '2026-11-28' }, 'day', 'ikke kommet endnu'],
  ['activityDiary', { day: '2025-11-27' }, 'day', 'for længe siden'],
  ['activityPlan', { day: '2027-01-04' }, 'day', 'i de næste to uger'],
])('%s with %j is told at %s', (kind, change, field, words) => {
  const parsed = parse(kind, change);
  if (parsed.kind === 'ok') throw new Error('it was taken');
  expect(parsed.errors[0]).toEqual({
    field: `${field}-1`,
    message: expect.stringContaining(words),
  });
});

test('what was not done, or not tried, or keeps one well needs no more', () => {
  expect(answerOf('activityPlan', { done: 'nej', moodBefore: '', moodAfter: '' })).toMatchObject({
    done: 'nej',
    moodAfter: null,
  });
  const ahead = { done: '', day: '', actual: '', learned: '' };
  expect(answerOf('exposureLadder', ahead)).toMatchObject({ expected: 70, actual: null });
  const plan = { happened: '', learned: '', beliefAfter: '' };
  expect(answerOf('behaviourExperiment', plan)).toMatchObject({ belief: 8, happened: null });
  expect(answerOf('relapsePlan', { kind: 'holder-mig-godt', when: '' })).toMatchObject({
    when: null,
  });
});

test.each([
  ['22.30', '22:30'],
  ['2230', '22:30'],
  ['22:30', '22:30'],
  ['22,30', '22:30'],
  [' kl. 22.30 ', '22:30'],
  ['730', '07:30'],
  ['7', '07:00'],
  ['24', '00:00'],
  ['24.00', '00:00'],
  ['24.01', null],
  ['22.60', null],
  ['halv elleve', null],
])('the time %j is kept as %j', (typed, kept) => {
  expect(clockTime(typed)).toBe(kept);
});

test('hours slept run over midnight: dark at 23, up at 7, 45 and 20 minutes awake', () => {
  const hours = KINDS.sleepDiary.lines[0]?.value(answerOf('sleepDiary'));
  expect(hours).toBeCloseTo(6.92, 2);
});

test('days are offered in words, today first, and a day chosen long ago is still there', () => {
  const old = { rows: [{ ...answerOf('activityDiary'), day: '2026-10-01' }] };
  const view = exerciseView(whole('activityDiary'), old, [], NOW);
  const labels = view.rows[0]?.fields[0]?.options.map(({ label }) => label) ?? [];
  expect(labels.slice(0, 3)).toEqual([
    'I dag, fredag 27. november',
    'I går, torsdag 26. november',
    'Onsdag 25. november',
  ]);
  expect(labels.at(-1)).toBe('Torsdag 1. oktober');
  expect(view.rows[0]?.fields[0]?.shown).toBe('Torsdag 1. oktober');
});

test('what was written is read in words: a time with a point, minutes with their unit', () => {
  const view = exerciseView(whole('panicDiary'), { rows: [answerOf('panicDiary')] }, [], NOW);
  const shown = Object.fromEntries(view.rows[0]?.fields.map((one) => [one.name, one.shown]) ?? []);
  expect(shown).toMatchObject({ 'time-1': '14.10', 'minutes-1': '12 minutter' });
});

test('a new entry begins today, at this time of day', () => {
  const today = civilDate(TODAY);
  const times = [3, 6, 10, 15, 21, 23].map(
    (hour) => KINDS.activityDiary.begins(today, hour)['time'],
  );
  expect(times).toEqual(['nat', 'morgen', 'formiddag', 'eftermiddag', 'aften', 'nat']);
  for (const kind of KIND_NAMES.filter((one) => KINDS[one].isDiary)) {
    expect(KINDS[kind].begins(today, 10)['day']).toBe(TODAY);
  }
});

test('a programme leaves out the parts it does not use', () => {
  const plan = { id: 'x', title: 'X', intro: 'Skriv.', minRows: 3 };
  const names = (parts: readonly string[]) =>
    exerciseOf({ ...plan, kind: 'activityDiary', parts }).fields.map(({ name }) => name);
  expect(names([])).toEqual(['day', 'time', 'activity', 'moodBefore', 'moodAfter']);
  expect(names(['gave', 'avoided']).slice(5)).toEqual(['gave', 'avoided']);
  expect(kindOf({ kind: 'rows' })).toBeNull();
});

test.each<[KindName, Readonly<Record<string, number | null>>, string | null]>([
  [
    'activityDiary',
    { moodBefore: 3.24, moodAfter: 4 },
    'Humøret steg i snit fra 3,2 før til 4 efter.',
  ],
  ['activityDiary', { moodBefore: 4, moodAfter: 4 }, 'Humøret var i snit 4 både før og efter.'],
  [
    'thoughtRecord',
    { strengthBefore: 7, strengthAfter: 4 },
    'Følelsen faldt i snit fra 7 før til 4 efter.',
  ],
  ['exposureLadder', { expected: 70, actual: 40 }, 'Den ventede angst var i snit 70. Den blev 40.'],
  [
    'sleepDiary',
    { hours: 6.92, quality: 5 },
    'I snit var der cirka 6,9 timers søvn om natten, og søvnen fik 5 ud af 10.',
  ],
  [
    'goals',
    { importance: 8.5, now: 2 },
    'Da målene blev skrevet, fik de i snit 8,5 ud af 10 i vigtighed. De var i snit nået til 2 ud af 10.',
  ],
  ['activityPlan', { moodBefore: null, moodAfter: null }, null],
  ['relapsePlan', {}, null],
])('%s says %j in words', (kind, means, words) => {
  expect(KINDS[kind].inWords(means)).toBe(words);
});
