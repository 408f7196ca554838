/** One round of the sweep, which mends what did not get through; ops wires what it does. */
import { Context, heartbeat } from '@temporalio/activity';

/** Aborted: somebody else sweeps already, or the worker ends. */
export type SweepRound = (signal: AbortSignal) => Promise<void>;

const BEAT_MS = 2000;

export function sweepActivities(round: SweepRound) {
  return {
    /** What fails in a round is logged by it, and found again by the next. */
    async sweepRound(): Promise<void> {
      const { cancellationSignal, cancelled } = Context.current();
      const beating = setInterval(heartbeat, BEAT_MS);
      try {
        await round(cancellationSignal);
        if (cancellationSignal.aborted) await cancelled;
      } finally {
        clearInterval(beating);
      }
    },
  };
}
