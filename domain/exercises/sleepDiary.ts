/** The sleep diary: one night at a time, how it was slept, and how sleepy the day was. */
import type { AnswerRow, ExerciseKind, Fault } from './exercise';
import { choice, lineOf, meanWords, pastDay, scale, text, textIn, time, DIARY } from './fields';

/** Choices in minutes: nobody is to look at the clock at night, so the middle of each is counted. */
const TO_SLEEP = {
  'under-15': 8,
  'fra-15-til-30': 23,
  'fra-30-til-60': 45,
  'fra-60-til-120': 90,
  'over-120': 150,
} as const;
const AWAKE = {
  'naesten-ikke': 5,
  'under-30': 20,
  'fra-30-til-60': 45,
  'fra-60-til-120': 90,
  'over-120': 150,
} as const;
const LONG_WORDS = {
  'fra-30-til-60': '30–60 minutter',
  'fra-60-til-120': '1–2 timer',
  'over-120': 'Over 2 timer',
} as const;
const HOUR = 60;
const DAY = 1440;
/** Nobody lies longer: such a night has a time that was typed wrong. */
const LONGEST = 18 * HOUR;
const NOTE = 600;

function minuteOf(row: AnswerRow, name: string): number | null {
  const [hours, minutes] = textIn(row, name).split(':').map(Number);
  return hours === undefined || minutes === undefined ? null : hours * HOUR + minutes;
}

/** Minutes from one time of the clock to the next time it shows the other. */
function passed(row: AnswerRow, from: string, to: string): number | null {
  const [start, end] = [minuteOf(row, from), minuteOf(row, to)];
  return start === null || end === null ? null : (end - start + DAY) % DAY;
}

/** Hours slept, as good a guess as its answers; null when a time is missing or they do not fit. */
function hoursSlept(row: AnswerRow): number | null {
  const dark = passed(row, 'lightsOut', 'upTime');
  const toSleep = minutesOf(TO_SLEEP, textIn(row, 'minutesToSleep'));
  const awake = minutesOf(AWAKE, textIn(row, 'awake'));
  if (dark === null || toSleep === null || awake === null) return null;
  const slept = dark - toSleep - awake;
  return slept < 0 ? null : slept / HOUR;
}

function minutesOf(words: Readonly<Record<string, number>>, chosen: string): number | null {
  return Object.hasOwn(words, chosen) ? (words[chosen] ?? null) : null;
}

/** To bed, then dark, then up; and no more awake than the night was long. */
function faults(row: AnswerRow): readonly Fault[] {
  const inBed = passed(row, 'bedTime', 'upTime');
  const untilDark = passed(row, 'bedTime', 'lightsOut');
  if (inBed === null || untilDark === null) return [];
  if (inBed === 0) {
    const message = '»I seng kl.« og »Stod op kl.« er den samme tid. Ret den, der er forkert.';
    return [{ field: 'upTime', message }];
  }
  if (inBed > LONGEST) {
    const message =
      'Der er over 18 timer fra »I seng kl.« til »Stod op kl.«. Ret den tid, der er forkert.';
    return [{ field: 'upTime', message }];
  }
  if (untilDark >= inBed) {
    const message =
      '»Slukkede lyset kl.« skal ligge mellem »I seng kl.« og »Stod op kl.«. Ret den tid, der er forkert.';
    return [{ field: 'lightsOut', message }];
  }
  const message =
    'Med »Vågen i løbet af natten« var du vågen længere, end natten var lang. Vælg kortere tid, ' +
    'eller ret tiderne.';
  return hoursSlept(row) === null ? [{ field: 'awake', message }] : [];
}

export const sleepDiary: ExerciseKind = {
  useFor: 'Natten, der gik. Skriv den om morgenen.',
  ...DIARY,
  rowName: 'Nat',
  rowsName: 'nætter',
  parts: [],
  fields: [
    pastDay('day', 'Natten til', 'Vælg den dag, du vågnede op til.'),
    time('22.30', 'bedTime', 'I seng kl.', 'Skriv cirka, hvad klokken var, da du gik i seng.'),
    time(
      '23.15',
      'lightsOut',
      'Slukkede lyset kl.',
      'Skriv cirka, hvornår du slukkede lyset for at sove.',
    ),
    choice(
      { 'under-15': 'Under et kvarter', 'fra-15-til-30': '15–30 minutter', ...LONG_WORDS },
      'minutesToSleep',
      'Hvor længe, før du faldt i søvn?',
      'Vælg cirka, hvor lang tid der gik, før du faldt i søvn. Du skal ikke tage tid.',
    ),
    choice(
      { 'naesten-ikke': 'Næsten ikke', 'under-30': 'Under en halv time', ...LONG_WORDS },
      'awake',
      'Vågen i løbet af natten',
      'Vælg cirka, hvor længe du var vågen i alt i løbet af natten.',
    ),
    time('6.45', 'upTime', 'Stod op kl.', 'Skriv, hvad klokken var, da du stod op.'),
    scale(
      'quality',
      'Hvor god var søvnen? (0–10)',
      'Giv søvnen et tal fra 0 til 10 for, hvor god den var.',
    ),
    scale(
      'sleepiness',
      'Hvor søvnig var du om dagen, før du gik i seng? (0–10)',
      'Giv et tal fra 0 (slet ikke) til 10 for, hvor søvnig du var om dagen.',
    ),
    text(NOTE, 'note', 'Noget om dagen eller natten'),
  ],
  faults,
  lines: [
    { name: 'hours', label: 'Søvn i timer (cirka)', min: 0, max: 12, value: hoursSlept },
    lineOf('quality', 'Søvnens kvalitet'),
    lineOf('sleepiness', 'Søvnig om dagen'),
  ],
  inWords: ({ hours, quality }) =>
    typeof hours !== 'number' || typeof quality !== 'number'
      ? null
      : `I snit var der cirka ${meanWords(hours)} timers søvn om natten, og søvnen fik ` +
        `${meanWords(quality)} ud af 10.`,
  begins: (today) => ({ day: today }),
};
