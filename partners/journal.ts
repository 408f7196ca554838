/** Answers for an append-only file of JSON lines: what is in it survives the next power cut. */
import { mkdir, open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** Lines appended one at a time, in order, each on the disk before its promise resolves. */
export interface Journal<Line> {
  /** What stood in the file at start. */
  readonly lines: readonly Line[];
  append(line: Line): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens (or makes, readable by its owner only) the journal and reads what is in it. A last line
 * without its line break was never confirmed to anyone and is cut off. Throws when another line
 * is unreadable: a journal is not repaired by guessing.
 */
export async function openJournal<Line>(
  file: string,
  schema: z.ZodType<Line>,
): Promise<Journal<Line>> {
  await mkdir(dirname(file), { recursive: true });
  const lines = await readLines(file, schema);
  const handle = await open(file, 'a', 0o600);
  let last: Promise<void> = Promise.resolve();
  const append = (line: Line): Promise<void> => {
    const written = last.then(async () => {
      await handle.appendFile(`${JSON.stringify(line)}\n`, 'utf8');
      await handle.datasync();
    });
    last = written.catch(() => undefined);
    return written;
  };
  return {
    lines,
    append,
    async close() {
      await last;
      await handle.close();
    },
  };
}

async function readLines<Line>(file: string, schema: z.ZodType<Line>): Promise<Line[]> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const whole = content.lastIndexOf(0x0a) + 1;
  if (whole < content.length) await truncate(file, whole);
  const texts = content.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
  return texts.map((text, index) => {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      throw new Error(
        `${file}: line ${index + 1} cannot be read; move the file away to start over`,
      );
    }
  });
}
