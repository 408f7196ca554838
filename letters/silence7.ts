/** Answers for the letter: a week without a sign of life. */
import { z } from 'zod';
import { defineLetter, reminderFields } from './letter';

export const silence7 = defineLetter({
  audience: 'reminder',
  version: 2,
  schema: z.strictObject(reminderFields),
  subject: () => 'Vi har ikke hørt fra dig i en uge',
});
