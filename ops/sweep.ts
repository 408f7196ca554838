/** The sweep: what was kept but did not get through is asked for again, every 20 real seconds. */
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { Logger } from 'pino';
import type { App, Presser } from '../api/app';
import { activateCourse } from '../api/commands/activateCourse';
import { tellFlag } from '../api/commands/raiseFlags';
import { retryAsked } from '../api/commands/retryIncident';
import { startAfterwards, startDeliveryAgain } from '../activities/follow';
import { readClock } from '../db/clock';
import { unstartedCourses } from '../db/courses';
import { untoldFlags } from '../db/flags';
import { askedRetries } from '../db/incidentList';
import { releaseStaleHold, staleHolds } from '../db/slots';
import { inTransaction, SYSTEM, type Tx } from '../db/transaction';
import { recordDues } from '../db/record';
import { waitingDeliveries, withoutAfterwards } from '../db/upcoming';
import { clockNow } from '../domain/clock';
import { duesOf } from '../domain/deadlines';
import { plusMillis, type CourseId, type SlotId } from '../domain/ids';
import type { CourseState } from '../domain/state';
import { courseWorkflowId, STATE } from '../workflows/messages';

export type SweepDeps = Pick<App, 'db' | 'temporal' | 'undoMs' | 'realNow'>;

const EVERY_MS = 20_000;
/** Recording starts its deliveries itself, at once. */
const DELIVERY_MS = 60_000;
/** Long after the last moment at which a pressing is given up (api/advance.ts). */
const HOLD_MS = 300_000;
/** Longer than the request of a retry that is carried out at once. */
const RETRY_MS = 10_000;
const ANSWER_MS = 3500;
const AT_ONCE = 100;

/** Returns what stops it. What fails is tried again by the next one, and logged once. */
export function startSweeping(deps: SweepDeps, log: Logger): () => void {
  let failing = false;
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void sweep(deps)
      .then((failures) => {
        if (failures.length > 0 && !failing) {
          log.warn(
            { err: failures[0], failures: failures.length },
            'the sweep could not do it all',
          );
        }
        failing = failures.length > 0;
      })
      .finally(() => {
        busy = false;
      });
  }, EVERY_MS);
  return () => clearInterval(timer);
}

/** One round; answers what went wrong, and never throws. A failure of one thing stops no other. */
export async function sweep(deps: SweepDeps): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  const each = async <T>(
    find: (tx: Tx) => Promise<readonly T[]>,
    mend: (one: T) => Promise<unknown>,
  ): Promise<void> => {
    const found = await inTransaction(deps.db, SYSTEM, find).catch((error: unknown) => {
      failures.push(error);
      return [];
    });
    for (const one of found) await mend(one).catch((error: unknown) => failures.push(error));
  };
  const recordedBefore = plusMillis(deps.realNow(), -DELIVERY_MS);
  const askedBefore = plusMillis(deps.realNow(), -RETRY_MS);
  const heldBefore = plusMillis(deps.realNow(), -HOLD_MS);
  await each(
    (tx) => unstartedCourses(tx, AT_ONCE),
    async (course) => heard('activate', await activateCourse(await presserOf(deps), course)),
  );
  await each(
    (tx) => untoldFlags(tx, AT_ONCE),
    async (flag) => heard('raiseFlag', await tellFlag(await presserOf(deps), flag)),
  );
  await each(
    (tx) => askedRetries(tx, askedBefore, AT_ONCE),
    async (one) => retryAsked(await presserOf(deps), one),
  );
  await each(
    (tx) => waitingDeliveries(tx, recordedBefore, AT_ONCE),
    (one) => startDeliveryAgain(deps.temporal, one),
  );
  await each(
    (tx) => withoutAfterwards(tx, AT_ONCE),
    (course) => letLiveOn(deps, course.resume as CourseState),
  );
  await each(
    (tx) => staleHolds(tx, heldBefore, AT_ONCE),
    async ({ courseId, slotId }) => {
      if (await isSpokenFor(deps.temporal, courseId, slotId)) return;
      await inTransaction(deps.db, SYSTEM, (tx) => releaseStaleHold(tx, slotId, heldBefore));
    },
  );
  return failures;
}

/** What lives after the end begins late, from the row; its clocks are those of the end. */
async function letLiveOn(deps: SweepDeps, ended: CourseState): Promise<void> {
  const state = { ...ended, dues: duesOf(ended) };
  const { clock } = await presserOf(deps);
  await startAfterwards(deps.temporal, state, clock);
  await inTransaction(deps.db, SYSTEM, (tx) => recordDues(tx, state));
}

/** The clock is read anew for each: a round may take minutes when Temporal answers late. */
async function presserOf(deps: SweepDeps): Promise<Presser> {
  const row = await inTransaction(deps.db, SYSTEM, readClock);
  const clock = row?.clock ?? { mode: 'real' };
  return { app: deps, actor: SYSTEM, clock, now: clockNow(clock, deps.realNow()) };
}

function heard(event: string, answer: { readonly kind: string }): void {
  if (answer.kind === 'done' || answer.kind === 'recorded' || answer.kind === 'saving') return;
  throw new Error(`${event} came to ${answer.kind}`);
}

/**
 * True when the course's workflow has accepted an event about this time: it stays taken however
 * long recording takes. When the workflow does not answer, the time stays taken too.
 */
async function isSpokenFor(temporal: Client, courseId: CourseId, slotId: SlotId): Promise<boolean> {
  const handle = temporal.workflow.getHandle(courseWorkflowId(courseId));
  const ask = () => handle.query<CourseState>(STATE);
  const state = await temporal
    .withDeadline(Date.now() + ANSWER_MS, ask)
    .catch((error: unknown): null => {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    });
  const waiting = state?.revocable?.event;
  const offered = waiting?.name === 'offer' ? waiting.slotId : undefined;
  return [state?.reserved?.slotId, state?.appointment?.slotId, offered].includes(slotId);
}
