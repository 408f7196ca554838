/** Answers for the letter: the clinic has ended a course before treatment began. */
import { z } from 'zod';
import { defineLetter, freeText, line, patientFields } from './letter';

export const courseEnded = defineLetter({
  audience: 'patient',
  version: 2,
  schema: z
    .strictObject({
      ...patientFields,
      /** Who or what ended it; the letter owns the words. */
      ending: z.enum(['offerUnanswered', 'noTalkHeld', 'referred', 'endedByClinic']),
      /** What the psychologist or supervisor wrote for this patient, or null. */
      ownParagraph: freeText.nullable(),
      /** What we suggest instead, in whole sentences; may be empty. */
      recommendations: z.array(line).max(12),
    })
    .refine(({ ending, ownParagraph }) => ending !== 'endedByClinic' || ownParagraph !== null, {
      path: ['ownParagraph'],
      message: 'must say why when the clinic ends the course',
    }),
  subject: 'Dit forløb hos os er afsluttet',
});
