/** The deadlines that somebody who begins today is promised. */
import { deadlineRules } from '../../db/datedRules';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import { chooseRules, type ChosenRules } from '../../domain/rules';
import type { Ctx } from '../app';

/** For an adult of any age: rules for an age range are told once the person is known. */
export async function promises(ctx: Ctx): Promise<ChosenRules> {
  const rules = await inTransaction(ctx.app.db, ctx.actor, (tx) => deadlineRules(tx));
  return chooseRules(rules, copenhagenDate(ctx.now), null);
}
