/** A row of an exercise in a few words, each number with what it is: the same for all who read it. */
import type { FieldView } from '../../api/queries/exerciseForm';
import { capital, shortened } from '../../domain/danish';
import type { Exercise } from '../../domain/exercises/exercise';
import { inShort } from '../../domain/exercises/inShort';

export interface RowInShort {
  /** "Onsdag 18. november, aften"; '' where the row has no day. */
  readonly when: string;
  /** "»Gik en tur«, humør før 2, humør efter 5" */
  readonly what: string;
  /** The fields that were filled in and do not stand in `when`. */
  readonly body: readonly FieldView[];
  /** Nor in `what`. */
  readonly rest: readonly FieldView[];
}
/** Of somebody's own text, where the row is a heading over all of it. */
const TEXT = 40;

/** `most`: so many letters of each text are said. */
export function rowInShort(
  exercise: Exercise,
  fields: readonly FieldView[],
  most: number,
): RowInShort {
  const { when, what } = inShort(exercise);
  const said = (list: typeof when): string =>
    list
      .flatMap(([name, word]) => {
        const field = fields.find((one) => one.field === name);
        return field && field.shown !== '' ? [`${word} ${valueIn(field, most)}`.trim()] : [];
      })
      .join(', ');
  const without = (list: typeof when): readonly FieldView[] =>
    fields.filter(({ field, shown }) => shown !== '' && !list.some(([name]) => name === field));
  return {
    when: capital(said(when)),
    what: said(what),
    body: without(when),
    rest: without([...when, ...what]),
  };
}

/** In the middle of a sentence: texts are quoted, and what we wrote begins small. */
function valueIn({ kind, shown }: FieldView, most: number): string {
  if (kind === 'text') return `»${shortened(shown, most)}«`;
  return kind === 'choice' || kind === 'day'
    ? shown.charAt(0).toLowerCase() + shown.slice(1)
    : shown;
}

/** "Onsdag 18. november, aften: »Gik en tur«, humør før 2, humør efter 5": a row as a heading. */
export function rowHeading(exercise: Exercise, fields: readonly FieldView[]): string {
  const { when, what } = rowInShort(exercise, fields, TEXT);
  return when === '' ? capital(what) : [when, what].filter((words) => words !== '').join(': ');
}
