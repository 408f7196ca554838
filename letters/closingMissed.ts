/** Answers for the letter: we rang at the agreed time for the closing call, and nobody answered. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const closingMissed = defineLetter({
  audience: 'patient',
  version: 2,
  schema: z.strictObject({
    ...patientFields,
    psychologistName: line,
    /** The time that went by: "onsdag 16. december kl. 10.00" */
    appointmentAt: line,
    /** The patient can choose another time. */
    mayChoose: z.boolean(),
  }),
  subject: 'Vi fik ikke fat i dig på telefonen',
});
