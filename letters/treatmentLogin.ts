/** Answers for the letter: treatment begins: how to log in and what to expect. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const treatmentLogin = defineLetter({
  audience: 'patient',
  version: 1,
  schema: z.strictObject({
    ...patientFields,
    psychologistName: line,
    /** Title of the first module. */
    firstModule: line,
    /** How soon a handed-in module is answered: "to arbejdsdage". */
    feedbackWithin: line,
    /** The last day of treatment: "onsdag 10. marts 2027". */
    treatmentUntil: line,
  }),
  subject: () => 'Din behandling er klar',
});
