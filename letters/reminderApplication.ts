/** Answers for the letter: an application that is begun and not sent. */
import { z } from 'zod';
import { defineLetter, line, reminderFields } from './letter';

export const reminderApplication = defineLetter({
  audience: 'reminder',
  version: 1,
  schema: z.strictObject({
    ...reminderFields,
    /** The day it closes by itself: "onsdag 6. januar". */
    closesOn: line,
  }),
  subject: () => 'Du er i gang med en ansøgning',
});
