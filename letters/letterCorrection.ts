/** Answers for the letter: something in an earlier letter to the patient was wrong, and is put right. */
import { z } from 'zod';
import { defineLetter, freeText, line, patientFields } from './letter';

export const letterCorrection = defineLetter({
  audience: 'patient',
  version: 2,
  schema: z.strictObject({
    ...patientFields,
    psychologistName: line,
    /** The subject of the letter that is put right: "Svar på din ansøgning". */
    letterName: line,
    /** When it was written: "7. december 2026". */
    letterOn: line,
    /** What was wrong, and what is right. */
    text: freeText,
  }),
  subject: () => 'Rettelse til et brev fra os',
});
