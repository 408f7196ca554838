/**
 * `npm run restore -- FILE`: a backup into an empty database, all of it or nothing. Afterwards every
 * course is rebuilt, because Temporal is not at the moment of the backup.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Client } from 'pg';
import { CHANNELS } from '../activities/channels';
import {
  chainBreaks,
  connectedLogins,
  markPerhapsSent,
  migrationsOf,
  rowsIn,
  setSequence,
  tablesInOrder,
  tablesWithRows,
} from '../db/copies';
import { migrate } from '../db/migrate';
import { readBackup } from './backupFile';
import type { Head, Tail } from './backupFile';
import { readConfig } from './config';
import type { Config } from './config';
import { connected, withOwnerToWrite } from './ownerDatabase';
import { dataPlace } from './postgres';
import { inWords, Sentence } from './sentence';

const MIGRATIONS = path.join(__dirname, '..', 'db', 'migrations');

const AT_MOST_ONCE = Object.entries(CHANNELS).flatMap(([kind, { atMostOnce }]) =>
  atMostOnce ? [kind] : [],
);

const ours = (): string[] =>
  readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.replace(/\.sql$/, ''))
    .toSorted();

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, at) => name === other[at]);

function refuseOtherLevel(head: Head): void {
  if (same(head.migrations, ours())) return;
  const [theirs, mine] = [head.migrations.at(-1), ours().at(-1)];
  throw new Sentence(
    `The backup is at migration ${theirs}, this version of the program at ${mine}: restore with ` +
      'the version that took the backup, and then deploy the newer one. Nothing was changed.',
  );
}

/** Reads the whole file once before anything is touched, so that a damaged one changes nothing. */
async function examine(file: string): Promise<Tail> {
  let found: Tail | undefined;
  await readBackup(file, {
    head: async (head) => refuseOtherLevel(head),
    table: async (_table, rows) => {
      for await (const _chunk of rows) continue;
      return undefined;
    },
    tail: async (tail) => {
      found = tail;
    },
  });
  if (!found) throw new Sentence(`${file} is no whole backup.`);
  return found;
}

/** `instead` says what to do with the database that is there. */
async function refuseUnlessEmpty(client: Client, instead: string): Promise<void> {
  const filled = await tablesWithRows(client);
  if (filled.length > 0) {
    throw new Sentence(
      `The database holds rows already (${filled.slice(0, 3).join(', ')} …), and they are left ` +
        `as they are: a backup goes into an empty database only. ${instead}`,
    );
  }
  const migrations = await migrationsOf(client);
  if (migrations.length > 0 && !same(migrations, ours())) {
    throw new Sentence(
      `The database is at migration ${migrations.at(-1)} and this version of the program at ` +
        `${ours().at(-1)}: give a new, empty database.`,
    );
  }
  const logins = await connectedLogins(client);
  if (logins.length > 0) {
    throw new Sentence(
      `Somebody is connected to the database (${logins.join(', ')}): stop web and worker first.`,
    );
  }
}

async function howToMakeRoom(config: Config): Promise<string> {
  if (config.ownerUrl !== '') return 'Give a new database in DATABASE_URL.';
  const place = await dataPlace(path.join(config.dataDir, 'postgres'));
  return `Move it away first (mv ${place} ${place}.before); the keys beside it stay.`;
}

async function fill(client: Client, file: string, instead: string): Promise<void> {
  const tables = await tablesInOrder(client);
  const names = tables.map(({ table }) => `"${table}"`).join(', ');
  await client.query('BEGIN');
  await client.query(`SET LOCAL statement_timeout = 0; LOCK TABLE ${names} IN EXCLUSIVE MODE`);
  await refuseUnlessEmpty(client, instead);
  await readBackup(file, {
    table: async (table, rows) => {
      const into = rowsIn(client, table);
      await pipeline(Readable.from(rows), into);
      return into.rowCount;
    },
    tail: async (tail) => {
      for (const sequence of tail.sequences) await setSequence(client, sequence);
      await markPerhapsSent(client, AT_MOST_ONCE);
      const breaks = await chainBreaks(client);
      if (breaks !== tail.chainBreaks) {
        throw new Sentence(
          `After the restore the events of ${breaks} courses do not follow on each other, in the ` +
            `backup those of ${tail.chainBreaks}: nothing was kept. Take an older backup.`,
        );
      }
    },
  });
  await client.query('COMMIT');
  await client.query('ANALYZE');
}

/**
 * Fills the empty database and gives the sentences about it. Throws a Sentence, with nothing kept,
 * when the file is damaged or of another version, or the database is not empty or in use.
 */
export async function restore(config: Config, wanted: string | undefined): Promise<string> {
  if (wanted === undefined) throw new Sentence('Name the backup: npm run restore -- FILE');
  const file = path.resolve(wanted);
  const tail = await examine(file);
  const instead = await howToMakeRoom(config);
  await withOwnerToWrite(config, async (ownerUrl) => {
    await connected(ownerUrl, (client) => refuseUnlessEmpty(client, instead));
    await migrate(ownerUrl);
    await connected(ownerUrl, (client) => fill(client, file, instead));
  });
  const said = [
    `${tail.rows} rows of ${tail.tables} tables are restored from ${file}; everybody logs in anew.`,
    'Now start the program, and then rebuild every course: npm run rebuild -- --all',
  ];
  if (tail.chainBreaks > 0) {
    said.push(
      `WARNING: the events of ${tail.chainBreaks} courses did not follow on each other in the ` +
        'backup already.',
    );
  }
  return said.join('\n');
}

if (require.main === module) {
  const [wanted] = process.argv.slice(2).filter((argument) => argument !== '--');
  Promise.resolve()
    .then(() => restore(readConfig(process.env, 'restore'), wanted))
    .then(console.log, (failure: unknown) => {
      console.error(inWords(failure));
      process.exit(1);
    });
}
