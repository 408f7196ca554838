/** Tasks about a silent patient end by themselves once the patient has written again. */
import { freshUpdateId, press } from '../../api/commands/press';
import { activeAgain } from '../../db/activity';
import { readClock } from '../../db/clock';
import { clockNow } from '../../domain/clock';
import type { Round } from './round';

const AT_ONCE = 100;

/**
 * A diary entry is content and no event, so no course hears of it: it is looked for here. What the
 * course refuses has ended or been answered meanwhile.
 */
export async function silenceChecks({ deps, counts, each, presser }: Round): Promise<void> {
  await each(
    async (tx) => {
      const clock = (await readClock(tx))?.clock ?? { mode: 'real' };
      return activeAgain(tx, { now: clockNow(clock, deps.realNow()), limit: AT_ONCE });
    },
    async ({ courseId, activeAt }) => {
      const event = { name: 'activeAgain', activeAt } as const;
      const told = await press(await presser(), { courseId, id: freshUpdateId(), event });
      if (told.kind === 'unavailable') throw new Error('a course could not be told of activity');
      if (told.kind !== 'refused') counts.activeAgain += 1;
    },
  );
}
