/** Answers for the typed head of a programme and of a module, as the clinic's authors write it. */
import { z } from 'zod';
import { civilDate } from '../domain/calendar';
import type { Approved } from '../domain/programme';
import { exerciseOf, KIND_NAMES, KINDS } from '../domain/exercises';
import type { Exercise, KindName } from '../domain/exercises/exercise';
import { MEASURE_IDS, MEASURES } from '../domain/measures';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be small letters and hyphens');
const words = z.string().trim().min(1);
const fieldName = z.string().regex(/^[a-z][a-zA-Z]*$/, 'must be a plain name');
const count = z.int().min(1).max(100);

/** "Anne Hansen, ledende overlæge": who answers for a text is a person with a title, not a unit. */
const signed = z.strictObject({
  by: z.string().regex(/^[^,]{3,}, *[^,].{2,}$/, 'must be a name, a comma and a title'),
  on: z.string().refine(isDate, 'must be a date, YYYY-MM-DD').transform(civilDate),
});

/** `awaits`, or who approved the text and when; each slip is told at its own field. */
const approval = z.unknown().transform((value, context): 'awaits' | Approved => {
  if (value === 'awaits') return value;
  if (typeof value !== 'object' || value === null) {
    const message = 'must be "awaits", or { by: <name, title>, on: <date> }';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
  const parsed = signed.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    context.addIssue({ code: 'custom', path, message });
  }
  return z.NEVER;
});

function isDate(text: string): boolean {
  try {
    return civilDate(text) === text;
  } catch {
    return false;
  }
}

const base = { name: fieldName, label: words, required: z.boolean(), missing: words.optional() };
const field = z
  .discriminatedUnion('kind', [
    z.strictObject({
      ...base,
      kind: z.literal('choice'),
      options: z.array(z.strictObject({ value: id, label: words })).min(2),
    }),
    z.strictObject({ ...base, kind: z.literal('text'), maxLength: z.int().min(1).max(4000) }),
    z.strictObject({
      ...base,
      kind: z.literal('scale'),
      min: z.int().min(0),
      max: z.int().max(100),
    }),
  ])
  .refine((one) => !one.required || one.missing !== undefined, {
    path: ['missing'],
    message: 'a required field needs the sentence that is shown when it is empty',
  });

const rows = z
  .strictObject({
    id,
    title: words,
    kind: z.literal('rows'),
    intro: words,
    rowName: words,
    rowsName: words,
    minRows: count,
    startRows: count,
    maxRows: count,
    fields: z.array(field).min(1),
  })
  .refine((one) => one.minRows <= one.startRows && one.startRows <= one.maxRows, {
    path: ['startRows'],
    message: 'must lie between minRows and maxRows',
  })
  .refine((one) => new Set(one.fields.map(({ name }) => name)).size === one.fields.length, {
    path: ['fields'],
    message: 'two fields have the same name',
  })
  .transform((one): Exercise => ({ ...one, isDiary: false }));

/** A kind that has its fields in the program: what the data say is what a clinic may change. */
const ofKind = (kind: KindName) =>
  z
    .strictObject({
      id,
      title: words,
      kind: z.literal(kind),
      intro: words,
      minRows: count,
      parts: z.array(z.string()).default([]),
    })
    .refine((one) => one.parts.every((part) => KINDS[kind].parts.includes(part)), {
      path: ['parts'],
      message: partsMessage(KINDS[kind].parts),
    })
    .refine((one) => one.minRows <= KINDS[kind].maxRows, {
      path: ['minRows'],
      message: `must be ${KINDS[kind].maxRows} at most`,
    })
    .transform((one): Exercise => exerciseOf(one));

function partsMessage(parts: readonly string[]): string {
  return parts.length === 0 ? 'this kind has no parts' : `must be of ${parts.join(', ')}`;
}

const exercise = z.discriminatedUnion('kind', [rows, ...KIND_NAMES.map(ofKind)], {
  error: ({ code }) =>
    code === 'invalid_union' ? `must be one of rows, ${KIND_NAMES.join(', ')}` : undefined,
});

/** Only what may be shown: a questionnaire whose wording the region does not hold cannot be asked. */
const measure = z.enum(MEASURE_IDS).refine((id) => MEASURES[id].isShipped, {
  message: 'the wording of this measure may not be shown',
});

/** More choices than this are no check of understanding, and no easy reading on a phone. */
const MOST_OPTIONS = 5;
const question = z
  .strictObject({
    question: words,
    options: z
      .array(z.strictObject({ text: words, correct: z.boolean() }))
      .min(2)
      .max(MOST_OPTIONS, `must be ${MOST_OPTIONS} at most`),
    explanation: words,
  })
  .refine(({ options }) => new Set(options.map(({ text }) => text)).size === options.length, {
    path: ['options'],
    message: 'two options say the same',
  })
  .refine((one) => one.options.filter(({ correct }) => correct).length === 1, {
    path: ['options'],
    message: 'exactly one option must be correct',
  });

export const moduleHead = z.strictObject({
  module: id,
  title: words,
  week: z.int().min(1).max(12),
  gate: z.enum(['week', 'handIn', 'psychologist']),
  version: count,
  clinicalApproval: approval,
  readingMinutes: count,
  measures: z.array(measure),
  check: z.array(question).min(1),
  exercises: z.array(exercise),
});

export const programmeHead = z.strictObject({
  id,
  title: words,
  version: count,
  diagnoses: z.array(z.string().regex(/^D[A-Z]\d{2,4}$/, 'must be an SKS code')).min(1),
  modules: z
    .array(z.strictObject({ id, file: z.string().regex(/^[\w-]+\.md$/), required: z.boolean() }))
    .min(1),
});
