/** Installs node_modules when they are missing or older than package-lock.json. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import lock from '../lock.cjs';

export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Where downloads and builds go, shared by all clones of this user. */
export const cache = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  'forloeb',
);

/** A lock file in the cache that belongs to this clone alone. */
export function cloneLock(name) {
  const key = createHash('sha256').update(repository).digest('hex').slice(0, 12);
  return path.join(cache, 'locks', `${name}-${key}.lock`);
}

const packagesIn = (file) => {
  const place = path.join(repository, file);
  return existsSync(place) ? JSON.parse(readFileSync(place, 'utf8')).packages : undefined;
};

/** npm writes its own list last, so an interrupted install counts as none. */
function isInstalled() {
  const wanted = Object.entries(packagesIn('package-lock.json') ?? {});
  const found = packagesIn('node_modules/.package-lock.json');
  if (!found) return false;
  return wanted.every(
    ([name, { version, optional, devOptional }]) =>
      name === '' || optional || devOptional || found[name]?.version === version,
  );
}

/** Makes node_modules right; does nothing (and says nothing) when they are. */
export async function install() {
  if (isInstalled()) return;
  await lock.withLock(
    cloneLock('install'),
    async () => {
      if (isInstalled()) return;
      npmCi();
    },
    (pid) => console.log(`Waiting for process ${pid}, which installs packages here.`),
  );
}

function npmCi() {
  const began = Date.now();
  console.log('Installing packages (npm ci, about a minute) …');
  // Nothing we use needs an install script: Postgres' library links are made by ops/postgres.ts.
  const flags = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { status, error } = spawnSync('npm', flags, {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'development' },
  });
  if (error || status !== 0) {
    throw 'npm ci failed (see above): check the network and the free space, then start again.';
  }
  console.log(`Packages installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}
