/**
 * One process per test run that keeps what suites share: the Postgres cluster with its migrated
 * template, the paths of Temporal and browser, the workflow bundle. Each begins when first asked
 * for, so a run of pure suites starts none of them. It ends when jest's end of its input closes.
 */
import { createServer } from 'node:http';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Cluster } from '../../ops/postgres';

const repository = path.resolve(__dirname, '../..');
let cluster: Cluster | undefined;
let directory: string | undefined;

/** Open to walk through, because Postgres runs as another user when we are root. */
async function temporaryDirectory(): Promise<string> {
  directory ??= await mkdtemp(path.join(os.tmpdir(), 'forloeb-tests-'));
  await chmod(directory, 0o711);
  return directory;
}

async function postgres(): Promise<{ ownerUrl: string }> {
  const { startCluster } = await import('../../ops/postgres');
  const { freePort } = await import('../../ops/ports');
  const home = await temporaryDirectory();
  const port = await freePort();
  const place = path.join(home, 'postgres');
  cluster = await startCluster({ directory: place, port, throwaway: true });
  return { ownerUrl: cluster.ownerUrl };
}

/** The database "forloeb" of the cluster, migrated once: every suite gets a copy of it. */
async function template(): Promise<Record<string, string>> {
  const { ownerUrl } = await shared('postgres', postgres);
  const { migrated } = await import('./migratedCluster');
  return { ...(await migrated(ownerUrl)) };
}

/** dist/ as the source stands now, made the same way as for `npm start`. */
async function built(): Promise<object> {
  const bootstrap = path.join(repository, 'ops', 'bootstrap.mjs');
  await promisify(execFile)(process.execPath, [bootstrap, 'build'], { cwd: repository });
  return {};
}

async function bundle(): Promise<{ codePath: string }> {
  await shared('built', built);
  return { codePath: path.join(repository, 'dist', 'workflow-bundle.js') };
}

const makers: Readonly<Record<string, () => Promise<object>>> = {
  postgres,
  template,
  built,
  bundle,
  temporalServer: async () => {
    const { temporalServer } = await import('../../ops/temporalServer');
    return { path: await temporalServer((line) => process.stderr.write(`${line}\n`)) };
  },
  testServer: async () => {
    const { testServer } = await import('../../ops/testServer');
    return { path: await testServer((line) => process.stderr.write(`${line}\n`)) };
  },
  browser: async () => {
    const { browser } = await import('../../ops/browser');
    return { path: await browser((line) => process.stderr.write(`${line}\n`)) };
  },
};

const made = new Map<string, Promise<unknown>>();

function shared<T>(name: string, make: () => Promise<T>): Promise<T> {
  const found = made.get(name) as Promise<T> | undefined;
  if (found) return found;
  const fresh = make();
  made.set(name, fresh);
  return fresh;
}

async function answer(name: string): Promise<object> {
  const make = makers[name];
  if (!make) throw new Error(`no test resource is called "${name}"`);
  return shared(name, make);
}

async function end(): Promise<void> {
  await cluster?.stop();
  if (directory) await rm(directory, { recursive: true, force: true });
  process.exit(0);
}

const server = createServer((request, response) => {
  answer((request.url ?? '/').slice(1)).then(
    (found) => response.end(JSON.stringify(found)),
    (failure: unknown) => {
      response.statusCode = 500;
      response.end(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    },
  );
});
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});
process.stdin.resume();
process.stdin.on('end', () => void end());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
