/** A patient's own words about a treatment, sealed, and overwritten by no second window. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId } from '../domain/ids';
import { json, zBytes, zId, zInstant } from './columns';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

const Words = z.object({ remember: z.string(), goOn: z.string() });
/** "Det vil jeg huske" and "Det vil jeg blive ved med"; '' is not written. */
export type OwnWords = z.infer<typeof Words>;
export interface OwnSummary {
  readonly words: OwnWords;
  readonly version: number;
  readonly writtenAt: Instant;
}
const Row = z.object({
  personId: zId<PersonId>(),
  wordsSealed: zBytes,
  version: z.number(),
  writtenAt: zInstant,
});
const place = (row: string) => ({ table: 'own_summary', column: 'words_sealed', row });

/** Undefined while nothing was written. */
export async function readOwnSummary(tx: Tx, courseId: CourseId): Promise<OwnSummary | undefined> {
  return opened(tx, courseId, '');
}

async function opened(
  tx: Tx,
  courseId: CourseId,
  lock: '' | 'FOR UPDATE',
): Promise<OwnSummary | undefined> {
  const row = await tx.row(
    Row,
    `SELECT person_id, words_sealed, version, written_at FROM own_summary
    WHERE course_id = $1 ${lock}`,
    [courseId],
  );
  if (!row) return undefined;
  const { personId, wordsSealed, version, writtenAt } = row;
  return {
    version,
    writtenAt,
    words: await unseal(tx, personId, place(courseId), wordsSealed, Words),
  };
}

/**
 * Keeps the words. `basedOn` is the version that the form showed, 0 for none; the same words again
 * are kept already. False: another window was first, and what it wrote stays.
 */
export async function saveOwnSummary(
  tx: Tx,
  of: {
    courseId: CourseId;
    personId: PersonId;
    words: OwnWords;
    basedOn: number;
    at: Instant;
  },
): Promise<boolean> {
  const { courseId, personId, words, basedOn, at } = of;
  const sealed = await seal(tx, personId, place(courseId), words);
  const inserted = await tx.run(
    `INSERT INTO own_summary (course_id, person_id, words_sealed, version, written_at)
    VALUES ($1, $2, $3, 1, $4) ON CONFLICT (course_id) DO NOTHING`,
    [courseId, personId, sealed, at],
  );
  if (inserted === 1) return true;
  const kept = await opened(tx, courseId, 'FOR UPDATE');
  if (!kept) throw new Error('this actor may not write that summary');
  if (json(kept.words) === json(words)) return true;
  if (kept.version !== basedOn) return false;
  await tx.run(
    `UPDATE own_summary SET words_sealed = $2, version = version + 1, written_at = $3
    WHERE course_id = $1`,
    [courseId, sealed, at],
  );
  return true;
}
