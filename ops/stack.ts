/** The whole program on one machine: started in the right order, watched, stopped in reverse. */
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { grantLogins, migrate } from '../db/migrate';
import { lineFrom, startChild } from './child';
import type { Child } from './child';
import { VARIABLES } from './config';
import type { Config } from './config';
import { makeMissingKeys } from './keys';
import { startCluster } from './postgres';
import { settlePracticeClock } from './practiceClock';
import { registerSearchAttributes } from './searchAttributes';
import { READY_MS, saysReady, untilReady } from './readiness';
import { Sentence } from './sentence';
import { endInWords, startAgain, type Death, type QuickDeaths } from './startAgain';
import { startTemporal, temporalServer } from './temporalServer';
import type { Tell } from './cache';

/** Marks a data folder as ours, so that reset never wipes anything else. */
export const MARKER = '.forloeb-data';

/** The file whose holder runs on these data. */
export const startLock = (dataDir: string) => path.join(dataDir, 'start.lock');

export interface StackOptions {
  readonly config: Config;
  readonly tell: Tell;
  /** Databases that exist already (tests): nothing is started, migrated or granted. */
  readonly databaseIsReady?: boolean;
  /** Path of the Temporal program, where it is known already. */
  readonly temporalProgram?: string;
  /** Called when a part has ended unasked and is not started again. */
  readonly onDeath: (child: Child, code: number) => void;
  /** A part that ends unasked is started again. Off unless asked for: a test must see a death. */
  readonly startsAgain?: boolean;
  /** Called when a part that ended unasked is ready once more. */
  readonly onStartedAgain?: (again: StartedAgain) => void;
}

/** One death that was mended: which part, how it ended, and milliseconds until it was ready. */
export interface StartedAgain {
  readonly name: string;
  readonly code: number;
  readonly ms: number;
}

export interface Stack {
  /** With the addresses that were chosen on the way. */
  readonly config: Config;
  /** Milliseconds per component, in the order they became ready. */
  readonly times: ReadonlyMap<string, number>;
  /** The running parts by name (Postgres, Temporal, partners, worker, web); a dead one is missing. */
  readonly parts: ReadonlyMap<string, Child>;
  /** Does one more piece of the start and notes how long it took. */
  timed<T>(name: string, work: () => Promise<T>): Promise<T>;
  stop(graceMs?: number): Promise<void>;
}

/** What is stopped first stands first: nobody loses the one it writes to. */
const STOP_ORDER = ['web', 'worker', 'partners', 'Temporal', 'Postgres'] as const;

/** The compiled entries: beside us when we are compiled too, in dist/ when a test runs us. */
const COMPILED = __filename.endsWith('.ts') ? path.resolve(__dirname, '../dist/ops') : __dirname;

/** What a part cannot start without: it is not tried again before these are back. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  worker: ['Postgres', 'Temporal'],
  web: ['Postgres'],
};

class Running implements Stack {
  config: Config;
  readonly times = new Map<string, number>();
  readonly parts = new Map<string, Child>();
  readonly #mending = new Set<Promise<void>>();
  #stopping = false;

  constructor(readonly options: StackOptions) {
    this.config = options.config;
  }

  async timed<T>(name: string, work: () => Promise<T>): Promise<T> {
    const began = Date.now();
    const result = await work();
    this.times.set(name, Date.now() - began);
    return result;
  }

  /** Starts a part and keeps it running from then on. */
  async run(name: string, start: () => Promise<Child>): Promise<void> {
    await this.#keep(await this.timed(name, start), start, { inARow: 0 });
  }

  /** Keeps a started part; one that came too late is stopped. `quick`: see ops/startAgain.ts. */
  async #keep(child: Child, start: () => Promise<Child>, quick: QuickDeaths): Promise<void> {
    if (this.#stopping) {
      await child.stop();
      throw new Sentence(`${child.name} was started while everything was stopping.`);
    }
    this.parts.set(child.name, child);
    const readyAt = Date.now();
    void child.ended.then((code) => {
      if (this.#stopping) return;
      this.parts.delete(child.name);
      if (this.options.startsAgain !== true) return this.options.onDeath(child, code);
      const mending = this.#mend({ child, code, livedMs: Date.now() - readyAt }, start, quick);
      this.#mending.add(mending);
      void mending.finally(() => this.#mending.delete(mending));
    });
  }

  async #mend(death: Death, start: () => Promise<Child>, quick: QuickDeaths): Promise<void> {
    const { tell, onDeath, onStartedAgain } = this.options;
    const { child, code } = death;
    const began = Date.now();
    const { name } = child;
    const again = await startAgain(death, quick, {
      start,
      tell,
      isStopping: () => this.#stopping,
      hasWhatItNeeds: () => NEEDS[name]?.every((one) => this.#isThere(one)) ?? true,
    });
    if (again === 'stopping') return;
    if (again === 'gaveUp') return onDeath(child, code);
    await this.#keep(again, start, quick).catch(() => undefined);
    if (this.#stopping) return;
    const ms = Date.now() - began;
    tell(`${name} ended (${endInWords(code)}); started again in ${(ms / 1000).toFixed(1)} s.`);
    onStartedAgain?.({ name, code, ms });
  }

  /** A part that somebody else runs (a given cluster, a test's database) is taken to be there. */
  #isThere(name: string): boolean {
    return !this.times.has(name) || this.parts.has(name);
  }

  async stop(graceMs = 20_000): Promise<void> {
    this.#stopping = true;
    for (const name of STOP_ORDER) await this.parts.get(name)?.stop(graceMs);
    await Promise.all(this.#mending);
  }
}

/**
 * Starts everything; what depends on nothing starts at once. `ready` settles when the pages answer,
 * and the stack may be stopped at any moment.
 */
export function startStack(options: StackOptions): { stack: Stack; ready: Promise<void> } {
  const stack = new Running(options);
  return { stack, ready: startParts(stack) };
}

async function startParts(stack: Running): Promise<void> {
  prepareFolder(stack.config);
  await Promise.all([database(stack), temporal(stack), entry(stack, 'partners')]);
  await settlePracticeClock(stack.config);
  await Promise.all([entry(stack, 'worker'), entry(stack, 'web')]);
  await stack.timed('readiness', () => untilReady(`${stack.config.baseUrl}/health/ready`));
}

function prepareFolder(config: Config): void {
  mkdirSync(path.join(config.dataDir, 'logs'), { recursive: true });
  writeFileSync(path.join(config.dataDir, MARKER), '');
  makeMissingKeys(config);
}

async function database(stack: Running): Promise<void> {
  if (stack.options.databaseIsReady) return;
  const { config } = stack;
  let { ownerUrl } = config;
  if (ownerUrl === '') {
    const directory = path.join(config.dataDir, 'postgres');
    await stack.run('Postgres', async () => {
      const cluster = await startCluster({ directory, port: config.postgresPort });
      ({ ownerUrl } = cluster);
      return cluster.child;
    });
  }
  await stack.timed('migrations', () => migrate(ownerUrl));
  // New at every start and written nowhere: only the children of this start know them.
  const fresh = () => randomBytes(18).toString('hex');
  const passwords = { app: fresh(), worker: fresh(), statistics: fresh() };
  await grantLogins(ownerUrl, passwords);
  const login = (name: keyof typeof passwords) => {
    const url = new URL(ownerUrl);
    url.username = `forloeb_${name}`;
    url.password = passwords[name];
    return url.toString();
  };
  stack.config = Object.freeze({
    ...stack.config,
    ownerUrl,
    appUrl: login('app'),
    workerUrl: login('worker'),
    statisticsUrl: login('statistics'),
  });
}

async function temporal(stack: Running): Promise<void> {
  const { config, options } = stack;
  if (!config.temporalIsGiven) {
    const found = options.temporalProgram;
    const program =
      found ?? (await stack.timed('Temporal program', () => temporalServer(options.tell)));
    const databaseFile = path.join(config.dataDir, 'temporal.db');
    await stack.run('Temporal', () =>
      startTemporal({
        program,
        host: config.host,
        port: config.temporalPort,
        uiPort: config.temporalUiPort,
        databaseFile,
      }),
    );
    return;
  }
  await stack.timed('Temporal (given)', async () => {
    const { Connection } = await import('@temporalio/client');
    const { temporalAddress: address, temporalNamespace } = config;
    const connection = await Connection.connect({ address }).catch(() => {
      throw new Sentence(`TEMPORAL_ADDRESS: no Temporal cluster answers on ${address}.`);
    });
    await registerSearchAttributes(connection, temporalNamespace);
    await connection.close();
  });
}

type EntryName = 'partners' | 'worker' | 'web';

/** Which logins a process may know: each has its own and no other. */
const LOGINS: Readonly<Record<EntryName, readonly (keyof Config)[]>> = {
  partners: [],
  worker: ['workerUrl'],
  web: ['appUrl'],
};
const ALL_LOGINS: readonly (keyof Config)[] = ['ownerUrl', 'appUrl', 'workerUrl', 'statisticsUrl'];

/** Web and worker tell their figures on ports beside each other; the stand-ins have none. */
export function metricsPortOf({ metricsPort }: Config, name: EntryName): number {
  if (metricsPort === 0 || name === 'partners') return 0;
  return name === 'web' ? metricsPort : metricsPort + 1;
}

/** The environment that gives a child exactly this configuration. */
function environmentOf(whole: Config, name: EntryName): Record<string, string | undefined> {
  const config = { ...whole, metricsPort: metricsPortOf(whole, name) };
  const pairs = Object.entries(VARIABLES).map(([variable, { field }]) => {
    const hidden = ALL_LOGINS.includes(field) && !LOGINS[name].includes(field);
    const value = String(config[field]);
    return [variable, hidden || value === '' ? undefined : value];
  });
  return Object.fromEntries(pairs) as Record<string, string | undefined>;
}

/**
 * Runs `dist/ops/<name>.js`, from now on. The log of one start goes on where it is started again, and
 * that of the start before is kept beside it: one often starts again before one looks why.
 */
async function entry(stack: Running, name: EntryName): Promise<void> {
  const file = path.join(stack.config.dataDir, 'logs', `${name}.log`);
  if (existsSync(file)) renameSync(file, `${file}.before`);
  await stack.run(name, () => startEntry(stack.config, name, file));
}

/** Waits for the line {"msg":"ready"}. */
async function startEntry(config: Config, name: EntryName, logFile: string): Promise<Child> {
  const log = createWriteStream(logFile, { flags: 'a' });
  const args = ['--enable-source-maps', '--disable-warning=ExperimentalWarning'];
  args.push(path.join(COMPILED, `${name}.js`));
  const env = environmentOf(config, name);
  const start = (onLine: (line: string) => void) => {
    const child = startChild(process.execPath, args, {
      name,
      env,
      onLine: (line) => {
        log.write(`${line}\n`);
        onLine(line);
      },
    });
    void child.ended.then(() => log.end());
    return child;
  };
  return (await lineFrom(start, saysReady, READY_MS)).child;
}
