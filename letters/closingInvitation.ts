/** Answers for the letter: treatment has ended: a closing call is offered. */
import { z } from 'zod';
import { defineLetter, freeText, line, patientFields } from './letter';

export const closingInvitation = defineLetter({
  audience: 'patient',
  version: 4,
  schema: z.strictObject({
    ...patientFields,
    psychologistName: line,
    /** The last day for the call: "onsdag 24. marts 2027". */
    closingBy: line,
    /** Null unless the clinic ended treatment: who did, why, and what we suggest instead. */
    clinicEnded: z
      .strictObject({
        ending: z.enum(['referred', 'endedByClinic']),
        ownParagraph: freeText.nullable(),
        recommendations: z.array(line).max(12),
      })
      .nullable(),
    /** True when it ended before every module that counts was handed in, and nobody sent them on. */
    stoppedEarly: z.boolean(),
  }),
  subject: () => 'Tilbud om en afsluttende samtale',
});
