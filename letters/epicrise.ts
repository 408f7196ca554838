/** Answers for the letter: to the GP, by consent, at the end; follow-up stands first. */
import { z } from 'zod';
import { defineLetter, freeText, gpFields, line } from './letter';

const scorePair = z.strictObject({ name: line, start: line.nullable(), end: line.nullable() });

export const epicrise = defineLetter({
  audience: 'gp',
  version: 1,
  schema: z.strictObject({
    ...gpFields,
    /** E.g. "Rutine" or "Haster: opfølgning inden for 1 uge". */
    priority: line,
    /** What the GP is asked to do, or that nothing is asked. */
    followUp: freeText,
    /** "onsdag 16. december 2026" */
    startedOn: line,
    endedOn: line,
    /** How it ended: "Gennemført", "Frafald", … */
    ending: line,
    /** Titles of the modules handed in. */
    modules: z.array(line).max(20),
    /** Worded scores, "15 (middelsvær)"; null where none was given. */
    scores: z.array(scorePair).max(8),
    /** The psychologist's own, edited text. */
    text: freeText,
  }),
  subject: 'Epikrise',
});
