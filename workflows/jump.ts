/** A jump of the practice clock, which stops at every due instant until its event is recorded. */
import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { JumpStart } from './messages';

const { jumpClock } = proxyActivities<Activities>({
  startToCloseTimeout: '10 min',
  heartbeatTimeout: '30 s',
  retry: { initialInterval: '1 s', maximumAttempts: 3 },
});

export async function jump(start: JumpStart): Promise<void> {
  await jumpClock(start);
}
