/** Kills one part after another, at moments drawn from the seed; never mends anything. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Draw } from './draw';
import { MORTAL, type KillHouse, type Mortal } from './house';
import type { Ledger } from './ledger';

/** Between two kills, in milliseconds; long enough for people to get something done. */
const GAP_MS = [2_500, 8_000] as const;
/** So many die within a second of the one before. */
const TOGETHER = 0.15;
const TOGETHER_MS = [0, 900] as const;
/** A part that is not back by then does not come back. */
const BACK_MS = 60_000;
const LOOK_AGAIN_MS = 25;
/** So long a part lives before it is killed again, where it was not up at its moment. */
const UP_AGAIN_MS = 3_500;

interface Planned {
  readonly part: Mortal;
  readonly afterMs: number;
}

/** The same number of kills for every part, in an order and with pauses of the seed's. */
export function plan(draw: Draw, kills: number): Planned[] {
  const each = Array.from({ length: Math.ceil(kills / MORTAL.length) }, () => MORTAL).flat();
  const parts = draw.shuffled(each.slice(0, kills));
  return parts.map((part, at) => {
    const together = at > 0 && parts[at - 1] !== part && draw.chance(TOGETHER);
    return { part, afterMs: together ? draw.whole(...TOGETHER_MS) : draw.whole(...GAP_MS) };
  });
}

/** Waits for each moment, and until the part is up, so that every kill hits something. */
export async function killAll(
  house: KillHouse,
  planned: readonly Planned[],
  ledger: Ledger,
): Promise<void> {
  for (const { part, afterMs } of planned) {
    await pause(afterMs);
    const until = Date.now() + BACK_MS;
    // One that was away when its moment came is given some time again.
    if (!house.parts.has(part)) {
      while (!house.parts.has(part) && Date.now() < until) await pause(LOOK_AGAIN_MS);
      await pause(UP_AGAIN_MS);
    }
    while (!house.kill(part)) {
      if (Date.now() > until) {
        ledger.fault(`${part} did not come back in ${BACK_MS / 1000} s`);
        return;
      }
      await pause(LOOK_AGAIN_MS);
    }
  }
}
