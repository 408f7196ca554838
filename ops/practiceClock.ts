/** Where the practice clock stands when the program starts: never moved by the time it was off. */
import { readClock, writeClock } from '../db/clock';
import { inTransaction, openDatabase, SYSTEM } from '../db/transaction';
import { addDays, atTime, copenhagenDate, nextWorkingDay } from '../domain/calendar';
import { clockNow } from '../domain/clock';
import { instant, type Instant } from '../domain/ids';
import type { Config } from './config';
import { readDatabaseKeys } from './keys';

/** The practice people are brought to where they stand in so many days before the first morning. */
export const SEEDED_DAYS = 84;
/** When the first morning begins. */
export const FIRST_TIME = '10:00';

/** The coming working day at 10:00, when people first see the practice. */
export function firstMorning(realNow: Instant): Instant {
  return atTime(nextWorkingDay(copenhagenDate(realNow)), FIRST_TIME);
}

/**
 * Called before worker and web start. The first time the clock stands twelve weeks before the first
 * morning; later it stands where it stood when the program was last seen. A jump is forgotten.
 */
export async function settlePracticeClock(config: Config): Promise<void> {
  const db = openDatabase({
    url: config.appUrl,
    applicationName: 'forloeb-start',
    keys: readDatabaseKeys(config),
    poolSize: 1,
  });
  try {
    await inTransaction(db, SYSTEM, async (tx) => {
      const realNow = instant(Date.now());
      const row = await readClock(tx);
      const virtualOrigin =
        row?.clock.mode === 'practice'
          ? clockNow(row.clock, earlier(row.seenAt ?? row.clock.realOrigin, realNow))
          : atTime(addDays(copenhagenDate(firstMorning(realNow)), -SEEDED_DAYS), FIRST_TIME);
      await writeClock(
        tx,
        { mode: 'practice', realOrigin: realNow, virtualOrigin, speed: 1, paused: true },
        { seenAt: realNow, jump: null },
      );
    });
  } finally {
    await db.close();
  }
}

function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}
