/** Answers for the letter: no treatment after the conversation: why, and what may help instead. */
import { z } from 'zod';
import { defineLetter, line, noFields, patientFields, saysWhy, saysWhyError } from './letter';

export const notOffered = defineLetter({
  audience: 'patient',
  version: 1,
  schema: z
    .strictObject({
      ...patientFields,
      psychologistName: line,
      /** When the conversation was: "onsdag 16. december". */
      assessedOn: line,
      ...noFields,
    })
    .refine(saysWhy, saysWhyError),
  subject: 'Efter din samtale med os',
});
