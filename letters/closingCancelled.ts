/** Answers for the letter: the agreed closing call is off. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const closingCancelled = defineLetter({
  audience: 'patient',
  version: 2,
  schema: z.strictObject({
    ...patientFields,
    /** Who called it off. */
    by: z.enum(['patient', 'clinic']),
    /** The time that is off: "onsdag 16. december kl. 10.00" */
    appointmentAt: line,
    /** The patient can choose another time. */
    mayChoose: z.boolean(),
  }),
  subject: 'Din samtale på telefonen er aflyst',
});
