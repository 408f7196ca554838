/** One entry of a diary as fields to fill in, and as it is read. */
import type { AnswerRow, Exercise } from '../../domain/exercises/exercise';
import type { Instant } from '../../domain/ids';
import { entryFields, freshEntry, keepEntry } from '../../programmes/entries';
import type { FieldView } from '../../programmes/exercises';

/** `row`: what was typed or kept; null for a new entry, which begins with today. */
export function entryFieldsOf(
  exercise: Exercise,
  row: AnswerRow | null,
  errors: Readonly<Record<string, string | undefined>>,
  now: Instant,
): readonly FieldView[] {
  return entryFields(exercise, row ?? freshEntry(exercise, now), errors, now);
}

/** What somebody typed in the form of an entry, saved or not. */
export function typedEntry(
  exercise: Exercise,
  typed: Readonly<Record<string, string | readonly string[] | undefined>>,
): AnswerRow {
  return keepEntry(exercise, typed);
}

/** The fields that were filled in, each under its label. */
export function entryRead(
  exercise: Exercise,
  row: AnswerRow,
  now: Instant,
): { caption: string; rows: { term: string; text: string }[] } {
  return {
    caption: exercise.title,
    rows: entryFields(exercise, row, {}, now)
      .filter(({ shown }) => shown !== '')
      .map(({ label, shown }) => ({ term: label, text: shown })),
  };
}
