/** The pieces from which each noun builds the zod shape of its rows. */
import { z } from 'zod';
import type { CivilDate, Instant } from '../domain/ids';

/** A branded id, `zId<CourseId>()`: our own database is believed once it is a uuid. */
export function zId<Id extends string>(): z.ZodType<Id> {
  return z.guid().transform((text) => text as Id);
}

/** A `timestamptz`, which db/transaction.ts reads as `Date.toISOString()` writes it. */
export const zInstant: z.ZodType<Instant> = z.iso.datetime().transform((text) => text as Instant);

/** A `date`. */
export const zDate: z.ZodType<CivilDate> = z.iso.date().transform((text) => text as CivilDate);

/** A `bytea`: something sealed, or a hash. */
export const zBytes: z.ZodType<Buffer> = z.instanceof(Buffer);

/** One value of a JSON column as SQL wants it (an array given bare would become a SQL array). */
export function json(value: unknown): string {
  return JSON.stringify(value);
}
