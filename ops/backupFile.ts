/**
 * A backup as one gzipped file: a line of JSON that says what it is; for each table a line of JSON,
 * its rows, a line `\.` and a line with their number and SHA-256; a last line, without which the
 * file counts as cut off. `zcat` shows all of it. Read and written as a stream, in little memory.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { zSequence, zTable } from '../db/copies';
import type { Table } from '../db/copies';
import { codeOf, Sentence } from './sentence';

export const zHead = z.object({
  forloeb: z.literal('backup'),
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  /** The migrations that the rows need, in order. */
  migrations: z.array(z.string()).min(1),
  postgres: z.string(),
  note: z.string(),
});
export type Head = z.infer<typeof zHead>;

const zDone = z.object({ rows: z.number().int(), sha256: z.string() });

export const zTail = z.object({
  end: z.literal(true),
  tables: z.number().int(),
  rows: z.number().int(),
  sequences: z.array(zSequence),
  /** As db/copies counted them when the backup was taken. */
  chainBreaks: z.number().int(),
});
export type Tail = z.infer<typeof zTail>;

const END_OF_ROWS = '\\.\n';

export type Piece = Buffer | string;

/** One line of JSON. */
export const line = (value: Head | Tail | Table | z.infer<typeof zDone>): string =>
  `${JSON.stringify(value)}\n`;

/** A table with its rows as they come; `counted` gives the number of rows once all have come. */
export async function* tablePieces(
  table: Table,
  rows: AsyncIterable<Buffer>,
  counted: () => number,
): AsyncGenerator<Piece> {
  yield line(table);
  const hash = createHash('sha256');
  for await (const chunk of rows) {
    hash.update(chunk);
    yield chunk;
  }
  yield END_OF_ROWS;
  yield line({ rows: counted(), sha256: hash.digest('hex') });
}

/**
 * Writes the pieces to `file`, for its owner's eyes only: under another name until it is whole and
 * on the disk. Throws a Sentence when the file is there already.
 */
export async function writeBackup(file: string, pieces: AsyncIterable<Piece>): Promise<void> {
  const draft = `${file}.draft`;
  const out = createWriteStream(draft, { mode: 0o600 });
  try {
    await pipeline(Readable.from(pieces), createGzip(), out);
    await chmod(draft, 0o600);
    const written = await open(draft, 'r');
    try {
      await written.sync();
    } finally {
      await written.close();
    }
    await rename(draft, file);
  } catch (failure) {
    await rm(draft, { force: true });
    throw failure;
  }
}

/** What happens to a backup as it is read. */
export interface Reader {
  head?(head: Head): Promise<void>;
  /** Takes all rows of a table, and gives their number where it counts them. */
  table(table: Table, rows: AsyncIterable<Buffer>): Promise<number | undefined>;
  tail?(tail: Tail): Promise<void>;
}

/** Reads a backup from its beginning to its end. Throws a Sentence when it is not whole. */
export async function readBackup(file: string, reader: Reader): Promise<void> {
  const source = createReadStream(file);
  const plain = createGunzip();
  source.on('error', (failure) => plain.destroy(failure));
  const lines = new Lines(source.pipe(plain));
  try {
    const head = parsed(zHead, await lines.next());
    await reader.head?.(head);
    let tables = 0;
    let rows = 0;
    for (let at = await lines.next(); ; at = await lines.next()) {
      const tail = zTail.safeParse(at);
      if (tail.success) {
        if (tail.data.tables !== tables || tail.data.rows !== rows) throw new Damaged('its sums');
        await lines.nothingMore();
        await reader.tail?.(tail.data);
        return;
      }
      rows += await readTable(parsed(zTable, at), lines, reader);
      tables += 1;
    }
  } catch (failure) {
    throw inPlainWords(failure, file);
  } finally {
    source.destroy();
    plain.destroy();
  }
}

async function readTable(table: Table, lines: Lines, reader: Reader): Promise<number> {
  const hash = createHash('sha256');
  const counted = await reader.table(table, lines.rows(hash));
  const { rows, sha256 } = parsed(zDone, await lines.next());
  if (hash.digest('hex') !== sha256) throw new Damaged(`the rows of ${table.table}`);
  if (counted !== undefined && counted !== rows) throw new Damaged(`the count of ${table.table}`);
  return rows;
}

class Damaged extends Error {}

function parsed<T>(shape: z.ZodType<T>, value: unknown): T {
  const found = shape.safeParse(value);
  if (!found.success) throw new Damaged('its structure');
  return found.data;
}

function inPlainWords(failure: unknown, file: string): unknown {
  const code = codeOf(failure);
  if (code === 'ENOENT') return new Sentence(`There is no file ${file}.`);
  const zlib = typeof code === 'string' && code.startsWith('Z_');
  if (!zlib && !(failure instanceof Damaged)) return failure;
  const what = failure instanceof Error && !zlib ? failure.message : 'its compression';
  return new Sentence(
    `${file} is no whole backup (wrong: ${what}): take an older one. Nothing was changed.`,
  );
}

/** A stream cut into the lines of JSON and the rows between them. */
class Lines {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** What is there up to a line's end, at least one line. */
  async #wholeLines(): Promise<Buffer> {
    for (;;) {
      const end = this.#rest.lastIndexOf('\n') + 1;
      if (end > 0) {
        const whole = this.#rest.subarray(0, end);
        this.#rest = this.#rest.subarray(end);
        return whole;
      }
      const next = await this.#chunks.next();
      if (next.done) throw new Damaged('its end');
      this.#rest = Buffer.concat([this.#rest, next.value]);
    }
  }

  async next(): Promise<unknown> {
    const whole = await this.#wholeLines();
    const end = whole.indexOf('\n') + 1;
    this.#rest = Buffer.concat([whole.subarray(end), this.#rest]);
    try {
      return JSON.parse(whole.subarray(0, end).toString('utf8')) as unknown;
    } catch {
      throw new Damaged('its structure');
    }
  }

  /** Rows until their end; everything read goes through `hash`. A row never is a line `\.`. */
  async *rows(hash: { update(data: Buffer): unknown }): AsyncGenerator<Buffer> {
    for (;;) {
      const whole = await this.#wholeLines();
      const end = endOfRows(whole);
      const rows = end === -1 ? whole : whole.subarray(0, end);
      hash.update(rows);
      if (rows.length > 0) yield rows;
      if (end === -1) continue;
      this.#rest = Buffer.concat([whole.subarray(end + END_OF_ROWS.length), this.#rest]);
      return;
    }
  }

  async nothingMore(): Promise<void> {
    const next = await this.#chunks.next();
    if (this.#rest.length > 0 || !next.done) throw new Damaged('its end');
  }
}

/** Where the line `\.` begins in whole lines, or -1. */
function endOfRows(lines: Buffer): number {
  if (lines.subarray(0, END_OF_ROWS.length).equals(Buffer.from(END_OF_ROWS))) return 0;
  const at = lines.indexOf(`\n${END_OF_ROWS}`);
  return at === -1 ? -1 : at + 1;
}
