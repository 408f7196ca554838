/** Answers for the letter: the time of the closing call is agreed. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const closingBooked = defineLetter({
  audience: 'patient',
  version: 1,
  schema: z.strictObject({
    ...patientFields,
    psychologistName: line,
    /** "onsdag 16. december kl. 10.00" */
    appointmentAt: line,
  }),
  subject: ({ appointmentAt }) => `Vi ringer til dig ${appointmentAt}`,
});
