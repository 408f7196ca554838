/** Raises what an answer gives cause to worry about: first the flag's row, then the course's event. */
import { v5 } from 'uuid';
import { courseById, type CourseRow } from '../../db/courses';
import { flagsOf, insertFlag, type Flag } from '../../db/flags';
import { inTransaction } from '../../db/transaction';
import type { FlagId, UpdateId } from '../../domain/ids';
import type { RaisedFlag } from '../../domain/risk';
import type { FlagTier } from '../../domain/state';
import type { Ctx } from '../app';
import { stateOf } from '../queries/courseState';
import { press } from './press';

/**
 * Raises each flag at most once for the same answers, and none beside an open one that has the
 * same cause or is more urgent and read the same day. `origin` names the answers: 'phq9:3'.
 * A flag whose event did not get through is asked for again, each time something is saved.
 */
export async function raiseFlags(
  ctx: Ctx,
  course: CourseRow,
  raised: readonly RaisedFlag[],
  origin: string,
): Promise<void> {
  const { courseId } = course;
  const { open, known } = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const flags = await flagsOf(tx, courseId);
    const standing = flags.filter((flag) => flag.releasedAt === null);
    const added = raised
      .map((flag) => rowOf(ctx, course, flag, origin))
      .filter(
        (row) => !flags.some((flag) => flag.flagId === row.flagId) && !covered(row, standing),
      );
    for (const row of added) await insertFlag(tx, row);
    const now = await courseById(tx, courseId);
    return { open: [...standing, ...added], known: now ? stateOf(now).flags : [] };
  });
  for (const { flagId, tier } of open) {
    if (known.some((flag) => flag.flagId === flagId)) continue;
    const id = v5('raiseFlag', flagId) as UpdateId;
    await press(ctx, { courseId, id, event: { name: 'raiseFlag', flagId, tier } });
  }
}

function rowOf(ctx: Ctx, course: CourseRow, flag: RaisedFlag, origin: string) {
  const { courseId, personId, psychologistId } = course;
  return {
    flagId: v5(`${flag.trigger}:${origin}`, courseId) as FlagId,
    courseId,
    personId,
    tier: tierOf(flag),
    trigger: flag.trigger,
    ownerId: psychologistId,
    at: ctx.now,
  };
}

/** Amber has two clocks: one that is read the same working day, and "getting worse". */
function tierOf({ tier, clock }: RaisedFlag): FlagTier {
  if (tier === 'red') return 'red';
  return clock === 'nextWorkingDay' ? 'worse' : 'amber';
}

type Standing = readonly Pick<Flag, 'tier' | 'trigger'>[];

function covered(row: { tier: FlagTier; trigger: string }, standing: Standing): boolean {
  return standing.some(
    (flag) => flag.trigger === row.trigger || (row.tier === 'amber' && flag.tier === 'red'),
  );
}
