/** Answers for the letter: treatment has ended: a closing call is offered. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const closingInvitation = defineLetter({
  audience: 'patient',
  version: 1,
  schema: z.strictObject({
    ...patientFields,
    psychologistName: line,
    /** The last day for the call: "onsdag 24. marts 2027". */
    closingBy: line,
  }),
  subject: () => 'Tilbud om en afsluttende samtale',
});
