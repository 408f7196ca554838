/** Answers for the shape of one e-mail or text message: a reminder, never clinical content. */
import { z } from 'zod';
import { envelope, subjectLine } from '../message';

const reminder = { ...envelope, subject: subjectLine, text: z.string().min(1).max(2_000) };

/** One person, or several of the clinic's own staff in one mail. */
const receivers = z.union([z.email(), z.array(z.email()).min(1).max(100)]);

export const mailMessage = z.discriminatedUnion('channel', [
  z.strictObject({ ...reminder, channel: z.literal('email'), to: receivers }),
  z.strictObject({
    ...reminder,
    channel: z.literal('sms'),
    /** Danish number, eight digits, or with its country code. */
    to: z.string().regex(/^(\+\d{2,3})?\d{8}$/, 'a phone number without spaces'),
  }),
]);

export type MailMessage = z.infer<typeof mailMessage>;
