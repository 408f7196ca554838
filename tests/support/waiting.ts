/** Waiting for what must come: a condition with a deadline, never a pause. */
const DEADLINE_MS = 60_000;

/** Asks again and again until it holds. Throws after a minute, or what the condition throws. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  waitMs = DEADLINE_MS,
): Promise<void> {
  const deadline = Date.now() + waitMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${waitMs / 1000} s in vain: ${what}`);
  }
}
