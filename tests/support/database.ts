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

async function once(url: string, sql: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
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
  await once(maintenance, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    name,
    ownerUrl: withName(urls.ownerUrl, name),
    appUrl: withName(urls.appUrl, name),
    workerUrl: withName(urls.workerUrl, name),
    statisticsUrl: withName(urls.statisticsUrl, name),
    drop: () => once(maintenance, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
