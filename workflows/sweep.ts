/** What a Schedule starts every half minute (ops/sweeping.ts): one round of looking for what is lost. */
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { SweepPlace } from './messages';

/** Once: the next round is near, and a worker that died must not keep it waiting. */
const { sweepRound } = proxyActivities<Activities>({
  startToCloseTimeout: '2 min',
  heartbeatTimeout: '10 s',
  retry: { maximumAttempts: 1 },
});

/** Goes on where the round before came to: a Schedule hands its result to the next. */
export async function sweep(): Promise<SweepPlace> {
  const before = workflowInfo().lastResult as SweepPlace | undefined;
  return sweepRound(before ?? { after: null });
}
