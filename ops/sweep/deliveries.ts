/** Letters, entries and messages that no workflow sends or follows any more are taken up again. */
import { startDeliveryAgain } from '../../activities/follow';
import { takeUpDelivery } from '../../db/deliveries';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { unfinishedDeliveries } from '../../db/upcoming';
import { plusMillis, type DeliveryId } from '../../domain/ids';
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
    async (tx) => {
      const unfinished = await unfinishedDeliveries(tx, recordedBefore);
      const lost = unfinished.filter((one) => !running.has(deliveryWorkflowId(one.deliveryId)));
      return lost.slice(0, AT_ONCE);
    },
    ({ deliveryId }) => takeUp(round, deliveryId),
  );
}

async function takeUp({ deps }: Round, deliveryId: DeliveryId): Promise<void> {
  const { temporal, db } = deps;
  if (await describeRunning(temporal, deliveryWorkflowId(deliveryId))) return;
  const taken = await inTransaction(db, SYSTEM, (tx) => takeUpDelivery(tx, deliveryId));
  if (taken) await startDeliveryAgain(temporal, { deliveryId, epoch: taken.epoch });
}
