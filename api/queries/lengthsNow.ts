/** The deadlines' lengths today, with those that hold for an age of its own or from a later day. */
import { deadlineRules } from '../../db/datedRules';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import { lengthsOn, type Lengths } from '../../domain/courseMap';
import type { Ctx } from '../app';

export async function lengthsNow(ctx: Ctx): Promise<Lengths> {
  const rules = await inTransaction(ctx.app.db, ctx.actor, (tx) => deadlineRules(tx));
  return lengthsOn(rules, copenhagenDate(ctx.now));
}
