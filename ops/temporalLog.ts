/** Temporal's own messages in our log: the same JSON lines, and of what they carry only ids and words. */
import type { LogEntry, LogLevel, RuntimeOptions } from '@temporalio/worker';
import { DefaultLogger } from '@temporalio/worker';
import type { Logger } from 'pino';
import { masked } from './log';

const LEVELS: Readonly<Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/** What may be kept of a message's details; everything else may hold what somebody wrote. */
const KEPT = new Set([
  'workflowId',
  'workflowType',
  'runId',
  'run_id',
  'activityType',
  'attempt',
  'durationMs',
  'sdkComponent',
  'subsystem',
  'target',
  'state',
]);

/** For `Runtime.install`: messages of the SDK and of its native core, from `info` on. */
export function temporalLog(log: Logger): Pick<RuntimeOptions, 'logger'> & {
  readonly logging: { filter: { core: LogLevel; other: LogLevel }; forward: object };
} {
  return {
    logger: new DefaultLogger('INFO', (entry) => write(log, entry)),
    logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
  };
}

function write(log: Logger, { level, message, meta = {} }: LogEntry): void {
  // Our own line says which activity failed, and for which course.
  if (message === 'Activity failed') return;
  const details = Object.entries(meta).filter(([name]) => KEPT.has(name));
  const { error } = meta;
  log[LEVELS[level]](
    {
      from: 'temporal',
      ...Object.fromEntries(details),
      ...(error !== undefined && { err: error }),
    },
    masked(message),
  );
}
