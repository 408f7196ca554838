/** Answers for the letter: to staff: a red flag waits for a person. */
import { z } from 'zod';
import { defineLetter, line, staffFields } from './letter';

export const staffRedFlag = defineLetter({
  audience: 'staff',
  version: 1,
  schema: z.strictObject({
    ...staffFields,
    /** Human contact at the latest: "i dag kl. 15.00", "tirsdag 8. december kl. 12.00". */
    contactBy: line,
  }),
  subject: ({ courseNumber }) => `Rød bekymringsmarkering: ${courseNumber}`,
});
