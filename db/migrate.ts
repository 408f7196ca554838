/** Answers for the shape of the database: runs the migrations, and opens it to its three logins. */
import path from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';

const LOGINS = {
  app: 'forloeb_app',
  worker: 'forloeb_worker',
  statistics: 'forloeb_statistics',
} as const;
export type LoginPasswords = Readonly<Record<keyof typeof LOGINS, string>>;

/** SQLSTATE of two sessions changing one catalogue row (a role) in the same moment. */
const TUPLE_CONCURRENTLY_UPDATED = 'XX000';

/**
 * Brings the database at `ownerUrl` to the newest migration, all or nothing; a second caller waits
 * for the first. The owner needs CREATE on the database and may create roles.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const { runner } = await import('node-pg-migrate');
  await runner({
    databaseUrl: ownerUrl,
    dir: path.join(__dirname, 'migrations'),
    direction: 'up',
    migrationsTable: 'pgmigrations',
    singleTransaction: true,
    advisoryLockMode: 'wait',
    log: () => undefined,
  });
}

/**
 * Lets the three logins in, with these passwords. Roles belong to the whole cluster, so other
 * databases of it share them; run it after `migrate`, as often as wanted.
 */
export async function grantLogins(ownerUrl: string, passwords: LoginPasswords): Promise<void> {
  const client = new Client(ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
    const database = escapeIdentifier(rows[0]?.name ?? '');
    for (const login of ['app', 'worker', 'statistics'] as const) {
      const role = escapeIdentifier(LOGINS[login]);
      const password = escapeLiteral(passwords[login]);
      await patiently(client, `ALTER ROLE ${role} LOGIN PASSWORD ${password}`);
      await patiently(client, `GRANT CONNECT ON DATABASE ${database} TO ${role}`);
    }
  } finally {
    await client.end();
  }
}

/** A neighbour database's set-up may change the same role now: the loser tries again. */
async function patiently(client: Client, sql: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(sql);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== TUPLE_CONCURRENTLY_UPDATED || attempt === 20) throw error;
    }
  }
}
