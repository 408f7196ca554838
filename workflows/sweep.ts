/** What a Schedule starts every half minute (ops/sweeping.ts): one round of looking for what is lost. */
import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';

/** Once: the next round is near, and a worker that died must not keep it waiting. */
const { sweepRound } = proxyActivities<Activities>({
  startToCloseTimeout: '2 min',
  heartbeatTimeout: '10 s',
  retry: { maximumAttempts: 1 },
});

/** Carries nothing: where a round came to is kept in the database. */
export async function sweep(): Promise<void> {
  await sweepRound();
}
