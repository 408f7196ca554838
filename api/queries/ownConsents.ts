/** Each consent of a patient: whether it stands, and since when. */
import { consentsOf } from '../../db/consents';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { CONSENTS } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { ConsentKind } from '../../domain/state';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

export const CONSENT_KINDS = Object.keys(CONSENTS) as readonly ConsentKind[];

export interface OwnConsent {
  readonly kind: ConsentKind;
  /** It stands in the table or, until a withdrawal is recorded, still in the course. */
  readonly stands: boolean;
  readonly givenAt: Instant | null;
  readonly withdrawnAt: Instant | null;
  /** Which wording was agreed to last; null when none was. */
  readonly textVersion: string | null;
}

export async function ownConsents(ctx: Ctx, course: CourseRow): Promise<readonly OwnConsent[]> {
  const state = stateOf(course);
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const known = await consentsOf(tx, course.courseId);
    return CONSENT_KINDS.map((kind) => {
      const row = known.find((one) => one.kind === kind);
      const stands = row !== undefined && row.withdrawnAt === null;
      return {
        kind,
        stands: stands || state.consents.includes(kind),
        givenAt: row?.givenAt ?? null,
        withdrawnAt: row?.withdrawnAt ?? null,
        textVersion: row?.textVersion ?? null,
      };
    });
  });
}
