/** What a correction is written from: the letters that went out, and what the doctor may get. */
import { consentsOf } from '../../db/consents';
import type { CourseRow } from '../../db/courses';
import { deliveryOfKind } from '../../db/deliveries';
import { gpOfCourse, type Gp } from '../../db/gps';
import { inTransaction, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { DeliveryId, Instant } from '../../domain/ids';
import { CORRECTABLE, type Correctable } from '../../domain/taskTable';
import type { Ctx } from '../app';
import { stateOf } from './courseState';
import { draftOf, type Draft } from './draft';

export const CORRECTION_DRAFT = 'correctLetter';

export interface CorrectableLetter {
  readonly letter: Correctable;
  readonly deliveryId: DeliveryId;
  readonly writtenAt: Instant;
}
export interface Correction {
  /** The letters that left the house; one that was never allowed to leave needs no correction. */
  readonly letters: readonly CorrectableLetter[];
  /** Since when the patient agrees to letters to the doctor at the end; null: nothing may leave. */
  readonly gpConsentAt: Instant | null;
  readonly gp: Gp | null;
  readonly draft: Draft | undefined;
}

export async function correction(ctx: Ctx, course: CourseRow): Promise<Correction> {
  const { courseId } = course;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const consents = await consentsOf(tx, courseId);
    const own = consents.find((one) => one.kind === 'gpEnd' && one.withdrawnAt === null);
    return {
      letters: await correctableLetters(tx, course),
      gpConsentAt: own?.givenAt ?? null,
      gp: (await gpOfCourse(tx, courseId, copenhagenDate(ctx.now))) ?? null,
      draft: await draftOf(tx, ctx, courseId, CORRECTION_DRAFT),
    };
  });
}

/** In the order of the table; each letter as it was last written. */
export async function correctableLetters(
  tx: Tx,
  course: CourseRow,
): Promise<readonly CorrectableLetter[]> {
  const { sent } = stateOf(course);
  const found: CorrectableLetter[] = [];
  for (const letter of CORRECTABLE) {
    if (!sent[letter]) continue;
    const delivery = await deliveryOfKind(tx, course.courseId, letter);
    if (!delivery || delivery.status === 'notAllowed') continue;
    found.push({ letter, deliveryId: delivery.deliveryId, writtenAt: delivery.createdAt });
  }
  return found;
}
