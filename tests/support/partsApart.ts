/** The whole program whose Temporal and Postgres a test stops, ends and starts again as it likes. */
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { App } from '../../api/app';
import { lineFrom, startChild, type Child } from '../../ops/child';
import { readConfig, VARIABLES, type Config } from '../../ops/config';
import { readKeys } from '../../ops/keys';
import { freePorts } from '../../ops/ports';
import { startCluster } from '../../ops/postgres';
import { seedPracticeClinic } from '../../ops/practicePeople';
import { startStack } from '../../ops/stack';
import { startTemporal } from '../../ops/temporalServer';
import { openApp } from '../../ops/web';
import { migrated } from './migratedCluster';
import { resource } from './resource';

/** A part that can be silent (nothing answers, and connections stay open) or gone altogether. */
export interface Part {
  hang(): Promise<void>;
  goOn(): Promise<void>;
  end(): Promise<void>;
  /** On the same port, over the same data. */
  start(): Promise<void>;
}
export interface PartsApart {
  /** The pages; no slash at the end. */
  readonly url: string;
  readonly standInsUrl: string;
  readonly config: Config;
  readonly temporal: Part;
  readonly postgres: Part;
  /** The commands and queries themselves, for what a test only prepares or counts. */
  readonly app: App;
  /** One more web process on the same database and Temporal; its address. */
  anotherWeb(): Promise<string>;
  /** What the web processes have logged as errors, for a test that meets what it must not. */
  complaints(): string[];
  stop(): Promise<void>;
}

const NAMES = ['WEB', 'IDENTITY', 'STANDINS', 'TEMPORAL', 'TEMPORAL_UI', 'POSTGRES'] as const;
const READY_MS = 60_000;

/** Starts everything (about 10 s): clinic, staff and free times, and nobody under treatment. */
export async function partsApart(): Promise<PartsApart> {
  const [{ path: program }] = await Promise.all([
    resource('temporalServer', z.object({ path: z.string() })),
    resource('built', z.object({})),
  ]);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'forloeb-apart-'));
  await chmod(dataDir, 0o711);
  const numbers = await freePorts(NAMES.length);
  const ports = Object.fromEntries(
    NAMES.map((name, at) => [`${name}_PORT`, String(numbers[at] ?? 0)]),
  );
  const port = (name: (typeof NAMES)[number]) => Number(ports[`${name}_PORT`]);

  const cluster = () =>
    startCluster({
      directory: path.join(dataDir, 'postgres'),
      port: port('POSTGRES'),
      throwaway: true,
    });
  const first = await cluster();
  const { ownerUrl } = first;
  const urls = await migrated(ownerUrl);
  const postgres = part(first.child, async () => (await cluster()).child);
  const server = () =>
    startTemporal({
      program,
      host: '127.0.0.1',
      port: port('TEMPORAL'),
      databaseFile: path.join(dataDir, 'temporal.db'),
    });
  const temporal = part(await server(), server);

  const config = readConfig(
    {
      ...ports,
      FORLOEB_DATA: dataDir,
      TEMPORAL_ADDRESS: `127.0.0.1:${port('TEMPORAL')}`,
      DATABASE_URL: ownerUrl,
      DATABASE_APP_URL: urls.appUrl,
      DATABASE_WORKER_URL: urls.workerUrl,
      DATABASE_STATISTICS_URL: urls.statisticsUrl,
    },
    'start',
  );
  const deaths: string[] = [];
  const { stack, ready } = startStack({
    config,
    tell: (line) => process.stderr.write(`${line}\n`),
    databaseIsReady: true,
    onDeath: (child, code) =>
      deaths.push(`${child.name} ended (exit ${code}):\n${child.lastLines().join('\n')}`),
  });
  await ready;
  await seedPracticeClinic(stack.config);
  const app = openApp(stack.config, readKeys(stack.config));
  const webs: Child[] = [];
  return {
    url: config.baseUrl,
    standInsUrl: config.partnersUrl,
    config: stack.config,
    temporal,
    postgres,
    app,
    async anotherWeb() {
      const [free = 0] = await freePorts(1);
      webs.push(await startWeb({ ...stack.config, webPort: free }));
      return `http://127.0.0.1:${free}`;
    },
    complaints() {
      const log = readFileSync(path.join(dataDir, 'logs', 'web.log'), 'utf8').split('\n');
      return [...log, ...webs.flatMap((web) => web.lastLines())].filter((line) =>
        line.includes('"level":50'),
      );
    },
    async stop() {
      await Promise.all([temporal.goOn(), postgres.goOn()]);
      await Promise.all(webs.map((web) => web.stop(5_000)));
      await app.temporal.connection.close();
      await app.db.close();
      await stack.stop(5_000);
      await temporal.end();
      await postgres.end();
      await rm(dataDir, { recursive: true, force: true });
      if (deaths.length > 0) throw new Error(deaths.join('\n'));
    },
  };
}

/** The compiled web process as `npm start` runs it, with the logins it may know and no other. */
async function startWeb(config: Config): Promise<Child> {
  const pairs = Object.entries(VARIABLES).map(([variable, { field }]) => {
    const hidden = ['ownerUrl', 'workerUrl', 'statisticsUrl'].includes(field);
    const value = String(config[field]);
    return [variable, hidden || value === '' ? undefined : value] as const;
  });
  const env = Object.fromEntries(pairs);
  const file = path.resolve(__dirname, '../../dist/ops/web.js');
  const args = ['--enable-source-maps', '--disable-warning=ExperimentalWarning', file];
  const start = (onLine: (line: string) => void) =>
    startChild(process.execPath, args, { name: 'web', env, onLine });
  return (await lineFrom(start, (line) => line.includes('"msg":"ready"'), READY_MS)).child;
}

function part(first: Child, start: () => Promise<Child>): Part {
  let child: Child | null = first;
  const signal = async (name: NodeJS.Signals): Promise<void> => {
    if (!child) return;
    for (const pid of await family(child.pid)) {
      // One that ended meanwhile needs no signal.
      try {
        process.kill(pid, name);
      } catch {
        continue;
      }
    }
  };
  return {
    hang: () => signal('SIGSTOP'),
    goOn: () => signal('SIGCONT'),
    async end() {
      await child?.stop(5_000);
      child = null;
    },
    async start() {
      child ??= await start();
    },
  };
}

/** A process and all below it: Postgres gives each of its own a group of its own. */
async function family(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (Number.isInteger(pid)) parents.set(pid, parentOf(pid));
  }
  const below = (pid: number): number[] => [
    pid,
    ...[...parents].flatMap(([child, parent]) => (parent === pid ? below(child) : [])),
  ];
  return below(root);
}

function parentOf(pid: number): number {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
