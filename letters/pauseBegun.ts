/** Answers for the letter: a pause has begun, and goes by itself. */
import { z } from 'zod';
import { defineLetter, line, reminderFields } from './letter';

export const pauseBegun = defineLetter({
  audience: 'reminder',
  version: 1,
  schema: z.strictObject({
    ...reminderFields,
    /** "mandag 7. december kl. 9.00" */
    goesOnAt: line,
  }),
  subject: ({ goesOnAt }) => `Dit forløb holder pause til ${goesOnAt}`,
});
