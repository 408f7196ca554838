/** Every row out of the database and into an empty one: what a backup and a restore are made of. */
import { escapeIdentifier } from 'pg';
import type { Client } from 'pg';
import { from, to } from 'pg-copy-streams';
import type { CopyStreamQuery, CopyToStreamQuery } from 'pg-copy-streams';
import { z } from 'zod';

/** A table and the columns that are stored as they were written: computed ones are left out. */
export const zTable = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
export type Table = z.infer<typeof zTable>;

export const zSequence = z.object({
  sequence: z.string(),
  /** Text, because a bigint may be larger than a number holds. */
  value: z.string().regex(/^\d+$/),
  called: z.boolean(),
});
export type Sequence = z.infer<typeof zSequence>;

/** Logins that are open now need not outlive a lost database; the migrations write their own list. */
const LEFT_OUT = ['session', 'pgmigrations'];

async function ask<T>(client: Client, shape: z.ZodType<T>, sql: string): Promise<T[]> {
  const { rows } = await client.query<Record<string, unknown>>(sql);
  return z.array(shape).parse(rows);
}

const zReference = z.object({ child: z.string(), parent: z.string() });

/** All tables, each after those that its rows point at. Throws when they point in a circle. */
export async function tablesInOrder(client: Client): Promise<Table[]> {
  const tables = await ask(
    client,
    zTable,
    `SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relnamespace = 'public'::regnamespace
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname`,
  );
  const references = await ask(
    client,
    zReference,
    `SELECT c.relname AS child, p.relname AS parent FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
    WHERE k.contype = 'f' AND k.conrelid <> k.confrelid`,
  );
  const waiting = new Map(tables.map((one) => [one.table, one]));
  const ordered: Table[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      ({ table }) =>
        !references.some(({ child, parent }) => child === table && waiting.has(parent)),
    );
    if (ready.length === 0) throw new Error(`${[...waiting.keys()].join(', ')} point in a circle`);
    for (const one of ready) waiting.delete(one.table);
    ordered.push(...ready);
  }
  return ordered.filter(({ table }) => !LEFT_OUT.includes(table));
}

/** The tables of the database that hold a row. */
export async function tablesWithRows(client: Client): Promise<string[]> {
  const filled: string[] = [];
  for (const { table } of await tablesInOrder(client)) {
    const { rows } = await client.query(`SELECT FROM ${escapeIdentifier(table)} LIMIT 1`);
    if (rows.length > 0) filled.push(table);
  }
  return filled;
}

/** Names of the migrations that made this database, in order; none before the first. */
export async function migrationsOf(client: Client): Promise<string[]> {
  const shape = z.object({ name: z.string() });
  const there = await ask(
    client,
    z.object({ table: z.string().nullable() }),
    `SELECT to_regclass('public.pgmigrations')::text AS table`,
  );
  if (there[0]?.table == null) return [];
  return (await ask(client, shape, 'SELECT name FROM pgmigrations ORDER BY id')).map(
    ({ name }) => name,
  );
}

const listed = ({ table, columns }: Table): string =>
  `${escapeIdentifier(table)} (${columns.map(escapeIdentifier).join(', ')})`;

/**
 * Opens one moment of the database to be read, while everybody else goes on writing. Fails rather
 * than read less than all where row policies would hide rows from this login.
 */
export async function beginReading(client: Client): Promise<void> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query(`SET LOCAL row_security = off; SET LOCAL statement_timeout = 0;
    SET LOCAL datestyle = ISO; SET LOCAL intervalstyle = postgres; SET LOCAL extra_float_digits = 3`);
}

/** The rows as lines of Postgres' own text format; its `rowCount` is right at the end. */
export function rowsOut(client: Client, table: Table): CopyToStreamQuery {
  return client.query(to(`COPY ${listed(table)} TO STDOUT`));
}

/** Takes what `rowsOut` gave. */
export function rowsIn(client: Client, table: Table): CopyStreamQuery {
  return client.query(from(`COPY ${listed(table)} FROM STDIN`));
}

/** Where each sequence stands: read after the rows, so that it is never behind them. */
export async function sequencesOf(client: Client): Promise<Sequence[]> {
  const names = await ask(
    client,
    z.object({ name: z.string() }),
    `SELECT sequencename AS name FROM pg_sequences
    WHERE schemaname = 'public' AND sequencename NOT LIKE 'pgmigrations%' ORDER BY 1`,
  );
  const found: Sequence[] = [];
  for (const { name } of names) {
    const sql = `SELECT $1 AS sequence, last_value::text AS value, is_called AS called
      FROM ${escapeIdentifier(name)}`;
    const { rows } = await client.query<Record<string, unknown>>(sql, [name]);
    found.push(zSequence.parse(rows[0]));
  }
  return found;
}

/** Sets a sequence to where it stood. */
export async function setSequence(client: Client, of: Sequence): Promise<void> {
  const name = escapeIdentifier(of.sequence);
  await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [name, of.value, of.called]);
}

/**
 * Number of places where the events of a course do not follow on each other: a revision missing, a
 * hash that is not the one before it, a course that says it is further or less far than its events.
 */
export async function chainBreaks(client: Client): Promise<number> {
  const [found] = await ask(
    client,
    z.object({ breaks: z.number() }),
    `WITH chain AS (
      SELECT course_id, revision, previous_hash, lag(hash) OVER of_course AS before,
        row_number() OVER of_course AS place
      FROM event WINDOW of_course AS (PARTITION BY course_id ORDER BY revision)
    ), reached AS (SELECT course_id, max(revision) AS revision FROM event GROUP BY course_id)
    SELECT ((SELECT count(*) FROM chain WHERE revision <> place
        OR previous_hash IS DISTINCT FROM before)
      + (SELECT count(*) FROM course LEFT JOIN reached USING (course_id)
        WHERE course.revision <> coalesce(reached.revision, 0)))::int AS breaks`,
  );
  return found?.breaks ?? 0;
}

/**
 * What was about to leave when the backup was taken may have left since. A partner that knows our
 * ids takes it once; for these kinds, and the morning mails, it becomes "perhaps sent", so that they
 * never leave twice: whoever is busy with them next tells somebody to ask the receiver.
 */
export async function markPerhapsSent(client: Client, kinds: readonly string[]): Promise<void> {
  const perhaps = `SET status = 'unknown', reason = NULL WHERE status = 'waiting'`;
  await client.query(`UPDATE delivery ${perhaps} AND kind = ANY($1)`, [kinds]);
  await client.query(`UPDATE morning_mail ${perhaps}`);
}

/** The other logins that are connected to this database now: web or worker, whoever they are. */
export async function connectedLogins(client: Client): Promise<string[]> {
  const rows = await ask(
    client,
    z.object({ login: z.string() }),
    `SELECT DISTINCT usename::text AS login FROM pg_stat_activity
    WHERE datname = current_database() AND usename <> current_user ORDER BY 1`,
  );
  return rows.map(({ login }) => login);
}
