/** Raises what an answer gives cause to worry about: first the flag's row, then the course's event. */
import { v5 } from 'uuid';
import { courseById, type CourseRow } from '../../db/courses';
import { flagsOf, insertFlag, type Flag } from '../../db/flags';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { CourseId, FlagId } from '../../domain/ids';
import type { RaisedFlag, Trigger } from '../../domain/risk';
import type { FlagTier } from '../../domain/state';
import type { Ctx, Form, Presser } from '../app';
import { stateOf } from '../queries/courseState';
import { pressingOfFlag } from '../queries/riskFlag';
import { press, updateIdOf, type Outcome } from './press';

/**
 * Raises each flag at most once for the same answers, and none beside an open one that has the
 * same cause, or an amber one beside one that is read the same day and shows the same answers. Once
 * treatment has begun, the same people are asked again and again: there an open flag covers only
 * what is answered on its own day, and what is new has a clock of its own. `origin` names the answers: 'phq9:3'.
 * A flag whose event did not get through is told again when something is saved, and by the sweep.
 * Answers with what was raised for the first time now.
 */
export async function raiseFlags(
  ctx: Ctx,
  course: CourseRow,
  raised: readonly RaisedFlag[],
  origin: string,
): Promise<readonly Trigger[]> {
  const { courseId } = course;
  const { open, known, added } = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const flags = await flagsOf(tx, courseId);
    const open = flags.filter((flag) => flag.releasedAt === null);
    const isAskedAgain = stateOf(course).since.treatmentStarted !== undefined;
    const today = copenhagenDate(ctx.now);
    const standing = open.filter(
      ({ raisedAt }) => !isAskedAgain || copenhagenDate(raisedAt) === today,
    );
    const added = raised
      .map((flag) => rowOf(ctx, course, flag, origin))
      .filter(
        (row) => !flags.some((flag) => flag.flagId === row.flagId) && !covered(row, standing),
      );
    for (const row of added) await insertFlag(tx, row);
    const now = await courseById(tx, courseId);
    const known = now ? stateOf(now).flags : [];
    return { open: [...open, ...added], known, added };
  });
  for (const { flagId, tier } of open) {
    if (known.some((flag) => flag.flagId === flagId)) continue;
    await tellFlag(ctx, { courseId, flagId, tier });
  }
  return added.map(({ trigger }) => trigger);
}

/** Names answers that came when nothing was asked any more: those of one form, else of one day. */
export function lateOrigin(ctx: Ctx, form: Form): string {
  return `late:${updateIdOf(form) ?? copenhagenDate(ctx.now)}`;
}

/** The course hears of a flag that is kept; told twice it is one flag. */
export function tellFlag(
  presser: Presser,
  { courseId, flagId, tier }: { courseId: CourseId; flagId: FlagId; tier: FlagTier },
): Promise<Outcome> {
  const event = { name: 'raiseFlag', flagId, tier } as const;
  return press(presser, { courseId, id: pressingOfFlag(flagId), event });
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
    (flag) =>
      flag.trigger === row.trigger ||
      (row.tier === 'amber' && (flag.tier === 'red' || flag.tier === 'amber')),
  );
}
