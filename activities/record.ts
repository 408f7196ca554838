/** Recording an accepted event; what the database refuses comes back as a value, never thrown. */
import { readClock } from '../db/clock';
import { lastActivity, markBroken, recordEvent } from '../db/record';
import { DatabaseAway, inTransaction, SYSTEM } from '../db/transaction';
import { isOpen } from '../domain/apply';
import { clockNow } from '../domain/clock';
import type { CourseId, Instant } from '../domain/ids';
import type { Entry, Recorded } from '../workflows/messages';
import { startAfterwards, startDelivery } from './follow';
import type { ActivityDeps } from './index';

export function recordActivities({
  db,
  temporal,
  realNow,
}: Pick<ActivityDeps, 'db' | 'temporal' | 'realNow'>) {
  async function broken(
    courseId: CourseId,
    reason: 'hole' | 'epoch' | 'refused',
  ): Promise<Recorded> {
    // The course is a newer workflow's, which records: what the old one says concerns nobody.
    if (reason === 'epoch') return { kind: 'broken', reason };
    await inTransaction(db, SYSTEM, async (tx) => {
      const clock = (await readClock(tx))?.clock ?? { mode: 'real' };
      await markBroken(tx, courseId, reason, clockNow(clock, realNow()));
    });
    return { kind: 'broken', reason };
  }

  async function write(entry: Entry) {
    try {
      return await inTransaction(db, SYSTEM, async (tx) => {
        const recorded = await recordEvent(tx, entry, realNow());
        if (recorded.kind === 'broken') return recorded;
        const clock = (await readClock(tx))?.clock ?? { mode: 'real' };
        return { ...recorded, clock } as const;
      });
    } catch (error) {
      if (isRefusal(error)) return { kind: 'broken', reason: 'refused' } as const;
      throw error;
    }
  }

  return {
    /**
     * Writes the event, then starts what follows from it. Throws only when Postgres or Temporal is
     * away or too slow, and is then tried again for ever: what is written stays as it is, and what
     * was started is not started twice.
     */
    async record(entry: Entry): Promise<Recorded> {
      const answer = await write(entry);
      const { courseId, epoch } = entry.state;
      if (answer.kind === 'broken') return broken(courseId, answer.reason);
      const { deliveries, dues, clock } = answer;
      await Promise.all(
        deliveries.map((deliveryId) => startDelivery(temporal, { deliveryId, epoch })),
      );
      if (isOpen(entry.state)) return { kind: 'recorded', dues, clock };
      await startAfterwards(temporal, { ...entry.state, dues }, clock);
      return { kind: 'recorded', dues, clock, handedOver: true };
    },

    /** When the patient was last active, however quietly; null when never. */
    async lastActivityAt(courseId: CourseId): Promise<Instant | null> {
      return inTransaction(db, SYSTEM, (tx) => lastActivity(tx, courseId));
    },
  };
}

/** Away, overloaded, or in somebody's way: the same attempt may succeed later (SQLSTATE). */
const PASSING = /^(08|40|53|57|55P03|58)/;

/**
 * True for a failure that says the same however often one asks: a constraint, a row that cannot be
 * read, a fault of ours. Tried for ever, it would hang the course in silence.
 */
function isRefusal(error: unknown): boolean {
  if (error instanceof DatabaseAway) return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return !PASSING.test(code);
}
