/** Whether a pressing that was "received, being saved" is recorded now. */
import { isRecorded } from '../../db/events';
import { inTransaction } from '../../db/transaction';
import { asId, isUuid, type UpdateId } from '../../domain/ids';
import type { Ctx } from '../app';

/** False also for an id that is none, or that belongs to a course the actor may not see. */
export async function saved(ctx: Ctx, update: string): Promise<boolean> {
  if (!isUuid(update)) return false;
  const found = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    isRecorded(tx, asId<UpdateId>(update)),
  );
  return found !== null;
}
