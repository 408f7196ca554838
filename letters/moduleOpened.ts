/** Answers for the letter: the next module is open. */
import { z } from 'zod';
import { defineLetter, reminderFields } from './letter';

export const moduleOpened = defineLetter({
  audience: 'reminder',
  version: 1,
  schema: z.strictObject(reminderFields),
  subject: () => 'Der er noget nyt til dig',
});
