/** One round of the sweep: what was kept but did not get through is found, and mended or told. */
import type { Logger } from 'pino';
import type { Presser } from '../../api/app';
import type { SweepRound } from '../../activities/sweep';
import { readClock } from '../../db/clock';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { clockNow } from '../../domain/clock';
import type { CourseId } from '../../domain/ids';
import { askedChecks } from './asked';
import { courseChecks, type Looked } from './courses';
import { deliveryChecks } from './deliveries';
import { runningIds } from './running';
import { untoldChecks } from './untold';

export type SweepDeps = Presser['app'];

/** What a round and its checks share; `agreed`: how a course and its workflow stood when equal. */
export interface Round {
  readonly deps: SweepDeps;
  readonly agreed: Map<CourseId, string>;
  readonly failures: unknown[];
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

/** A sweep that remembers what it found in order, and logs once what fails again and again. */
export function openSweep(deps: SweepDeps, log: Logger): SweepRound {
  const agreed: Round['agreed'] = new Map();
  let failing = false;
  return async () => {
    const { failures, looked, mended, told } = await sweep(deps, agreed);
    const [first] = failures;
    const counts = { failures: failures.length, looked, mended, told };
    if (failures.length > 0 && !failing) {
      log.warn({ err: first, ...counts }, 'the sweep could not do it all');
    } else if (mended + told > 0) {
      log.info(counts, 'the sweep found something');
    }
    failing = failures.length > 0;
  };
}

/** Never throws: what goes wrong is among its failures, and found again by the next round. */
export async function sweep(deps: SweepDeps, agreed: Round['agreed'] = new Map()): Promise<Swept> {
  const failures: unknown[] = [];
  const round: Round = {
    deps,
    agreed,
    failures,
    presser: () => presserOf(deps),
    each: async (find, mend) => {
      const found = await inTransaction(deps.db, SYSTEM, find).catch((error: unknown) => {
        failures.push(error);
        return [];
      });
      for (const one of found) await mend(one).catch((error: unknown) => failures.push(error));
    },
  };
  await untoldChecks(round);
  const looked = await lookedAt(round);
  // Last: however many somebody asked for, what nobody has seen yet is found.
  await askedChecks(round);
  return { ...looked, failures };
}

async function lookedAt(round: Round): Promise<Looked> {
  const { deps, failures } = round;
  const nothing = { looked: 0, mended: 0, told: 0 };
  const running = await runningIds(deps.temporal).catch((error: unknown): null => {
    failures.push(error);
    return null;
  });
  // Without the list nobody can say what is gone: it is asked for again by the next round.
  if (!running) return nothing;
  await deliveryChecks(round, running);
  return courseChecks(round, running).catch((error: unknown) => {
    failures.push(error);
    return nothing;
  });
}

async function presserOf(deps: SweepDeps): Promise<Presser> {
  const row = await inTransaction(deps.db, SYSTEM, readClock);
  const clock = row?.clock ?? { mode: 'real' };
  return { app: deps, actor: SYSTEM, clock, now: clockNow(clock, deps.realNow()) };
}
