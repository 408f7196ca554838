/** The only way to the database: one transaction, in the name of one actor. */
import { Pool, types } from 'pg';
import type { PoolClient, PoolConfig, QueryResult } from 'pg';
import { z } from 'zod';
import { isUuid } from '../domain/ids';
import type { PersonId, StaffId } from '../domain/ids';
import type { Role } from '../domain/permissions';
import { asDatabaseAway, isSilent } from './away';

export type StaffRole = Exclude<Role, 'patient' | 'system' | 'anonymous'>;

/** On whose behalf a transaction runs; row policies read it (migrations/0001_roles.sql). */
export type Actor =
  | { readonly kind: 'patient'; readonly id: PersonId; readonly role: 'patient' }
  | { readonly kind: 'staff'; readonly id: StaffId; readonly role: StaffRole }
  | { readonly kind: 'system'; readonly id: null; readonly role: 'system' }
  | { readonly kind: 'anonymous'; readonly id: null; readonly role: 'anonymous' };

export const SYSTEM: Actor = { kind: 'system', id: null, role: 'system' };
export const ANONYMOUS: Actor = { kind: 'anonymous', id: null, role: 'anonymous' };

/** Two secrets of 32 bytes: one wraps the persons' data keys, one keys the search hashes. */
export interface Keys {
  readonly master: Buffer;
  /** Master keys that open as well, while one takes the other's place. */
  readonly otherMasters?: readonly Buffer[];
  readonly hash: Buffer;
}

/** One open transaction. Rows come with camelCase names, then through zod. */
export interface Tx {
  readonly actor: Actor;
  /** For db/sealed.ts: the secrets, and the data keys unwrapped so far in this transaction. */
  readonly secrets: { readonly keys: Keys; readonly dataKeys: Map<PersonId, Buffer> };
  rows<T>(shape: z.ZodType<T>, sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** The first row, if any. */
  row<T>(shape: z.ZodType<T>, sql: string, parameters?: readonly unknown[]): Promise<T | undefined>;
  /** Runs a change and says how many rows it touched. */
  run(sql: string, parameters?: readonly unknown[]): Promise<number>;
}

export interface Database {
  transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** How its connections are used at this moment. */
  connections(): Connections;
  /** Waits for what runs, then closes every connection. */
  close(): Promise<void>;
}

const TIMESTAMPTZ = 1184;
const asText = new Set([1082]);
const asNumber = new Set([20, 1700]);

/** Instants as ISO text, dates as text, bigint and numeric as numbers; the rest as pg does. */
const readValue: NonNullable<PoolConfig['types']> = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (asText.has(oid)) return (text: string) => text;
    if (asNumber.has(oid)) return (text: string) => Number(text);
    const usual: unknown = types.getTypeParser(oid, format ?? 'text');
    if (typeof usual !== 'function') throw new Error(`no way to read values of type ${oid}`);
    if (oid !== TIMESTAMPTZ) return usual;
    return (text: string) => {
      const at: unknown = usual(text);
      if (!(at instanceof Date)) throw new RangeError('an infinite instant is no instant');
      return at.toISOString();
    };
  },
};

function camelCase(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

/** Numbers of connections, and of transactions that wait for one. */
export interface Connections {
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
}

class Transaction implements Tx {
  readonly secrets: Tx['secrets'];
  #client: PoolClient | undefined;
  /** What was asked last: a connection takes one query at a time, and pg only warns of two. */
  #asked: Promise<unknown> = Promise.resolve();

  constructor(
    client: PoolClient,
    readonly actor: Actor,
    keys: Keys,
  ) {
    this.#client = client;
    this.secrets = { keys, dataKeys: new Map() };
  }

  async rows<T>(
    shape: z.ZodType<T>,
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<T[]> {
    const { rows } = await this.#ask(sql, parameters);
    return rows.map((row) => shape.parse(camelCase(row)));
  }

  async row<T>(
    shape: z.ZodType<T>,
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<T | undefined> {
    return (await this.rows(shape, sql, parameters))[0];
  }

  async run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.#ask(sql, parameters)).rowCount ?? 0;
  }

  /** After whatever was asked before, whether that was waited for or not. */
  #ask(sql: string, parameters: readonly unknown[]): Promise<QueryResult<Record<string, unknown>>> {
    const answer = this.#asked.then(() => this.#open().query(sql, [...parameters]));
    this.#asked = answer.catch(() => undefined);
    return answer;
  }

  /** A forgotten await must not run its query in the next person's transaction. */
  end(): void {
    this.#client = undefined;
    this.secrets.dataKeys.clear();
  }

  #open(): PoolClient {
    if (!this.#client) throw new Error('this transaction is over');
    return this.#client;
  }
}

/** So often in a row one transaction is undone for another before that is a fault. */
const DEADLOCKS = 3;
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01';
}

class PooledDatabase implements Database {
  readonly #pool: Pool;

  constructor(
    config: PoolConfig,
    readonly keys: Keys,
  ) {
    this.#pool = new Pool(config);
    // A connection lost while idle: the pool drops it, and the next transaction opens another.
    this.#pool.on('error', () => undefined);
    // One lost in the moment of its handing out, when nobody listens yet: its first query says so.
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Two that waited for each other: Postgres undoes one of them whole, and that one does it anew. */
  async transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let again = 0; ; again += 1) {
      try {
        return await this.#once(actor, work);
      } catch (error) {
        if (again === DEADLOCKS || !isDeadlock(error)) throw error;
      }
    }
  }

  async #once<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw asDatabaseAway(error);
    });
    let lost: Error | undefined;
    const onLost = (error: Error): void => {
      lost = error;
    };
    client.on('error', onLost);
    const tx = new Transaction(client, actor, this.keys);
    try {
      await client.query('BEGIN');
      await client.query(SET_ACTOR, [actor.kind, actor.id ?? '', actor.role]);
      const result = await work(tx);
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new Error('a failed query was ignored: nothing was kept');
      return result;
    } catch (error) {
      // A server that is silent would let the rollback wait as long again.
      if (isSilent(error)) lost ??= error;
      else {
        await client.query('ROLLBACK').catch((failure: Error) => {
          lost ??= failure;
        });
      }
      throw asDatabaseAway(error);
    } finally {
      tx.end();
      client.off('error', onLost);
      client.release(lost);
    }
  }

  connections(): Connections {
    const { totalCount: open, idleCount: idle, waitingCount: waiting } = this.#pool;
    return { open, idle, waiting };
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

const SET_ACTOR = `SELECT set_config('forloeb.actor_kind', $1, true),
  set_config('forloeb.actor_id', $2, true), set_config('forloeb.role', $3, true)`;

/**
 * The statement timeout is the server's own clock, and a server that hangs looks at no clock: this
 * one is ours. Longer than the server's, which says more, and short enough for a page to say so.
 */
export const SILENT_MS = 2500;

/** Opens no connection yet; the first transaction does. `poolSize` connections at most. */
export function openDatabase(of: {
  url: string;
  applicationName: string;
  keys: Keys;
  poolSize?: number;
}): Database {
  for (const key of [of.keys.master, ...(of.keys.otherMasters ?? []), of.keys.hash]) {
    if (key.length !== 32) throw new RangeError('a key has 32 bytes');
  }
  return new PooledDatabase(
    {
      connectionString: of.url,
      application_name: of.applicationName,
      max: of.poolSize ?? 10,
      types: readValue,
      connectionTimeoutMillis: 2000,
      statement_timeout: 2000,
      query_timeout: SILENT_MS,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
    },
    of.keys,
  );
}

/**
 * Runs `work` in one transaction in the actor's name: kept when it returns, undone when it throws.
 * `work` runs anew after a deadlock, so it does nothing but ask the database.
 * Throws DatabaseAway when Postgres cannot be reached.
 */
export async function inTransaction<T>(
  db: Database,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (actor.id !== null && !isUuid(actor.id)) throw new RangeError('an actor is named by a uuid');
  return db.transaction(actor, work);
}

export { DatabaseAway } from './away';
