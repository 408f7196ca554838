/** A psychologist opens a course that is not theirs: with a reason, and for a while. */
import { grantAccess } from '../../db/accessGrants';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { plusMillis } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import { textOf, type Outcome } from './press';

/** How long one reason lasts. */
const HOURS = 12;
const HOUR = 3_600_000;
const SHORTEST = 10;
const LONGEST = 500;

export async function openWithReason(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const { actor } = ctx;
  const reason = textOf(form, 'reason');
  if (actor.kind !== 'staff') return { kind: 'refused', name: 'notYours' };
  if (reason.length < SHORTEST) {
    return {
      kind: 'invalid',
      errors: { reason: 'Skriv en grund. Den bliver gemt sammen med dit navn.' },
    };
  }
  if (reason.length > LONGEST) {
    return { kind: 'invalid', errors: { reason: `Skriv kortere, højst ${LONGEST} tegn.` } };
  }
  const { courseId, personId } = course;
  await inTransaction(ctx.app.db, actor, (tx) =>
    grantAccess(tx, {
      staffId: actor.id,
      courseId,
      personId,
      reason,
      at: ctx.now,
      until: plusMillis(ctx.now, HOURS * HOUR),
    }),
  );
  return { kind: 'done' };
}
