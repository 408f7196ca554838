/** One round of the sweep: what was kept but did not get through is found, and mended or told. */
import type { Logger } from 'pino';
import type { Presser } from '../../api/app';
import type { SweepRound } from '../../activities/sweep';
import { readClock } from '../../db/clock';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { clockNow } from '../../domain/clock';
import type { CourseId } from '../../domain/ids';
import { askedChecks } from './asked';
import { courseChecks } from './courses';
import { deliveryChecks } from './deliveries';
import { runningIds } from './running';
import { silenceChecks } from './silence';
import { untoldChecks } from './untold';

export type SweepDeps = Presser['app'];

/** What this worker remembers between rounds; lost with it, it is only found out once more. */
export interface Memory {
  /** How a course and its workflow stood when they were equal. */
  readonly agreed: Map<CourseId, string>;
  /** Courses whose workflow could not be asked the last time. */
  readonly silent: Set<CourseId>;
  /** When a rebuild failed, in real milliseconds since 1970. */
  readonly unmended: Map<CourseId, number>;
}

export interface Looked {
  /** Courses whose workflow was looked at. */
  readonly looked: number;
  /** Courses that were rebuilt, and courses whose incidents were over. */
  readonly mended: number;
  /** Courses that an incident was told of. */
  readonly told: number;
  /** Courses whose tasks about a silent patient ended: the patient has written again. */
  readonly activeAgain: number;
}

/** What a round and its checks share. */
export interface Round {
  readonly deps: SweepDeps;
  readonly memory: Memory;
  readonly failures: unknown[];
  readonly counts: { -readonly [K in keyof Looked]: number };
  /** Aborted: the round is over, and begins nothing more. */
  readonly signal: AbortSignal;
  /** The clock is read anew for each: a round may take minutes when Temporal answers late. */
  presser(): Promise<Presser>;
  /** Mends each of what is found; a failure of one stops no other. */
  each<T>(
    find: (tx: Tx) => Promise<readonly T[]>,
    mend: (one: T) => Promise<unknown>,
  ): Promise<void>;
}

export interface Swept extends Looked {
  readonly failures: readonly unknown[];
}

/**
 * A sweep that remembers what it found in order. What fails again and again is logged when it first
 * fails; `onFailures` is told how many there were, round by round.
 */
export function openSweep(
  deps: SweepDeps,
  log: Logger,
  onFailures: (count: number) => void = () => undefined,
): SweepRound {
  const memory = freshMemory();
  let before: ReadonlySet<string> = new Set();
  return async (signal) => {
    const { failures, ...looked } = await sweep(deps, memory, signal);
    const counts = { failures: failures.length, ...looked };
    onFailures(failures.length);
    const now = new Map(failures.map((err) => [wordsOf(err), err]));
    const fresh = [...now].filter(([words]) => !before.has(words)).slice(0, LOGGED_AT_MOST);
    for (const [, err] of fresh) log.warn({ err, ...counts }, 'the sweep could not do it all');
    if (fresh.length === 0 && looked.mended + looked.told + looked.activeAgain > 0) {
      log.info(counts, 'the sweep found something');
    }
    before = new Set(now.keys());
  };
}
const LOGGED_AT_MOST = 10;

/** Equal for what fails in the same way; never logged, since a message may say too much. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

export function freshMemory(): Memory {
  return { agreed: new Map(), silent: new Set(), unmended: new Map() };
}

/** Never throws: what goes wrong is among its failures, and found again by the next round. */
export async function sweep(
  deps: SweepDeps,
  memory: Memory = freshMemory(),
  signal: AbortSignal = new AbortController().signal,
): Promise<Swept> {
  const failures: unknown[] = [];
  const counts = { looked: 0, mended: 0, told: 0, activeAgain: 0 };
  const round: Round = {
    deps,
    memory,
    failures,
    counts,
    signal,
    presser: () => presserOf(deps),
    each: async (find, mend) => {
      if (signal.aborted) return;
      const found = await inTransaction(deps.db, SYSTEM, find).catch((error: unknown) => {
        failures.push(error);
        return [];
      });
      for (const one of found) {
        if (signal.aborted) return;
        await mend(one).catch((error: unknown) => failures.push(error));
      }
    },
  };
  await untoldChecks(round);
  await silenceChecks(round);
  await lookAtAll(round);
  // Last: however many somebody asked for, what nobody has seen yet is found.
  await askedChecks(round);
  return { ...counts, failures };
}

async function lookAtAll(round: Round): Promise<void> {
  const { deps, failures } = round;
  const running = await runningIds(deps.temporal).catch((error: unknown): null => {
    failures.push(error);
    return null;
  });
  // Without the list nobody can say what is gone: it is asked for again by the next round.
  if (!running) return;
  await deliveryChecks(round, running);
  await courseChecks(round, running).catch((error: unknown) => failures.push(error));
}

async function presserOf(deps: SweepDeps): Promise<Presser> {
  const row = await inTransaction(deps.db, SYSTEM, readClock);
  const clock = row?.clock ?? { mode: 'real' };
  return { app: deps, actor: SYSTEM, clock, now: clockNow(clock, deps.realNow()) };
}
