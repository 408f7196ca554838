/** Answers for the shape of one video meeting to be made, and of the links that come back. */
import { z } from 'zod';
import { acceptedAnswer } from '../exchange';
import { envelope, personName, timeSpan, webLink } from '../message';

export const videoMessage = z.strictObject({
  ...envelope,
  ...timeSpan,
  /** Our appointment's id: the same id again moves the meeting, its links stay. */
  externalId: z.uuid(),
  patientName: personName.optional(),
  /** Called off: nobody is let in. */
  cancelled: z.literal(true).optional(),
});

export const videoAnswer = acceptedAnswer.extend({ patientUrl: webLink, staffUrl: webLink });

export type VideoMessage = z.infer<typeof videoMessage>;
