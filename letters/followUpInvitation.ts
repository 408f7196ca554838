/** Answers for the letter: half a year after the end, the questionnaires of the application again. */
import { z } from 'zod';
import { defineLetter, line, patientFields } from './letter';

export const followUpInvitation = defineLetter({
  audience: 'patient',
  version: 2,
  schema: z.strictObject({
    ...patientFields,
    /** When the course ended: "16. december 2026". */
    endedOn: line,
    /** How long all of them take: "11 minutter". */
    takes: line,
    /** The last day to answer: "torsdag 16. juli 2027". */
    answerBy: line,
  }),
  subject: () => 'Hvordan går det nu?',
});
