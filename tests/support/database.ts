/** A database of its own for each test file: a copy of the migrated template, dropped afterwards. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { z } from 'zod';
import { resource } from './resource';

export interface TestDatabase {
  readonly name: string;
  /** Owner of all tables: migrations and tests of the database itself. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly statisticsUrl: string;
  drop(): Promise<void>;
}

const shape = z.object({
  ownerUrl: z.string(),
  appUrl: z.string(),
  workerUrl: z.string(),
  statisticsUrl: z.string(),
});

function withName(url: string, name: string): string {
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy.toString();
}

async function on<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const LEAVING_MS = 10_000;

/**
 * Drops it when its last connection is gone: a closed pool's backends end a moment later, and the
 * owner may not end those of other logins. One that never leaves is a leak, and fails the test.
 */
async function drop(client: Client, name: string): Promise<void> {
  const began = Date.now();
  for (;;) {
    const { rows } = await client.query<{ usename: string; application_name: string }>(
      'SELECT usename, application_name FROM pg_stat_activity WHERE datname = $1',
      [name],
    );
    if (rows.length === 0) break;
    if (Date.now() - began > LEAVING_MS) {
      throw new Error(`still connected to ${name}: ${JSON.stringify(rows)}`);
    }
  }
  await client.query(`DROP DATABASE IF EXISTS ${name}`);
}

/** An empty, migrated database (some 100 ms; the first caller of a run waits for the cluster). */
export async function cloneDatabase(): Promise<TestDatabase> {
  return copyOf('forloeb', await resource('template', shape));
}

/** An empty database without any migration, for the tests of the migrations themselves. */
export async function emptyDatabase(): Promise<{ ownerUrl: string; drop(): Promise<void> }> {
  const { ownerUrl } = await resource('postgres', shape.pick({ ownerUrl: true }));
  const urls = { ownerUrl, appUrl: ownerUrl, workerUrl: ownerUrl, statisticsUrl: ownerUrl };
  return copyOf('template1', urls);
}

async function copyOf(template: string, urls: z.infer<typeof shape>): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const maintenance = withName(urls.ownerUrl, 'postgres');
  await on(maintenance, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    name,
    ownerUrl: withName(urls.ownerUrl, name),
    appUrl: withName(urls.appUrl, name),
    workerUrl: withName(urls.workerUrl, name),
    statisticsUrl: withName(urls.statisticsUrl, name),
    drop: () => on(maintenance, (client) => drop(client, name)),
  };
}
