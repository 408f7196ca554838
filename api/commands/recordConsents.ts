/** Consents that a patient gives aloud at a conversation, written down by the psychologist. */
import { v5 } from 'uuid';
import { giveConsent } from '../../db/consents';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { CONSENTS } from '../../domain/danish';
import type { UpdateId } from '../../domain/ids';
import type { ConsentKind } from '../../domain/state';
import type { Ctx } from '../app';
import { stateOf } from '../queries/courseState';
import { press, type Outcome } from './press';

/** Asked at the assessment; research has a page of its own. */
export const ASKED_ALOUD = [
  'gpStart',
  'gpEnd',
  'contact',
] as const satisfies readonly ConsentKind[];

/**
 * One event for each consent that does not stand yet, before the decision that needs them. The ids
 * come from the form's own, so that the same form again is the same consents. Null: all are given.
 */
export async function recordConsents(
  ctx: Ctx,
  course: CourseRow,
  id: UpdateId,
  kinds: readonly ConsentKind[],
): Promise<Outcome | null> {
  const { actor } = ctx;
  const { courseId } = course;
  const fresh = kinds.filter((kind) => !stateOf(course).consents.includes(kind));
  for (const kind of fresh) {
    await inTransaction(ctx.app.db, actor, (tx) =>
      giveConsent(tx, {
        courseId,
        kind,
        textVersion: String(CONSENTS[kind].version),
        by: actor.id ?? 'system',
        at: ctx.now,
      }),
    );
    const given = await press(ctx, {
      courseId,
      id: v5(kind, id) as UpdateId,
      event: { name: 'giveConsent', consent: kind },
    });
    if (given.kind === 'unavailable') return given;
    if (given.kind === 'refused' && given.name !== 'consentUnchanged') return given;
  }
  return null;
}
