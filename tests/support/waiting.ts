/** Waiting for what must come: a condition with a deadline. */
import { setTimeout as pause } from 'node:timers/promises';

const DEADLINE_MS = 60_000;
/** Often enough to time what is waited for, and seldom enough to leave the machine to it. */
const AGAIN_MS = 50;

/**
 * Asks again and again until it holds; answers how many milliseconds that took. Throws after a
 * minute, or `waitMs`, with what did not come; or what the condition throws.
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  waitMs = DEADLINE_MS,
): Promise<number> {
  const began = Date.now();
  while (!(await holds())) {
    if (Date.now() - began > waitMs) throw new Error(`waited ${waitMs / 1000} s in vain: ${what}`);
    await pause(AGAIN_MS);
  }
  return Date.now() - began;
}
