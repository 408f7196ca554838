/** Answers for the letter: a conversation on video, with a time kept for the patient. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const offer = defineLetter({
  audience: 'patient',
  version: 1,
  schema: z.strictObject({
    ...patientFields,
    psychologistName: line,
    /** The time kept for the patient: "onsdag 16. december kl. 10.00". */
    appointmentAt: line,
    /** When the time goes back to others: "lørdag 12. december" or with a clock time. */
    reservedUntil: line,
    /** The last day of the 28-day promise: "mandag 4. januar 2027". */
    assessmentBy: line,
  }),
  subject: () => 'Tilbud om en samtale på video',
});
