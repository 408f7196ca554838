/** One risk flag: what raised it, the answers behind it, who has it, how to reach the person. */
import { v5 } from 'uuid';
import type { CourseRow } from '../../db/courses';
import { crisisNumber } from '../../db/crisisNumbers';
import { flagById, type Flag } from '../../db/flags';
import { noteOfPressing } from '../../db/notes';
import { personContact } from '../../db/persons';
import { staffById } from '../../db/staff';
import { openTasksOf } from '../../db/tasks';
import { inTransaction, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { FlagId, StaffId, UpdateId } from '../../domain/ids';
import { regionCode } from '../../domain/regions';
import type { Ctx } from '../app';
import { applicationAnswers, type ApplicationAnswers } from './applicationAnswers';
import { draftOf, type Draft } from './draft';

export function flagDraft(flagId: FlagId): string {
  return `flag:${flagId}`;
}

/** The pressing that tells the course of a flag: the same, however often it is told. */
export function pressingOfFlag(flagId: FlagId): UpdateId {
  return v5('raiseFlag', flagId) as UpdateId;
}

export interface RiskFlag {
  readonly flag: Flag;
  /** Why a psychologist raised it, in their words; null for one that answers raised. */
  readonly reason: string | null;
  /** Whose task it is: who has it once it is taken, and is asked to take it before; null: nobody. */
  readonly owner: { readonly id: StaffId; readonly name: string } | null;
  /** Who took it, also where the course has gone to somebody else since. */
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
    const contact = await personContact(tx, course.personId);
    const region = regionCode(course, contact, today);
    return {
      flag,
      reason: (await noteOfPressing(tx, pressingOfFlag(flagId)))?.body ?? null,
      owner: await ownerOf(tx, course, flagId),
      takenBy: flag.takenAt ? await nameOf(tx, flag.ownerId) : null,
      releasedBy: await nameOf(tx, flag.releasedBy),
      answers: await applicationAnswers(tx, course),
      phone: contact.phone,
      crisis: region ? ((await crisisNumber(tx, region, today)) ?? null) : null,
      draft: await draftOf(tx, ctx, course.courseId, flagDraft(flagId)),
    };
  });
}

async function ownerOf(
  tx: Tx,
  { courseId }: CourseRow,
  flagId: FlagId,
): Promise<RiskFlag['owner']> {
  const task = (await openTasksOf(tx, courseId)).find(({ subject }) => subject === flagId);
  const name = task && (await nameOf(tx, task.ownerId));
  return task?.ownerId && name ? { id: task.ownerId, name } : null;
}

async function nameOf(tx: Tx, id: StaffId | null): Promise<string | null> {
  return id ? ((await staffById(tx, id))?.name ?? null) : null;
}
