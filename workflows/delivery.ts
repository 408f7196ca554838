/** One letter, journal entry or message: sent once, then followed until its receipt is here. */
import { proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { DeliveryStart } from './messages';
import { steadfast } from './steadfast';

/** Receipts may take hours: we ask soon, then ever more rarely, for about three days. */
const ASK_AGAIN_MS = [500, 1000, 2000, 5000, 15_000, 60_000, 300_000];
const HOURLY_MS = 3_600_000;
const HOURS = 72;

const { sendDelivery, fetchReceipt, giveUpDelivery } = proxyActivities<Activities>({
  startToCloseTimeout: '15 s',
  retry: { initialInterval: '1 s', maximumInterval: '5 min' },
});

export async function delivery(start: DeliveryStart): Promise<void> {
  await steadfast(() => untilItArrives(start));
}

async function untilItArrives(start: DeliveryStart): Promise<void> {
  const sent = await sendDelivery(start);
  if (sent !== 'accepted') return;
  const waits = [...ASK_AGAIN_MS, ...Array.from({ length: HOURS }, () => HOURLY_MS)];
  for (const wait of waits) {
    await sleep(wait);
    if ((await fetchReceipt(start)) !== 'waiting') return;
  }
  // Nobody may believe a letter arrived that perhaps did not: a coordinator sees it.
  await giveUpDelivery(start);
}
