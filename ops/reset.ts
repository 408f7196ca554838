/** `npm run reset`: wipes the practice data of this clone; refuses while a start is running. */
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from './config';
import type { Config } from './config';
import { holderOf } from './lock.cjs';
import { dataPlace } from './postgres';
import { inWords, Sentence } from './sentence';
import { MARKER, startLock } from './stack';

/** Removes the data folder, keys included. Throws a Sentence where that would be wrong. */
export async function reset(config: Config): Promise<string> {
  const { dataDir } = config;
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return 'Nothing to wipe.';
  const pid = holderOf(startLock(dataDir));
  if (pid !== undefined) {
    throw new Sentence(`Forløb runs here (process ${pid}): stop it with Ctrl-C, then reset.`);
  }
  if (!existsSync(path.join(dataDir, MARKER))) {
    throw new Sentence(`${dataDir} holds no data of Forløb, so it is left alone.`);
  }
  const postgres = await dataPlace(path.join(dataDir, 'postgres'));
  for (const place of [postgres, `${postgres}.password`, dataDir]) {
    await rm(place, { recursive: true, force: true });
  }
  const kept = config.ownerUrl === '' ? '' : ' The database at DATABASE_URL was left as it is.';
  return `Wiped ${dataDir}.${kept}`;
}

if (require.main === module) {
  Promise.resolve()
    .then(() => reset(readConfig(process.env, 'start')))
    .then(console.log)
    .catch((failure: unknown) => {
      console.error(inWords(failure));
      process.exit(1);
    });
}
