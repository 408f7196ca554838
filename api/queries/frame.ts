/** What stands around every page: the clock in words, untaken red flags, the crisis numbers. */
import { z } from 'zod';
import { crisisNumber } from '../../db/crisisNumbers';
import { readClock } from '../../db/clock';
import { personContact } from '../../db/persons';
import { latestCourseOf, type CourseRow } from '../../db/courses';
import { oldestUntakenRed } from '../../db/flags';
import { inTransaction, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { CourseId, FlagId, Instant } from '../../domain/ids';
import { may } from '../../domain/permissions';
import { regionOf } from '../../domain/regions';
import type { Ctx } from '../app';

export interface UntakenFlag {
  readonly courseId: CourseId;
  readonly number: string;
  readonly flagId: FlagId;
  readonly raisedAt: Instant;
}
export interface FrameFacts {
  readonly crisis: { readonly name: string; readonly phone: string } | null;
  readonly redFlag: UntakenFlag | null;
  /** A patient's own course, for the practice clock's "to the next deadline". */
  readonly ownCourse: CourseId | null;
  /** While the practice clock jumps: where to. */
  readonly jumpingTo: Instant | null;
}
const zJump = z.object({ to: z.string() });

/** One transaction; reads nothing about a person but the actor's own region. */
export async function frameFacts(ctx: Ctx): Promise<FrameFacts> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const staff = may(ctx.actor.role, 'takeFlags');
    const jump = ctx.app.practice ? zJump.safeParse((await readClock(tx))?.jump) : null;
    const own = ctx.actor.kind === 'patient' ? await latestCourseOf(tx, ctx.actor.id) : undefined;
    return {
      ownCourse: own?.courseId ?? null,
      crisis: await ownCrisisNumber(tx, ctx, own),
      redFlag: staff ? await oldestUntaken(tx) : null,
      jumpingTo: jump?.success ? (jump.data.to as Instant) : null,
    };
  });
}

async function ownCrisisNumber(
  tx: Tx,
  ctx: Ctx,
  own: CourseRow | undefined,
): Promise<FrameFacts['crisis']> {
  if (ctx.actor.kind !== 'patient') return null;
  const today = copenhagenDate(ctx.now);
  const { municipality } = await personContact(tx, ctx.actor.id);
  const region = municipality ? regionOf(municipality, today)?.code : own?.region;
  return region ? ((await crisisNumber(tx, region, today)) ?? null) : null;
}

async function oldestUntaken(tx: Tx): Promise<UntakenFlag | null> {
  const flag = await oldestUntakenRed(tx);
  return flag
    ? {
        courseId: flag.courseId,
        number: flag.courseNumber,
        flagId: flag.flagId,
        raisedAt: flag.raisedAt,
      }
    : null;
}
