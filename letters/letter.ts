/** Answers for what a letter is: its reader, version, strict data schema and subject. */
import { z } from 'zod';

export type Audience = 'patient' | 'reminder' | 'gp' | 'staff';

/** Thrown when a letter is asked for with data it cannot be written from; names the field. */
export class LetterDataError extends Error {
  override readonly name = 'LetterDataError';
  constructor(
    readonly letter: string,
    readonly field: string,
    reason: string,
  ) {
    super(`Letter "${letter}": field "${field}": ${reason}`);
  }
}

/** A letter says nothing that nobody decided: a fact that is missing stops it, by its name. */
export function needed<T>(fact: T | null | undefined, field: string): T {
  if (fact === null || fact === undefined) throw new LetterDataError('letter', field, 'is missing');
  return fact;
}

interface Prepared {
  readonly subject: string;
  readonly data: object;
}
export interface Letter<Schema extends z.ZodType<object>, Subject> {
  readonly audience: Audience;
  /** Raised by hand whenever words or data of the letter change; stored with what was sent. */
  readonly version: number;
  readonly schema: Schema;
  /** The same for every reader, or worded from the data. */
  readonly subject: Subject;
  /** Checks the data and words the subject. Throws LetterDataError. `kind` is for the message. */
  readonly prepare: (kind: string, data: unknown) => Prepared;
}

/** Ties a schema to the subject that is worded from its data. */
export function defineLetter<
  Schema extends z.ZodType<object>,
  Subject extends string | ((data: z.output<Schema>) => string),
>(letter: {
  audience: Audience;
  version: number;
  schema: Schema;
  subject: Subject;
}): Letter<Schema, Subject> {
  const { subject } = letter;
  return {
    ...letter,
    prepare: (kind, data) => {
      const parsed = letter.schema.safeParse(data);
      if (!parsed.success) throw dataError(kind, parsed.error);
      const words = typeof subject === 'string' ? subject : subject(parsed.data);
      return { subject: words, data: parsed.data };
    },
  };
}

function dataError(kind: string, error: z.ZodError): LetterDataError {
  const issue = error.issues[0];
  if (issue === undefined) return new LetterDataError(kind, '(letter)', 'is not valid');
  const path = issue.path.map(String);
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return new LetterDataError(kind, [...path, ...unknown].join('.') || '(letter)', issue.message);
}

// ── Parts that the schemas share ─────────────────────────────────────────────────────────────

/** One worded line: a name, a date in words, a sentence. No line breaks, so it fits a subject. */
export const line = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\r\n]*$/, 'must be one line');

/** What a psychologist wrote or edited; blank lines part paragraphs. */
export const freeText = z.string().trim().min(1).max(8000);

/** Course number as people say it, e.g. `F-1987`. */
const courseNumber = z.string().regex(/^F-\d{1,9}$/, 'must look like F-1987');

/** The portal link as it stands on the way out; it is a pointer and carries no other secret. */
const portalUrl = z.url({ protocol: /^https?$/ });

const crisisLine = z.strictObject({ name: line, phone: line });
/** In this order: 112, the region's acute psychiatric line, Livslinien (DOMAIN, Risk flags). */
const crisisLines = z
  .array(crisisLine)
  .min(2)
  .max(5)
  .refine((lines) => lines[0]?.phone === '112', 'must begin with 112');

/** What every letter to a patient has; `date` in words, e.g. "7. december 2026". */
export const patientFields = {
  recipientName: line,
  courseNumber,
  date: line,
  portalUrl,
  crisisLines,
};

/** Phones show these on a locked screen: no name, no clinical word, only when and where. */
export const reminderFields = { portalUrl, crisisLines };

/** What stands in every no to a patient. `saysWhy` goes with it. */
export const noFields = {
  /** Why: whole sentences, as `reasonSentences` of domain/signposting words them. */
  reasons: z.array(line).max(12),
  /** What the psychologist wrote or edited for this patient. */
  ownParagraph: freeText.nullable(),
  /** What we suggest instead: whole sentences; never a no without a way on. */
  recommendations: z.array(line).min(1).max(12),
};
/** A no without any reason is no answer. */
export const saysWhy = (no: { reasons: string[]; ownParagraph: string | null }): boolean =>
  no.reasons.length > 0 || no.ownParagraph !== null;
export const saysWhyError = { path: ['reasons'], message: 'a no must say why' };

/** Letters from one clinician to another about a patient who has consented. */
export const gpFields = {
  date: line,
  gpName: line,
  patientName: line,
  patientCpr: line,
  courseNumber,
  psychologistName: line,
  /** When the patient agreed that the doctor is told, in words. */
  consentOn: line,
  diagnosis: z.strictObject({
    code: z.string().regex(/^D[A-Z]\d{2,4}$/, 'must be an SKS code'),
    name: line,
  }),
};

/** Mails to staff: course number and link, never a person. */
export const staffFields = { courseNumber, portalUrl };
