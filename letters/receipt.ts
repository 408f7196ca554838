/** Answers for the letter: the application has arrived, and by when we answer. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const receipt = defineLetter({
  audience: 'patient',
  version: 1,
  schema: z.strictObject({
    ...patientFields,
    /** The day the answer comes at the latest, in words: "mandag 21. december 2026". */
    answerBy: line,
  }),
  subject: () => 'Vi har fået din ansøgning',
});
