/** What is asked for on a page is answered while somebody looks at it, done or not. */
import { setTimeout as wait } from 'node:timers/promises';

/** Of the 10 seconds that a request may take. */
const REQUEST_MS = 7000;

/**
 * The work's answer, or `later` after 7 seconds. The work itself is not stopped, so it must be one
 * that the sweep finishes when it comes to nothing.
 */
export async function inTime<T, L>(work: Promise<T>, later: L): Promise<T | L> {
  const enough = new AbortController();
  const late = wait(REQUEST_MS, later, { signal: enough.signal });
  return Promise.race([work, late.catch(() => work)]).finally(() => enough.abort());
}
