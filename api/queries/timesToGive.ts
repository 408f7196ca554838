/** The free times that the clinic can give a patient: further ahead than the patient may choose. */
import type { CourseRow } from '../../db/courses';
import { freeSlots, type NamedSlot } from '../../db/slots';
import { allStaff, type Staff } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import type { Instant } from '../../domain/ids';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

/** How far ahead the clinic gives times, the promised weeks or not. */
const AHEAD_DAYS = 56;
const SHOWN = 60;

export interface TimesToGive {
  /** With the course's own psychologist; all of them while it has none. */
  readonly own: readonly NamedSlot[];
  readonly others: readonly NamedSlot[];
  /** Who can be given a time that is typed. */
  readonly psychologists: readonly Staff[];
}

/** From tomorrow on, as for the patient: the psychologist must be able to see it coming. */
export function givingWindow(now: Instant): { from: Instant; until: Instant } {
  const today = copenhagenDate(now);
  return {
    from: atTime(addDays(today, 1), '00:00'),
    until: atTime(addDays(today, AHEAD_DAYS + 1), '00:00'),
  };
}

/** The earliest first, the own psychologist's apart from the others'. */
export async function timesToGive(ctx: Ctx, course: CourseRow): Promise<TimesToGive> {
  const { psychologistId } = stateOf(course);
  const window = { ...givingWindow(ctx.now), for: course.courseId };
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const psychologists = await allStaff(tx, 'psychologist');
    if (!psychologistId) {
      const own = await freeSlots(tx, { ...window, limit: SHOWN });
      return { own, others: [], psychologists };
    }
    const own = await freeSlots(tx, { ...window, psychologistId, limit: SHOWN });
    const all = await freeSlots(tx, { ...window, limit: 2 * SHOWN });
    const others = all.filter((slot) => slot.psychologistId !== psychologistId);
    return { own, others: others.slice(0, SHOWN), psychologists };
  });
}
