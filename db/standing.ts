/** How the installation stands, in a few numbers: for the figures that alarms are set on. */
import { z } from 'zod';
import type { Instant } from '../domain/ids';
import { zInstant } from './columns';
import type { Tx } from './transaction';

const zNumbers = z.object({
  oldestWaitingAt: zInstant.nullable(),
  needAttention: z.number(),
  overdue: z.number(),
});
const zIncidents = z.object({ kind: z.string(), count: z.number() });

export interface Standing extends z.infer<typeof zNumbers> {
  /** Open ones by kind; a kind without any is not among them. */
  readonly incidents: readonly z.infer<typeof zIncidents>[];
}

/** `overdue`: clocks due before the domain instant whose event is not recorded yet. */
export async function standing(tx: Tx, dueBefore: Instant): Promise<Standing> {
  const numbers = await tx.row(
    zNumbers,
    `SELECT
      (SELECT created_at FROM delivery WHERE status = 'waiting'
        ORDER BY created_at, delivery_id LIMIT 1) AS oldest_waiting_at,
      (SELECT count(*) FROM course WHERE needs_attention) AS need_attention,
      (SELECT count(*) FROM due WHERE due_at < $1) AS overdue`,
    [dueBefore],
  );
  const incidents = await tx.rows(
    zIncidents,
    'SELECT kind, count(*) AS count FROM incident WHERE closed_at IS NULL GROUP BY kind',
  );
  return { oldestWaitingAt: null, needAttention: 0, overdue: 0, ...numbers, incidents };
}
