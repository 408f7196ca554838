/** Retries that somebody asked for on the page of incidents are carried out. */
import { retryAsked } from '../../api/commands/retryIncident';
import { askedRetries } from '../../db/incidentList';
import { postponeRetry } from '../../db/incidents';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { plusMillis } from '../../domain/ids';
import type { Round } from './round';

/** Longer than the request in which a single retry is carried out at once. */
const RETRY_MS = 10_000;
const AT_ONCE = 100;
/** Of a round, which also has to find what nobody has seen yet. */
const BUDGET_MS = 20_000;

/**
 * What could not be retried stays asked for, and is tried again when all others have had their turn:
 * its place is given up before it is tried.
 */
export async function askedChecks({ deps, each, presser }: Round): Promise<void> {
  const { db, realNow } = deps;
  const until = Date.now() + BUDGET_MS;
  const askedBefore = plusMillis(realNow(), -RETRY_MS);
  await each(
    (tx) => askedRetries(tx, askedBefore, AT_ONCE),
    async (one) => {
      if (Date.now() > until) return;
      await inTransaction(db, SYSTEM, (tx) => postponeRetry(tx, one.incidentId, realNow()));
      await retryAsked(await presser(), one);
    },
  );
}
