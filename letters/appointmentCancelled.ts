/** Answers for the letter: the clinic calls an agreed conversation off; another time is to choose. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const appointmentCancelled = defineLetter({
  audience: 'patient',
  version: 1,
  schema: z.strictObject({
    ...patientFields,
    /** The time that is off: "onsdag 16. december kl. 10.00" */
    appointmentAt: line,
  }),
  subject: () => 'Vi er nødt til at aflyse din samtale',
});
