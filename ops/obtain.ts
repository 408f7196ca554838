/** Gets the named programs before tests begin, so that no test waits for a download or a build. */
import { browser } from './browser';
import type { Tell } from './cache';
import { inWords } from './sentence';
import { temporalServer } from './temporalServer';
import { testServer } from './testServer';

const GETTERS: Readonly<Record<string, (tell: Tell) => Promise<string>>> = {
  browser,
  temporalServer,
  testServer,
};

async function obtain(names: readonly string[]): Promise<void> {
  const results = await Promise.allSettled(names.map(async (name) => GETTERS[name]?.(console.log)));
  const failures = results.filter((result) => result.status === 'rejected');
  for (const { reason } of failures) console.error(inWords(reason));
  process.exitCode = failures.length === 0 ? 0 : 1;
}

void obtain(process.argv.slice(2));
