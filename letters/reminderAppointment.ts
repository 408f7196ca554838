/** Answers for the letter: a conversation is near. */
import { z } from 'zod';
import { defineLetter, line, reminderFields } from './letter';

export const reminderAppointment = defineLetter({
  audience: 'reminder',
  version: 3,
  schema: z.strictObject({
    ...reminderFields,
    /** "onsdag 16. december kl. 10.00" */
    appointmentAt: line,
    how: z.enum(['video', 'telephone']),
  }),
  subject: ({ appointmentAt }) => `Husk din aftale ${appointmentAt}`,
});
