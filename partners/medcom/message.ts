/** Answers for the shape of one message to a GP: the note at start, the epicrise, its correction. */
import { z } from 'zod';
import { cprNumber, envelope, longText, personName, subjectLine } from '../message';

export const medcomMessage = z.strictObject({
  ...envelope,
  gp: z.strictObject({
    ydernummer: z.string().regex(/^\d{6}$/, 'six digits'),
    name: personName,
  }),
  patient: z.strictObject({ cpr: cprNumber, name: personName }),
  kind: z.enum(['startNote', 'epicrise', 'correction']),
  /** For a correction: the `deliveryId` under which the letter it puts right was sent. */
  corrects: z.uuid().optional(),
  subject: subjectLine,
  text: longText,
});

export type MedcomMessage = z.infer<typeof medcomMessage>;
