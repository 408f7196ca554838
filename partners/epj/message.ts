/** Answers for the shape of one entry in the region's record (EPJ). */
import { z } from 'zod';
import { cprNumber, envelope, longText, personName, subjectLine, timeSpan } from '../message';

const entry = { ...envelope, patient: z.strictObject({ cpr: cprNumber }) };

export const epjMessage = z.discriminatedUnion('kind', [
  z.strictObject({
    ...entry,
    kind: z.literal('courseCreated'),
    /** The course's number as people say it, such as F-1987. */
    courseNumber: z.string().min(1).max(40),
    startedAt: z.iso.datetime(),
  }),
  z.strictObject({
    ...entry,
    kind: z.literal('note'),
    title: subjectLine,
    text: longText,
    author: personName,
    writtenAt: z.iso.datetime(),
  }),
  z.strictObject({
    ...entry,
    ...timeSpan,
    kind: z.literal('appointment'),
    /** The talk it is about, however often its time or status is sent; older entries have none. */
    externalId: z.uuid().optional(),
    title: subjectLine,
    status: z.enum(['booked', 'held', 'noShow', 'cancelled']),
  }),
]);

export type EpjMessage = z.infer<typeof epjMessage>;
