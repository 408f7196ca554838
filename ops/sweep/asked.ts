/** Retries that somebody asked for on the page of incidents are carried out. */
import { retryAsked } from '../../api/commands/retryIncident';
import { askedRetries } from '../../db/incidentList';
import { plusMillis } from '../../domain/ids';
import type { Round } from './round';

/** Longer than the request in which a single retry is carried out at once. */
const RETRY_MS = 10_000;
const AT_ONCE = 100;

/** What could not be retried stays asked for, and is tried again by the next round. */
export async function askedChecks({ deps, each, presser }: Round): Promise<void> {
  const askedBefore = plusMillis(deps.realNow(), -RETRY_MS);
  await each(
    (tx) => askedRetries(tx, askedBefore, AT_ONCE),
    async (one) => retryAsked(await presser(), one),
  );
}
