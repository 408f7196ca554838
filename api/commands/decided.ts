/** A decision is kept before it is asked for; one that was refused never counts as one that waits. */
import { refuseDecision } from '../../db/decisions';
import { inTransaction } from '../../db/transaction';
import type { UpdateId } from '../../domain/ids';
import type { Ctx } from '../app';
import type { Outcome } from './press';

export async function decided(ctx: Ctx, id: UpdateId, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind === 'refused') {
    await inTransaction(ctx.app.db, ctx.actor, (tx) => refuseDecision(tx, id));
  }
  return outcome;
}
