/** Who in the clinic has seen or changed a patient's data: the patient's own log. */
import { staffAuditOfPerson, type AuditRow } from '../../db/audit';
import { inTransaction } from '../../db/transaction';
import type { Ctx } from '../app';

export type Reading = Pick<AuditRow, 'at' | 'role' | 'event' | 'staffName'>;
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
    return { readings: shown, next: rows.length > PAGE && last ? String(last.auditId) : null };
  });
}
