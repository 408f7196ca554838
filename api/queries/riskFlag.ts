/** One risk flag: what raised it, the answers behind it, who has it, how to reach the person. */
import type { CourseRow } from '../../db/courses';
import { crisisNumber } from '../../db/crisisNumbers';
import { flagById, type Flag } from '../../db/flags';
import { personContact } from '../../db/persons';
import { staffById } from '../../db/staff';
import { inTransaction, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { FlagId, StaffId } from '../../domain/ids';
import type { Ctx } from '../app';
import { applicationAnswers, type ApplicationAnswers } from './applicationAnswers';
import { draftOf, type Draft } from './draft';

export function flagDraft(flagId: FlagId): string {
  return `flag:${flagId}`;
}

export interface RiskFlag {
  readonly flag: Flag;
  readonly takenBy: string | null;
  readonly releasedBy: string | null;
  readonly answers: ApplicationAnswers;
  readonly phone: string | null;
  readonly crisis: { readonly name: string; readonly phone: string } | null;
  readonly draft: Draft | undefined;
}

/** Undefined: the course has no such flag. */
export async function riskFlag(
  ctx: Ctx,
  course: CourseRow,
  flagId: FlagId,
): Promise<RiskFlag | undefined> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const flag = await flagById(tx, flagId);
    if (!flag || flag.courseId !== course.courseId) return undefined;
    const today = copenhagenDate(ctx.now);
    return {
      flag,
      takenBy: flag.takenAt ? await nameOf(tx, flag.ownerId) : null,
      releasedBy: await nameOf(tx, flag.releasedBy),
      answers: await applicationAnswers(tx, course),
      phone: (await personContact(tx, course.personId)).phone,
      crisis: course.region ? ((await crisisNumber(tx, course.region, today)) ?? null) : null,
      draft: await draftOf(tx, ctx, course.courseId, flagDraft(flagId)),
    };
  });
}

async function nameOf(tx: Tx, id: StaffId | null): Promise<string | null> {
  return id ? ((await staffById(tx, id))?.name ?? null) : null;
}
