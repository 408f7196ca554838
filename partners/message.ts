/** Answers for the parts that the messages to all partners have in common. */
import { z } from 'zod';

/** Marks every message: which delivery it is, and when (in domain time) the delivery was made. */
export const envelope = {
  deliveryId: z.uuid(),
  /** The delivery row's instant, the same at every attempt: never the time of sending. */
  sentAt: z.iso.datetime().optional(),
};

export const cprNumber = z.string().regex(/^\d{10}$/, 'ten digits');
export const personName = z.string().trim().min(1).max(120);
export const subjectLine = z.string().trim().min(1).max(200);
/** A limit on everything: no letter of ours is longer than this many characters. */
export const longText = z.string().min(1).max(200_000);
export const webLink = z.url({ protocol: /^https?$/ });
export const timeSpan = { startsAt: z.iso.datetime(), endsAt: z.iso.datetime() };
