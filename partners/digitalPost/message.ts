/** Answers for the shape of one letter to Digital Post: a receiver, the letter, a link back. */
import { z } from 'zod';
import {
  cprNumber,
  envelope,
  longText,
  personName,
  subjectLine,
  timeSpan,
  webLink,
} from '../message';

export const digitalPostMessage = z.strictObject({
  ...envelope,
  recipient: z.strictObject({ cpr: cprNumber, name: personName }),
  subject: subjectLine,
  html: longText,
  text: longText,
  /** The portal link to the task that the letter is about. */
  link: webLink,
  /** A time the receiver can put into a calendar (in MeMo: a Reservation). */
  appointment: z.strictObject({ ...timeSpan, title: z.string().min(1).max(200) }).optional(),
});

export type DigitalPostMessage = z.infer<typeof digitalPostMessage>;
