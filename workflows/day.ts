/** The daily work of one Danish date; the clock starts it in practice, a Schedule in production. */
import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { DayStart } from './messages';

const { fillFreeTimes } = proxyActivities<Activities>({
  startToCloseTimeout: '1 min',
  retry: { initialInterval: '1 s', maximumInterval: '1 min' },
});

export async function day(start: DayStart): Promise<void> {
  await fillFreeTimes(start.date);
}
