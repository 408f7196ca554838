/** Where the sweep has come to among the courses, whichever worker swept last. */
import { z } from 'zod';
import type { CourseId } from '../domain/ids';
import { zId } from './columns';
import type { Tx } from './transaction';

/** The last course that was looked at; null: the next round begins again. */
export async function sweepPlace(tx: Tx): Promise<CourseId | null> {
  const row = await tx.row(
    z.object({ lastSeen: zId<CourseId>().nullable() }),
    'SELECT last_seen FROM sweep_place',
  );
  return row?.lastSeen ?? null;
}

export async function keepSweepPlace(tx: Tx, lastSeen: CourseId | null): Promise<void> {
  await tx.run(
    `INSERT INTO sweep_place (last_seen) VALUES ($1)
    ON CONFLICT (only_one) DO UPDATE SET last_seen = excluded.last_seen`,
    [lastSeen],
  );
}
