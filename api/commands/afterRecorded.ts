/** Rows that stand beside a recorded event: the note it signs, the flag it takes or releases. */
import { setDecisionState } from '../../db/decisions';
import { releaseFlag, takeFlag } from '../../db/flags';
import { signNote } from '../../db/notes';
import { inTransaction } from '../../db/transaction';
import type { FlagId, UpdateId } from '../../domain/ids';
import type { Ctx } from '../app';
import type { Outcome } from './press';

/** An accepted event is a fact even while it is being saved. */
function isAccepted(outcome: Outcome): boolean {
  return outcome.kind === 'done' || outcome.kind === 'saving';
}

/** Signs the note of the pressing; signing twice changes nothing. */
export async function signed(ctx: Ctx, id: UpdateId, outcome: Outcome): Promise<Outcome> {
  if (isAccepted(outcome)) {
    await inTransaction(ctx.app.db, ctx.actor, (tx) => signNote(tx, id, ctx.now));
  }
  return outcome;
}

/** A decision that was refused never counts as one that waits. */
export async function decided(ctx: Ctx, id: UpdateId, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind === 'refused') {
    await inTransaction(ctx.app.db, ctx.actor, (tx) => setDecisionState(tx, id, 'refused'));
  }
  return signed(ctx, id, outcome);
}

export async function flagTaken(ctx: Ctx, flagId: FlagId, outcome: Outcome): Promise<Outcome> {
  const { actor } = ctx;
  if (isAccepted(outcome) && actor.kind === 'staff') {
    await inTransaction(ctx.app.db, actor, (tx) =>
      takeFlag(tx, { flagId, staffId: actor.id, at: ctx.now }),
    );
  }
  return outcome;
}

export async function flagReleased(ctx: Ctx, flagId: FlagId, outcome: Outcome): Promise<Outcome> {
  const { actor } = ctx;
  if (isAccepted(outcome) && actor.kind === 'staff') {
    await inTransaction(ctx.app.db, actor, (tx) =>
      releaseFlag(tx, { flagId, by: actor.id, at: ctx.now }),
    );
  }
  return outcome;
}
