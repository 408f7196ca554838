/** Lets Temporal's time pass from one due instant to the next, on a server that skips the rest. */
import { z } from 'zod';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { plusMillis, type DeliveryId, type Instant } from '../../domain/ids';
import { deliveryWorkflowId } from '../../workflows/messages';
import type { House } from './house';

/** A deadline is recorded so soon; what is left of it passes as real time at most. */
const SOON_MS = 500;
const zNext = z.object({ next: z.iso.datetime().nullable() });
const zDelivery = z.object({ deliveryId: z.string() });

/** Passes time until the instant, and every letter that left on the way has its receipt. */
export async function passTime(house: House, until: Instant): Promise<void> {
  await sleepUntil(house, plusMillis(await house.now(), SOON_MS));
  await lettersArrive(house);
  for (;;) {
    const now = await house.now();
    const next = await nextOf(house);
    const stop = next !== null && next > now && next < until ? next : until;
    await sleepUntil(house, plusMillis(stop, SOON_MS));
    await lettersArrive(house);
    if (stop === until) return;
  }
}

async function sleepUntil(house: House, at: Instant): Promise<void> {
  await house.env.sleep(Math.max(0, Date.parse(at) - Date.parse(await house.now())));
}

/** When the house's course moves by itself: a deadline, or a decision that takes effect. */
async function nextOf({ web }: House): Promise<Instant | null> {
  const row = await inTransaction(web, SYSTEM, (tx) =>
    tx.row(
      zNext,
      `SELECT least((SELECT min(due_at) FROM due), (SELECT min(revocable_until) FROM course)) AS next`,
    ),
  );
  return (row?.next ?? null) as Instant | null;
}

/** Waits until every letter under way has its receipt: what it costs is counted too. */
async function lettersArrive({ web, client, settled }: House): Promise<void> {
  const rows = await inTransaction(web, SYSTEM, (tx) =>
    tx.rows(zDelivery, 'SELECT delivery_id FROM delivery ORDER BY delivery_id'),
  );
  for (const { deliveryId } of rows) {
    if (settled.has(deliveryId)) continue;
    await client.workflow.getHandle(deliveryWorkflowId(deliveryId as DeliveryId)).result();
    settled.add(deliveryId);
  }
}
