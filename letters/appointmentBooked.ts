/** Answers for the letter: the time of the video conversation is agreed. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const appointmentBooked = defineLetter({
  audience: 'patient',
  version: 2,
  schema: z.strictObject({
    ...patientFields,
    psychologistName: line,
    /** "onsdag 16. december kl. 10.00" */
    appointmentAt: line,
  }),
  subject: ({ appointmentAt }) => `Din samtale er ${appointmentAt}`,
});
