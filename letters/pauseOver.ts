/** Answers for the letter: the pause is over, by itself or because somebody ended it. */
import { z } from 'zod';
import { defineLetter, reminderFields } from './letter';

export const pauseOver = defineLetter({
  audience: 'reminder',
  version: 1,
  schema: z.strictObject(reminderFields),
  subject: () => 'Din pause er slut',
});
