/**
 * The check of the two compose files by Docker Compose itself, which needs no engine for it: the one
 * that is here, else (as root, on Debian and its relatives) the system's package, once. Where there
 * is none and none can be had, the check fails: what was not looked at has not passed.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import lock from '../lock.cjs';
import { cache, repository } from './install.mjs';

const ADVICE =
  'The compose files were not checked: install Docker Compose (on Debian and Ubuntu: ' +
  'sudo apt-get install docker-compose), and check again. No engine is needed.';

const APT = 'apt-get';
const FILES = ['docker-compose.yml', 'compose.production.yml'];

const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** The words that call Docker Compose here, or undefined. */
function found() {
  if (works('docker', ['compose', 'version'])) return ['docker', 'compose'];
  if (works('docker-compose', ['version'])) return ['docker-compose'];
  return undefined;
}

/** From the system's package manager, when we may. */
function installed() {
  if (process.getuid?.() !== 0 || !works(APT, ['--version'])) return undefined;
  console.log('Installing docker-compose with apt-get (about half a minute, this once).');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync(APT, args, { env, encoding: 'utf8' });
  apt('update');
  const { status, stderr } = apt('install', '-y', '--no-install-recommends', 'docker-compose');
  if (status !== 0) console.error(String(stderr).trim().split('\n').slice(-3).join('\n'));
  return found();
}

/** Something for each value that a file wants from its .env: only whether it is well made is asked. */
function valuesFor(text) {
  const names = [...text.matchAll(/\$\{([A-Z][A-Z0-9_]*)/g)].map(([, name]) => name);
  return Object.fromEntries(names.map((name) => [name, '/given']));
}

/** True when Docker Compose takes both files; says why where it does not. */
export async function checkCompose() {
  const file = path.join(cache, 'locks', 'docker-compose.lock');
  const compose = found() ?? (await lock.withLock(file, async () => found() ?? installed()));
  if (!compose) {
    console.error(ADVICE);
    return false;
  }
  const [command, ...words] = compose;
  return FILES.every((name) => {
    const values = valuesFor(readFileSync(path.join(repository, name), 'utf8'));
    const { status, stderr } = spawnSync(command, [...words, '-f', name, 'config', '--quiet'], {
      cwd: repository,
      env: { ...process.env, ...values },
      encoding: 'utf8',
    });
    if (status !== 0) console.error(`${name}: ${String(stderr).trim()}`);
    return status === 0;
  });
}
