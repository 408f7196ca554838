/** Answers for two presses of one form at once: what was typed is written by one at a time. */
import type { UpdateId } from '../domain/ids';
import type { Tx } from './transaction';

/**
 * Waits until whoever writes for the same pressing has finished, so that what they wrote is found
 * and not written twice; held until the transaction ends.
 */
export async function alone(tx: Tx, updateId: UpdateId): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`pressing/${updateId}`]);
}
