/** Answers for the letter: an offered time waits for an answer. */
import { z } from 'zod';
import { defineLetter, line, reminderFields } from './letter';

export const reminderOffer = defineLetter({
  audience: 'reminder',
  version: 1,
  schema: z.strictObject({
    ...reminderFields,
    /** When the time goes back to others, in words; null when none is kept any more. */
    reservedUntil: line.nullable(),
  }),
  subject: () => 'Vi venter på dit svar',
});
