/** Who a course is about, for the bar over every page of it. */
import { writeAudit } from '../../db/audit';
import type { CourseRow } from '../../db/courses';
import { personContact, personIdentity } from '../../db/persons';
import { staffById } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import { regionCode } from '../../domain/regions';
import type { CourseState } from '../../domain/state';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

export interface CourseHead {
  readonly course: CourseRow;
  readonly state: CourseState;
  readonly name: string;
  /** Ten digits. */
  readonly cpr: string;
  /** True when the whole number was asked for, which the audit then says. */
  readonly showsCpr: boolean;
  readonly psychologistName: string | null;
  /** The code of the region; null while nobody knows where the person lives. */
  readonly region: string | null;
}

export async function courseHead(
  ctx: Ctx,
  course: CourseRow,
  asked: { wholeCpr: boolean },
): Promise<CourseHead> {
  const { courseId, personId, psychologistId } = course;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const { name, cpr } = await personIdentity(tx, personId);
    const psychologist = psychologistId ? await staffById(tx, psychologistId) : undefined;
    if (asked.wholeCpr) {
      await writeAudit(tx, {
        at: ctx.now,
        event: 'sawWholeCpr',
        courseId,
        personId,
        requestId: ctx.requestId,
      });
    }
    return {
      course,
      state: stateOf(course),
      name,
      cpr,
      showsCpr: asked.wholeCpr,
      psychologistName: psychologist?.name ?? null,
      region:
        course.region ??
        regionCode(course, await personContact(tx, personId), copenhagenDate(ctx.now)),
    };
  });
}
