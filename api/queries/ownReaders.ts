/** Who in the clinic has seen or changed a patient's data: the patient's own log. */
import { reasonsOf, type GivenReason } from '../../db/accessGrants';
import { staffAuditOfPerson, type AuditRow } from '../../db/audit';
import { inTransaction } from '../../db/transaction';
import type { Ctx } from '../app';

export type Reading = Pick<AuditRow, 'at' | 'role' | 'event' | 'staffName'> & {
  /** Why the course was opened, as it was typed; null where no reason is asked for. */
  readonly reason: string | null;
};
export interface OwnReaders {
  readonly readings: readonly Reading[];
  /** For the address of the next page; null: this is the last. */
  readonly next: string | null;
}
const PAGE = 25;

/** The newest first, page by page, over all courses the person has had. */
export async function ownReaders(
  ctx: Ctx,
  wish: { after: string | undefined },
): Promise<OwnReaders> {
  const { actor } = ctx;
  if (actor.kind !== 'patient') throw new Error('only a patient has a log of their own');
  const before = /^\d{1,15}$/.test(wish.after ?? '') ? Number(wish.after) : undefined;
  return inTransaction(ctx.app.db, actor, async (tx) => {
    const rows = await staffAuditOfPerson(tx, actor.id, {
      limit: PAGE + 1,
      ...(before !== undefined && { before }),
    });
    const shown = rows.slice(0, PAGE);
    const last = shown.at(-1);
    const reasons = last
      ? await reasonsOf(tx, actor.id, { from: last.at, until: shown[0]?.at ?? last.at })
      : [];
    const readings = shown.map((row) => ({ ...row, reason: reasonFor(row, reasons) }));
    return { readings, next: rows.length > PAGE && last ? String(last.auditId) : null };
  });
}

/** The event of the page on which a reason is given. */
const ASKED_WHY = 'openedWithReason';

function reasonFor(
  { event, actorId, courseId, at }: AuditRow,
  reasons: readonly GivenReason[],
): string | null {
  if (event !== ASKED_WHY) return null;
  const given = reasons.find(
    (one) => one.staffId === actorId && one.courseId === courseId && one.at === at,
  );
  return given?.reason ?? null;
}
