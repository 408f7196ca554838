/** What is asked for on a page is answered while somebody looks at it, done or not. */
import { setTimeout as wait } from 'node:timers/promises';

/** Of the 10 seconds that a request may take. */
const REQUEST_MS = 7000;

/**
 * The work's answer, or `later` after so many milliseconds, 7 seconds unless said otherwise. The work
 * itself is not stopped, so what it comes to must be seen or finished elsewhere.
 */
export async function inTime<T, L>(work: Promise<T>, later: L, ms = REQUEST_MS): Promise<T | L> {
  const enough = new AbortController();
  const late = wait(ms, later, { signal: enough.signal });
  return Promise.race([work, late.catch(() => work)]).finally(() => enough.abort());
}
