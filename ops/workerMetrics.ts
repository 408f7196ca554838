/** What the worker counts: activities, deliveries by what came of them, and what stands in Postgres. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { ActivityDeps } from '../activities';
import { readClock } from '../db/clock';
import { standing } from '../db/standing';
import { inTransaction, SYSTEM, type Database } from '../db/transaction';
import { clockNow } from '../domain/clock';
import { millis, plusMillis } from '../domain/ids';

export interface WorkerMetrics {
  /** `name` as in activities/; `outcome`: what it answered, or "failed" for what is tried again. */
  readonly activity: (done: { name: string; outcome: string; ms: number; attempt: number }) => void;
  readonly delivery: NonNullable<ActivityDeps['onDelivery']>;
  /** How many things one round of the sweep could not do. */
  readonly sweepFailures: (count: number) => void;
  /** Reads what stands in Postgres; when it cannot be read, it is not told at all. */
  readonly refresh: () => Promise<void>;
}

const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 15];
/** A clock that passed so long ago and is not recorded: somebody may be forgotten. */
const OVERDUE_MS = 60_000;

export function countWorker(
  registry: Registry,
  deps: { readonly db: Database } & Pick<ActivityDeps, 'realNow'>,
  log: Logger,
): WorkerMetrics {
  const registers = [registry];
  const activities = new Histogram({
    name: 'forloeb_activity_seconds',
    help: 'Time of one attempt of an activity, by activity and what it answered',
    labelNames: ['activity', 'outcome'] as const,
    buckets: SECONDS,
    registers,
  });
  const retries = new Counter({
    name: 'forloeb_activity_retries_total',
    help: 'Attempts of an activity that were not its first',
    labelNames: ['activity'] as const,
    registers,
  });
  const lastSuccess = new Gauge({
    name: 'forloeb_activity_last_success_seconds',
    help: 'When an activity last answered, in seconds since 1970',
    labelNames: ['activity'] as const,
    registers,
  });
  const deliveries = new Counter({
    name: 'forloeb_deliveries_total',
    help: 'Letters, entries and messages, by kind and how far they have come',
    labelNames: ['kind', 'outcome'] as const,
    registers,
  });
  const sweepFailures = new Counter({
    name: 'forloeb_sweep_failures_total',
    help: 'Things that a round of the sweep could not do',
    registers,
  });
  return {
    sweepFailures: (count) => sweepFailures.inc(count),
    activity: ({ name: activity, outcome, ms, attempt }) => {
      activities.observe({ activity, outcome }, ms / 1000);
      if (attempt > 1) retries.inc({ activity });
      if (outcome !== 'failed') lastSuccess.set({ activity }, Date.now() / 1000);
    },
    delivery: ({ kind, outcome }) => deliveries.inc({ kind, outcome }),
    refresh: tellStanding(registry, deps, log),
  };
}

function tellStanding(
  registry: Registry,
  deps: Parameters<typeof countWorker>[1],
  log: Logger,
): () => Promise<void> {
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Gauge({
      name: `forloeb_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [registry],
    });
  const isRead = gauge('standing_read', '1 when the following could be read from Postgres, else 0');
  const waiting = gauge('delivery_oldest_waiting_seconds', 'Age of the oldest unsent delivery');
  const attention = gauge('courses_needing_attention', 'Courses that have stopped recording');
  const overdue = gauge('overdue_timers', 'Clocks of courses that passed a minute ago, unrecorded');
  const incidents = gauge('incidents_open', 'Open incidents', ['kind'] as const);
  const numbers = [waiting, attention, overdue];
  return async () => {
    incidents.reset();
    // A figure that was once true would say that all is well.
    for (const one of numbers) one.remove();
    try {
      const now = await inTransaction(deps.db, SYSTEM, async (tx) => {
        const clock = (await readClock(tx))?.clock ?? ({ mode: 'real' } as const);
        const speed = clock.mode === 'practice' ? clock.speed : 1;
        const at = clockNow(clock, deps.realNow());
        return { at, ...(await standing(tx, plusMillis(at, -OVERDUE_MS * speed))) };
      });
      const oldest = now.oldestWaitingAt;
      waiting.set(oldest ? Math.max(0, millis(now.at) - millis(oldest)) / 1000 : 0);
      attention.set(now.needAttention);
      overdue.set(now.overdue);
      for (const { kind, count } of now.incidents) incidents.set({ kind }, count);
      isRead.set(1);
    } catch (error) {
      isRead.set(0);
      log.warn({ err: error }, 'the figures of Postgres could not be read');
    }
  };
}
