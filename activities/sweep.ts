/** One round of the sweep, which mends what did not get through; ops wires what it does. */
import { heartbeat } from '@temporalio/activity';
import type { SweepPlace } from '../workflows/messages';

/** Looks from a place on, and answers where the next round goes on. */
export type SweepRound = (place: SweepPlace) => Promise<SweepPlace>;

const BEAT_MS = 2000;

export function sweepActivities(round: SweepRound) {
  return {
    /** What fails in a round is logged by it; it throws only when nothing could be looked at. */
    async sweepRound(place: SweepPlace): Promise<SweepPlace> {
      const beating = setInterval(heartbeat, BEAT_MS);
      try {
        return await round(place);
      } finally {
        clearInterval(beating);
      }
    },
  };
}
