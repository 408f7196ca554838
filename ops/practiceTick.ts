/** While the practice clock runs by itself: its daily work is started, and where it stands is kept. */
import type { Logger } from 'pino';
import { newestDay, startDay } from '../activities/clock';
import type { ActivityDeps } from '../activities';
import { readClock, touchClock } from '../db/clock';
import { inTransaction, SYSTEM } from '../db/transaction';
import { clockNow } from '../domain/clock';
import type { CivilDate } from '../domain/ids';

const TICK_MS = 1000;

/** Returns what stops it. A tick that fails is tried again by the next one, and logged once. */
export function startTicking(
  deps: Pick<ActivityDeps, 'db' | 'temporal' | 'realNow'>,
  log: Logger,
): () => void {
  let lastDay: CivilDate | null = null;
  let failing = false;
  let busy = false;

  async function tick(): Promise<void> {
    const now = deps.realNow();
    const clock = await inTransaction(deps.db, SYSTEM, async (tx) => {
      const row = await readClock(tx);
      if (row) await touchClock(tx, now);
      return row?.clock;
    });
    if (clock?.mode !== 'practice' || clock.paused) return;
    const day = newestDay(clockNow(clock, now));
    if (day === lastDay) return;
    await startDay(deps, day);
    lastDay = day;
  }

  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    tick()
      .then(
        () => {
          failing = false;
        },
        (error: unknown) => {
          if (!failing) log.warn({ err: error }, 'the practice clock could not tick');
          failing = true;
        },
      )
      .finally(() => {
        busy = false;
      });
  }, TICK_MS);
  return () => clearInterval(timer);
}
