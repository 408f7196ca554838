/** After all suites: lets go of what they shared, and waits until it is gone. */
import { once } from 'node:events';

export default async function globalTeardown(): Promise<void> {
  const child = globalThis.forloebResources;
  if (!child || child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.stdin?.end();
  await gone;
}
