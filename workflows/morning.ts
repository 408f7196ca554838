/**
 * What the Schedule of production starts at 05:00. A Schedule adds the time to the id of what it
 * starts, so it starts this, and this starts the day under its own id, once (ops/dailyWork.ts).
 */
import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';

const { startNewestDay } = proxyActivities<Activities>({
  startToCloseTimeout: '15 s',
  retry: { initialInterval: '1 s', maximumInterval: '1 min' },
});

export async function morning(): Promise<void> {
  await startNewestDay();
}
