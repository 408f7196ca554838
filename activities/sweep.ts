/** One round of the sweep, which mends what did not get through; ops wires what it does. */
import { heartbeat } from '@temporalio/activity';

export type SweepRound = () => Promise<void>;

const BEAT_MS = 2000;

export function sweepActivities(round: SweepRound) {
  return {
    /** What fails in a round is logged by it, and found again by the next. */
    async sweepRound(): Promise<void> {
      const beating = setInterval(heartbeat, BEAT_MS);
      try {
        await round();
      } finally {
        clearInterval(beating);
      }
    },
  };
}
