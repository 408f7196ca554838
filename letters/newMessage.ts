/** Answers for the letter: a message waits in the portal. */
import { z } from 'zod';
import { defineLetter, reminderFields } from './letter';

export const newMessage = defineLetter({
  audience: 'reminder',
  version: 1,
  schema: z.strictObject(reminderFields),
  subject: () => 'Du har fået en besked',
});
