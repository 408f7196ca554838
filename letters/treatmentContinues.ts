/** Answers for the letter: a treatment that had ended goes on; it takes the invitation back. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const treatmentContinues = defineLetter({
  audience: 'patient',
  version: 1,
  schema: z.strictObject({
    ...patientFields,
    psychologistName: line,
    /** The last day: "mandag 7. december". */
    treatmentUntil: line,
  }),
  subject: ({ treatmentUntil }) => `Din behandling fortsætter til ${treatmentUntil}`,
});
