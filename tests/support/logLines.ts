/** A log that a test can read: every line as a person who looks for what went wrong would see it. */
import { Writable } from 'node:stream';
import type { Logger } from 'pino';
import { openLog } from '../../ops/log';

export interface ReadableLog {
  readonly log: Logger;
  /** All that was written, as it stands in the file. */
  text(): string;
  lines(): Record<string, unknown>[];
}

export function readableLog(): ReadableLog {
  const chunks: string[] = [];
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString('utf8'));
      done();
    },
  });
  const text = () => chunks.join('');
  const lines = () =>
    text()
      .split('\n')
      .filter(Boolean)
      .map((line): Record<string, unknown> => {
        const parsed: unknown = JSON.parse(line);
        return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
      });
  return { log: openLog('test', 'debug', to), text, lines };
}
