/** Answers for the letter: an agreed conversation is called off; another time is to choose. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const appointmentCancelled = defineLetter({
  audience: 'patient',
  version: 3,
  schema: z.strictObject({
    ...patientFields,
    /** Who called it off. */
    by: z.enum(['patient', 'clinic']),
    /** The time that is off: "onsdag 16. december kl. 10.00" */
    appointmentAt: line,
    /** Once too often: the coordinator decides what now, and there is no time to choose. */
    coordinatorDecides: z.boolean(),
  }),
  subject: ({ by }) =>
    by === 'clinic' ? 'Vi er nødt til at aflyse din samtale' : 'Du har aflyst din samtale',
});
