/** Answers for the letter: to the GP, by consent: an epicrise that was sent is put right (rettebrev). */
import { z } from 'zod';
import { defineLetter, freeText, gpFields, line } from './letter';

export const epicriseCorrection = defineLetter({
  audience: 'gp',
  version: 1,
  schema: z.strictObject({
    ...gpFields,
    /** When the epicrise was written: "16. december 2026". */
    letterOn: line,
    /** What was wrong, and what is right. */
    text: freeText,
  }),
  subject: () => 'Rettelse af epikrise',
});
