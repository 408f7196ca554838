/** How a part that died by itself is started again: pauses that grow, and an end to trying. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Tell } from './cache';
import type { Child } from './child';
import { inWords } from './sentence';

/** One end that nobody asked for; `livedMs` from when the part was ready. */
export interface Death {
  readonly child: Child;
  readonly code: number;
  readonly livedMs: number;
}

/** What is remembered of one part from death to death. */
export interface QuickDeaths {
  /** Starts in a row that came to nothing or that died at once: the pauses grow with them. */
  inARow: number;
}

export interface Again {
  readonly start: () => Promise<Child>;
  readonly tell: Tell;
  readonly isStopping: () => boolean;
  /** Nothing is tried, and nothing counted, while a part that it writes to is away itself. */
  readonly hasWhatItNeeds: () => boolean;
  /** The shortest pause, which doubles with each death that came at once; for tests. */
  readonly firstPauseMs?: number;
}

/** A part that lived so long after it was ready has started well. */
const STEADY_MS = 3_000;
/** So many starts in a row that were never ready, and a person has to look. */
const AT_MOST = 5;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const LOOK_AGAIN_MS = 50;

/** The part, running and ready; or that everything is stopping; or that it was tried too often. */
export async function startAgain(
  { livedMs }: Pick<Death, 'livedMs'>,
  quick: QuickDeaths,
  again: Again,
): Promise<Child | 'stopping' | 'gaveUp'> {
  const { firstPauseMs = FIRST_PAUSE_MS } = again;
  quick.inARow = livedMs < STEADY_MS ? quick.inARow + 1 : 0;
  for (let neverReady = 0; neverReady < AT_MOST;) {
    await pause(Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** quick.inARow));
    while (!again.hasWhatItNeeds() && !again.isStopping()) await pause(LOOK_AGAIN_MS);
    if (again.isStopping()) return 'stopping';
    try {
      return await again.start();
    } catch (failure) {
      if (again.isStopping()) return 'stopping';
      // What it needs has died meanwhile: that is no fault of its own.
      if (!again.hasWhatItNeeds()) continue;
      quick.inARow += 1;
      neverReady += 1;
      // Its last lines are in its log.
      const [first = ''] = inWords(failure).split(/\. Its last lines|\n/);
      again.tell(`${first}. Trying again.`);
    }
  }
  return 'gaveUp';
}

/** "signal 9" or "exit 1": a shell tells a signal as 128 and its number. */
export function endInWords(code: number): string {
  return code > 128 ? `signal ${code - 128}` : `exit ${code}`;
}
