/** Tasks about a silent patient end by themselves once the patient has written again. */
import { freshUpdateId, press } from '../../api/commands/press';
import { activeAgain } from '../../db/activity';
import type { Round } from './round';

const AT_ONCE = 100;

/**
 * A diary entry is content and no event, so no course hears of it: it is looked for here. What the
 * course refuses has ended or been answered meanwhile.
 */
export async function silenceChecks({ each, presser }: Round): Promise<void> {
  await each(
    (tx) => activeAgain(tx, AT_ONCE),
    async ({ courseId, activeAt }) => {
      const event = { name: 'activeAgain', activeAt } as const;
      const told = await press(await presser(), { courseId, id: freshUpdateId(), event });
      if (told.kind === 'unavailable') throw new Error('a course could not be told of activity');
    },
  );
}
