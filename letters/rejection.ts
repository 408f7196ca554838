/** Answers for the letter: no conversation: why, and what may help instead. */
import { z } from 'zod';
import { defineLetter, line, noFields, patientFields, saysWhy, saysWhyError } from './letter';

export const rejection = defineLetter({
  audience: 'patient',
  version: 1,
  schema: z
    .strictObject({
      ...patientFields,
      psychologistName: line,
      ...noFields,
      /** True when a psychologist will ring for a 15-minute talk of advice. */
      adviceCall: z.boolean(),
    })
    .refine(saysWhy, saysWhyError),
  subject: 'Svar på din ansøgning',
});
