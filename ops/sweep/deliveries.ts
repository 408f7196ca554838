/** Letters, entries and messages that no workflow sends or follows any more are taken up again. */
import { startDeliveryAgain } from '../../activities/follow';
import { takeUpDelivery } from '../../db/deliveries';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { unfinishedDeliveries } from '../../db/upcoming';
import { plusMillis, type DeliveryId, type Instant } from '../../domain/ids';
import { deliveryWorkflowId } from '../../workflows/messages';
import type { Round } from './round';
import { describeRunning } from './running';

/** Recording starts its deliveries itself, at once. */
const DELIVERY_MS = 60_000;
const AT_ONCE = 500;

/**
 * Under the same id, so that a partner who has it already knows it. Mail has no such id: once tried
 * it is not sent again, but settled as unknown, which somebody sees.
 */
export async function deliveryChecks(round: Round, running: ReadonlySet<string>): Promise<void> {
  const { deps, each } = round;
  const recordedBefore = plusMillis(deps.realNow(), -DELIVERY_MS);
  await each(
    (tx) => lostDeliveries(tx, recordedBefore, running),
    ({ deliveryId }) => takeUp(round, deliveryId),
  );
}

/** Page by page: however many are under way, those that nobody is busy with are found. */
async function lostDeliveries(
  tx: Tx,
  recordedBefore: Instant,
  running: ReadonlySet<string>,
): Promise<readonly { readonly deliveryId: DeliveryId }[]> {
  const lost: { readonly deliveryId: DeliveryId }[] = [];
  let after: DeliveryId | undefined;
  do {
    const page = { limit: AT_ONCE, ...(after && { after }) };
    const found = await unfinishedDeliveries(tx, recordedBefore, page);
    lost.push(...found.filter(({ deliveryId }) => !running.has(deliveryWorkflowId(deliveryId))));
    after = found.length < AT_ONCE ? undefined : found.at(-1)?.deliveryId;
  } while (after && lost.length < AT_ONCE);
  return lost;
}

async function takeUp({ deps }: Round, deliveryId: DeliveryId): Promise<void> {
  const { temporal, db } = deps;
  if (await describeRunning(temporal, deliveryWorkflowId(deliveryId))) return;
  const taken = await inTransaction(db, SYSTEM, (tx) => takeUpDelivery(tx, deliveryId));
  if (taken) await startDeliveryAgain(temporal, { deliveryId, epoch: taken.epoch });
}
