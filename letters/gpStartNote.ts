/** Answers for the letter: to the GP, by consent: treatment has begun. */
import { z } from 'zod';
import { defineLetter, gpFields, line } from './letter';

export const gpStartNote = defineLetter({
  audience: 'gp',
  version: 1,
  schema: z.strictObject({
    ...gpFields,
    /** "onsdag 16. december 2026" */
    startedOn: line,
    /** "onsdag 10. marts 2027" */
    treatmentUntil: line,
  }),
  subject: () => 'Jeres patient er begyndt i behandling',
});
