/** Answers for the letter: an unsent application or an unanswered offer has lapsed. */
import { z } from 'zod';
import { defineLetter, patientFields } from './letter';

export const lapsed = defineLetter({
  audience: 'patient',
  version: 1,
  schema: z.strictObject({ ...patientFields, what: z.enum(['application', 'offer']) }),
  subject: ({ what }) =>
    what === 'offer' ? 'Dit tilbud om en samtale er udløbet' : 'Din ansøgning er lukket',
});
