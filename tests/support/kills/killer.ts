/** Kills one part after another, at moments drawn from the seed; never mends anything. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Draw } from './draw';
import { MORTAL, type KillHouse, type Mortal } from './house';
import type { Ledger } from './ledger';

/** From when everything is up to the next kill, in milliseconds: people get something done. */
const GAP_MS = [1_000, 5_000] as const;
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
  /** Does not wait until the one before is back. */
  readonly together: boolean;
}

/** The same number of kills for every part, in an order and with pauses of the seed's. */
export function plan(draw: Draw, kills: number): Planned[] {
  const each = Array.from({ length: Math.ceil(kills / MORTAL.length) }, () => MORTAL).flat();
  const parts = draw.shuffled(each.slice(0, kills));
  return parts.map((part, at) => {
    const together = at > 0 && parts[at - 1] !== part && draw.chance(TOGETHER);
    return {
      part,
      together,
      afterMs: together ? draw.whole(...TOGETHER_MS) : draw.whole(...GAP_MS),
    };
  });
}

/** Each at its moment; a part that is away at its moment is killed when it has been back a while. */
export async function killAll(
  house: KillHouse,
  planned: readonly Planned[],
  ledger: Ledger,
): Promise<void> {
  const isUp = (part: Mortal) => house.parts.has(part);
  for (const { part, afterMs, together } of planned) {
    if (!together && !(await until(() => MORTAL.every(isUp)))) {
      const away = MORTAL.filter((one) => !isUp(one)).join(' and ');
      ledger.fault(`${away} did not come back in ${BACK_MS / 1000} s`);
      return;
    }
    await pause(afterMs);
    if (!isUp(part)) {
      await until(() => isUp(part));
      await pause(UP_AGAIN_MS);
    }
    if (!house.kill(part)) ledger.fault(`${part} was not there to be killed`);
  }
}

async function until(holds: () => boolean): Promise<boolean> {
  const end = Date.now() + BACK_MS;
  while (!holds() && Date.now() < end) await pause(LOOK_AGAIN_MS);
  return holds();
}
