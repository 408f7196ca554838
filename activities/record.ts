/** Recording an accepted event; what the database refuses comes back as a value, never thrown. */
import { readClock } from '../db/clock';
import { lastActivity, markBroken, recordEvent } from '../db/record';
import { DatabaseAway, inTransaction, SYSTEM } from '../db/transaction';
import type { CourseId, Instant } from '../domain/ids';
import type { Entry, Recorded } from '../workflows/messages';
import type { ActivityDeps } from './index';

export function recordActivities({ db, realNow }: Pick<ActivityDeps, 'db' | 'realNow'>) {
  async function broken(
    courseId: CourseId,
    reason: 'hole' | 'epoch' | 'refused',
  ): Promise<Recorded> {
    await inTransaction(db, SYSTEM, (tx) => markBroken(tx, courseId, reason, realNow()));
    return { kind: 'broken', reason };
  }

  return {
    /** Throws only when Postgres is away or too slow, and is then tried again for ever. */
    async record(entry: Entry): Promise<Recorded> {
      try {
        const answer = await inTransaction(db, SYSTEM, async (tx) => {
          const recorded = await recordEvent(tx, entry, realNow());
          if (recorded.kind === 'broken') return recorded;
          const clock = (await readClock(tx))?.clock ?? { mode: 'real' };
          return { ...recorded, clock } as const;
        });
        return answer.kind === 'broken'
          ? await broken(entry.state.courseId, answer.reason)
          : answer;
      } catch (error) {
        if (isRefusal(error)) return broken(entry.state.courseId, 'refused');
        throw error;
      }
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
