/** Answers for the letter: to staff, each working morning: what waits for you. */
import { z } from 'zod';
import { defineLetter, line } from './letter';

const url = z.url({ protocol: /^https?$/ });

export const staffMorning = defineLetter({
  audience: 'staff',
  version: 1,
  schema: z.strictObject({
    /** "mandag 7. december" */
    day: line,
    /** When it was counted: "kl. 5.00". */
    countedAt: line,
    /** What waits, most urgent first, each with the page that shows it; none: nothing waits. */
    lines: z.array(z.strictObject({ text: line, url })).max(12),
    /** The worklist. */
    portalUrl: url,
  }),
  subject: ({ day }) => `Din dag: ${day}`,
});
