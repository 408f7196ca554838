/** The owner's connection for backup and restore: the one that was given, or that of the practice. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import type { Config } from './config';
import { holderOf, tryLock } from './lock.cjs';
import { ownerOfRunning, startCluster } from './postgres';
import { codeOf, Sentence } from './sentence';
import { MARKER, startLock } from './stack';

const practice = (config: Config) => ({
  directory: path.join(config.dataDir, 'postgres'),
  port: config.postgresPort,
});

/** Does `work` with the address of the owner, in practice also beside a running `npm start`. */
export async function withOwnerToRead<T>(
  config: Config,
  work: (ownerUrl: string) => Promise<T>,
): Promise<T> {
  if (config.ownerUrl !== '') return work(config.ownerUrl);
  const running = await ownerOfRunning(practice(config));
  if (running === undefined) {
    throw new Sentence(`There is no practice database in ${config.dataDir}.`);
  }
  if (holderOf(startLock(config.dataDir)) !== undefined) return work(running);
  return alone(config, work);
}

/** Does `work` with the address of the owner; in practice only while nothing runs there. */
export async function withOwnerToWrite<T>(
  config: Config,
  work: (ownerUrl: string) => Promise<T>,
): Promise<T> {
  return config.ownerUrl === '' ? alone(config, work) : work(config.ownerUrl);
}

/** Starts the practice database (made when missing), keeps `npm start` out, and stops it again. */
async function alone<T>(config: Config, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  mkdirSync(config.dataDir, { recursive: true });
  const release = tryLock(startLock(config.dataDir));
  if (!release) {
    const pid = holderOf(startLock(config.dataDir)) ?? 'unknown';
    throw new Sentence(`Forløb runs here (process ${pid}): stop it with Ctrl-C first.`);
  }
  try {
    writeFileSync(path.join(config.dataDir, MARKER), '');
    const cluster = await startCluster(practice(config));
    try {
      return await work(cluster.ownerUrl);
    } finally {
      await cluster.stop();
    }
  } finally {
    release();
  }
}

/** One connection, closed afterwards. Throws a Sentence when nobody answers there. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: 'forloeb-backup',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  try {
    await client.connect();
  } catch (failure) {
    const { host, port } = client;
    const code = codeOf(failure);
    const said = failure instanceof Error ? failure.message : '';
    const why = typeof code === 'string' ? code : said;
    throw new Sentence(`No database lets us in at ${host}:${port} (${why}).`);
  }
  // A connection lost on the way fails the statement that runs, which tells more.
  client.on('error', () => undefined);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
