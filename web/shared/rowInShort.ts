/** A row of an exercise in few words, each number with what it is: the same for all who read it. */
import type { FieldView } from '../../api/queries/exerciseForm';
import { capital, shortened } from '../../domain/danish';
import type { Exercise } from '../../domain/exercises/exercise';
import { inShort, type InShort } from '../../domain/exercises/inShort';
import type { Facts } from './parts';

/** Of somebody's own text, where the row is a heading over all of it. */
const IN_HEADING = 40;

/** {{> row-read this}}: a row whole. */
export interface RowRead {
  /** "Onsdag 18. november, aften"; '' where the row has no day. */
  readonly when: string;
  /** "»Gik en tur«, humør før 2, humør efter 5"; null where it is told field by field. */
  readonly said: string | null;
  /** What is not said yet, each field under its label; null: nothing. */
  readonly facts: Facts | null;
}

/** `caption`: what the row is called. */
export function rowRead(
  exercise: Exercise,
  fields: readonly FieldView[],
  caption: string,
): RowRead {
  const { when, what, isSentence } = inShort(exercise);
  const said = isSentence ? capital(wordsOf(what, fields, Number.POSITIVE_INFINITY)) : '';
  const told = said === '' ? when : [...when, ...what];
  const rows = fields
    .filter(({ field, shown }) => shown !== '' && !told.some(([name]) => name === field))
    .map(({ label, shown }) => ({ term: label, text: shown }));
  return {
    when: capital(whenWords(when, fields)),
    said: said === '' ? null : said,
    facts: rows.length > 0 ? { caption, rows } : null,
  };
}

/** "Onsdag 18. november, aften: »Gik en tur«, humør før 2, humør efter 5": a row as a heading. */
export function rowHeading(exercise: Exercise, fields: readonly FieldView[]): string {
  const { when, what } = inShort(exercise);
  const parts = [whenWords(when, fields), wordsOf(what, fields, IN_HEADING)];
  return capital(parts.filter((words) => words !== '').join(': '));
}

/** "Fredag 27. november kl. 14.10": the hour belongs to its day. */
function whenWords(when: InShort['when'], fields: readonly FieldView[]): string {
  return wordsOf(when, fields, IN_HEADING).replace(', kl. ', ' kl. ');
}

/** `most`: so many letters of each text are said. */
function wordsOf(said: InShort['what'], fields: readonly FieldView[], most: number): string {
  return said
    .flatMap(([name, word]) => {
      const field = fields.find((one) => one.field === name);
      return field && field.shown !== '' ? [`${word} ${valueIn(field, most)}`.trim()] : [];
    })
    .join(', ');
}

/** In the middle of a sentence: texts are quoted, and what we wrote begins small. */
function valueIn({ kind, shown }: FieldView, most: number): string {
  if (kind === 'text') return `»${shortened(shown, most)}«`;
  const begins = kind === 'choice' || kind === 'day';
  return begins ? shown.charAt(0).toLowerCase() + shown.slice(1) : shown;
}
