/** Answers for one entry of a diary: form to row, with errors in Danish, and back to fields. */
import { copenhagenDate, copenhagenTime } from '../domain/calendar';
import { kindOf } from '../domain/exercises';
import { checkField, realDay } from '../domain/exercises/checkField';
import type { AnswerRow, Exercise } from '../domain/exercises/exercise';
import type { CivilDate, Instant } from '../domain/ids';
import { fieldView, parseRow, valueOf, type FieldView, type FormBody } from './exercises';

export type ParsedEntry =
  | { readonly kind: 'ok'; readonly row: AnswerRow; readonly day: CivilDate }
  /** Sentences by the names of the fields. */
  | { readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> };

/** What was typed, unchecked and however long, by the names of the fields. */
export function keepEntry({ fields }: Exercise, body: FormBody): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.map(({ name }) => {
      const value = Object.hasOwn(body, name) ? body[name] : undefined;
      return [name, typeof value === 'string' ? value.trim() : ''];
    }),
  );
}

/** The entry as it can be kept at `now`, or what is wrong with it. */
export function parseEntry(exercise: Exercise, body: FormBody, now: Instant): ParsedEntry {
  const { answer, wrong } = parseRow(exercise, keepEntry(exercise, body), now);
  if (wrong.length > 0) return { kind: 'invalid', errors: Object.fromEntries(wrong) };
  return { kind: 'ok', row: answer, day: dayOf(exercise, answer) ?? copenhagenDate(now) };
}

/** The day that a row is about: its first field of that kind; null when it has none. */
export function dayOf({ fields }: Exercise, row: AnswerRow): CivilDate | null {
  const day = fields.find(({ kind }) => kind === 'day');
  return day ? realDay(valueOf(row, day)) : null;
}

/** What a new entry begins with at `now`. */
export function freshEntry(exercise: Exercise, now: Instant): AnswerRow {
  const hour = Number(copenhagenTime(now).slice(0, 2));
  return kindOf(exercise)?.begins(copenhagenDate(now), hour) ?? {};
}

/** The fields of an entry, to fill in or to read. */
export function entryFields(
  { fields }: Exercise,
  row: AnswerRow,
  errors: Readonly<Record<string, string | undefined>>,
  now: Instant,
): readonly FieldView[] {
  return fields.map((field) =>
    fieldView(field, field.name, valueOf(row, field), errors[field.name] ?? null, now),
  );
}

/**
 * A row of a draft, whose numbers are text yet, as the answers they mean. What cannot be handed in,
 * a text that is too long or a number out of range, stays as it was typed, and no number; a day or a
 * time that is none is empty.
 */
export function meantRow({ fields }: Exercise, row: AnswerRow, now: Instant): AnswerRow {
  return Object.fromEntries(
    fields.map((field) => {
      const typed = valueOf(row, field);
      const checked = checkField(field, typed, copenhagenDate(now));
      if (checked.kind === 'fine') return [field.name, checked.value];
      const isClock = field.kind === 'day' || field.kind === 'time';
      return [field.name, isClock || typed === '' ? null : typed];
    }),
  );
}
