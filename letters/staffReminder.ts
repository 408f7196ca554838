/** Answers for the letter: to staff: a deadline comes near. */
import { z } from 'zod';
import { defineLetter, line, staffFields } from './letter';

export const staffReminder = defineLetter({
  audience: 'staff',
  version: 1,
  schema: z.strictObject({
    ...staffFields,
    /** "mandag 21. december kl. 24.00" */
    dueAt: line,
  }),
  subject: ({ courseNumber }) => `Frist nærmer sig: ${courseNumber}`,
});
