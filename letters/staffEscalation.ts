/** Answers for the letter: to staff: a task has passed its deadline. */
import { z } from 'zod';
import { defineLetter, line, staffFields } from './letter';

export const staffEscalation = defineLetter({
  audience: 'staff',
  version: 1,
  schema: z.strictObject({
    ...staffFields,
    /** When it was due: "mandag 21. december kl. 24.00". */
    dueAt: line,
  }),
  subject: ({ courseNumber }) => `Over frist: ${courseNumber}`,
});
