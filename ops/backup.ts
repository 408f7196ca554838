/**
 * `npm run backup [-- FILE]`: every row of one moment in one file, while everything runs. The keys
 * are not in it: without the master key nobody reads it, neither a thief nor we.
 */
import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from 'pg';
import {
  beginReading,
  chainBreaks,
  migrationsOf,
  rowsOut,
  sequencesOf,
  tablesInOrder,
} from '../db/copies';
import { line, tablePieces, writeBackup } from './backupFile';
import type { Piece, Tail } from './backupFile';
import { readConfig } from './config';
import type { Config } from './config';
import { connected, withOwnerToRead } from './ownerDatabase';
import { inWords, Sentence } from './sentence';

const NOTE =
  'The keys are not in this file. Without the master key, names and texts in it cannot be read.';

/** "forloeb-20261126T134500Z.gz": sorts by time. */
function nameFor(at: Date): string {
  return `forloeb-${at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '')}.gz`;
}

/** The file that is meant: as it was named, or named by the time in that folder or in backups/. */
async function placeFor(wanted: string | undefined, at: Date): Promise<string> {
  const folder = wanted ?? 'backups';
  if (wanted === undefined) await mkdir(folder, { recursive: true, mode: 0o700 });
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  const file = path.resolve(isFolder ? path.join(folder, nameFor(at)) : folder);
  if (existsSync(file)) throw new Sentence(`${file} is there already, and is left as it is.`);
  return file;
}

async function* piecesOf(client: Client, at: Date, done: (tail: Tail) => void) {
  const migrations = await migrationsOf(client);
  if (migrations.length === 0) throw new Sentence('This database holds no data of Forløb.');
  const { rows } = await client.query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  );
  const postgres = rows[0]?.version ?? '';
  const takenAt = at.toISOString();
  yield line({ forloeb: 'backup', format: 1, takenAt, migrations, postgres, note: NOTE });
  const tables = await tablesInOrder(client);
  let all = 0;
  for (const table of tables) {
    const stream = rowsOut(client, table);
    const counted = () => {
      all += stream.rowCount;
      return stream.rowCount;
    };
    yield* tablePieces(table, stream as AsyncIterable<Buffer>, counted);
  }
  const tail: Tail = {
    end: true,
    tables: tables.length,
    rows: all,
    sequences: await sequencesOf(client),
    chainBreaks: await chainBreaks(client),
  };
  done(tail);
  yield line(tail);
}

/**
 * Writes the rows of this moment and gives the sentences about it. Throws a Sentence where the file
 * is there already or there is nothing to back up.
 */
export async function backup(config: Config, wanted?: string): Promise<string> {
  const at = new Date();
  const file = await placeFor(wanted, at);
  let tail: Tail | undefined;
  await withOwnerToRead(config, (ownerUrl) =>
    connected(ownerUrl, async (client) => {
      await beginReading(client);
      const pieces: AsyncIterable<Piece> = piecesOf(client, at, (one) => (tail = one));
      await writeBackup(file, pieces);
      await client.query('COMMIT');
    }),
  );
  const said = [
    `${tail?.rows} rows of ${tail?.tables} tables as of ${at.toISOString()} are in ${file}.`,
    NOTE,
  ];
  if (tail && tail.chainBreaks > 0) {
    said.push(`WARNING: the events of ${tail.chainBreaks} courses do not follow on each other.`);
  }
  return said.join('\n');
}

if (require.main === module) {
  const [wanted] = process.argv.slice(2).filter((argument) => argument !== '--');
  Promise.resolve()
    .then(() => backup(readConfig(process.env, 'backup'), wanted))
    .then(console.log, (failure: unknown) => {
      console.error(inWords(failure));
      process.exit(1);
    });
}
