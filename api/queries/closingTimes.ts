/** The times that the closing call can be agreed for, and where it is rung to. */
import type { CourseRow } from '../../db/courses';
import { personContact } from '../../db/persons';
import { freeSlots, type NamedSlot } from '../../db/slots';
import { staffById } from '../../db/staff';
import { inTransaction, type Tx } from '../../db/transaction';
import { hasBegun } from '../../domain/closingTime';
import { closingWindow } from '../../domain/closingWindow';
import { isLegal } from '../../domain/course';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import type { Ctx } from '../app';
import { stateOf } from './courseState';
import { givingWindow } from './timesToGive';

/** More quarters than there are in the days of the closing stage with one psychologist. */
const SHOWN = 100;

/** True while a time can be agreed or moved: one that has begun is the psychologist's to write of. */
export function mayChooseCall(state: CourseState, now: Instant): boolean {
  return isLegal(state.stage, 'bookClosing') && !hasBegun(state, now);
}

export interface ClosingTimes {
  readonly times: readonly NamedSlot[];
  readonly phone: string | null;
  readonly psychologistName: string | null;
}

/** What the patient can choose among: the own psychologist's quarters, up to the call's last day. */
export function closingTimes(ctx: Ctx, course: CourseRow): Promise<ClosingTimes> {
  const state = stateOf(course);
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const { psychologistId } = state;
    const psychologist = psychologistId && (await staffById(tx, psychologistId));
    return {
      times: await patientsTimes(tx, state, ctx.now),
      phone: (await personContact(tx, course.personId)).phone,
      psychologistName: psychologist ? psychologist.name : null,
    };
  });
}

async function patientsTimes(tx: Tx, state: CourseState, now: Instant): Promise<NamedSlot[]> {
  const window = closingWindow(state, now);
  const { psychologistId, courseId } = state;
  if (!window || !psychologistId || !mayChooseCall(state, now)) return [];
  const wish = { ...window, psychologistId, kind: 'closing', for: courseId, limit: SHOWN } as const;
  const free = await freeSlots(tx, wish);
  // One that ends after the last day is none that could be kept.
  return free.filter(({ endsAt }) => endsAt <= window.until);
}

/** What the clinic can give: the same psychologist's quarters, also after the last day. */
export function closingTimesToGive(ctx: Ctx, course: CourseRow): Promise<readonly NamedSlot[]> {
  const { psychologistId } = stateOf(course);
  if (!psychologistId) return Promise.resolve([]);
  return inTransaction(ctx.app.db, ctx.actor, (tx) =>
    freeSlots(tx, {
      ...givingWindow(ctx.now),
      psychologistId,
      kind: 'closing',
      for: course.courseId,
      limit: SHOWN,
    }),
  );
}
