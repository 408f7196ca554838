/** From facts to each letter of a course: used by the preview and by the sending alike. */
import type { LetterFacts } from '../domain/letterFacts';
import { TO_GP } from './composeGp';
import type { Composers, CourseLetterKind } from './composeParts';
import { TO_PATIENT } from './composePatient';
import { TO_STAFF } from './composeStaff';
import type { LetterData } from './index';
import { renderLetter, type RenderedLetter } from './render';

const COMPOSERS: Composers = { ...TO_PATIENT, ...TO_GP, ...TO_STAFF };

/** Writes the letter. Throws LetterDataError, naming the field, when the facts do not fill it. */
export function composeLetter(kind: CourseLetterKind, facts: LetterFacts): RenderedLetter {
  const compose = COMPOSERS[kind] as (facts: LetterFacts) => LetterData<typeof kind>;
  return renderLetter(kind, compose(facts));
}
