/** One after the other, as one connection answers them. */

/**
 * What `work` makes of each, in the same order; the next begins when the one before is done. One
 * connection takes one query at a time, and what the first row finds (its person's data key) need
 * not be asked for again by the next.
 */
export async function inTurn<From, To>(
  all: readonly From[],
  work: (one: From) => Promise<To>,
): Promise<To[]> {
  const done: To[] = [];
  for (const one of all) done.push(await work(one));
  return done;
}
