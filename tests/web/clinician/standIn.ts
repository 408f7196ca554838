/** Stands in for the workflow: applies what is pressed, and records it in the real database. */
import { WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import { readClock, writeClock } from '../../../db/clock';
import { courseById } from '../../../db/courses';
import { recordEvent } from '../../../db/record';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { apply, isOpen } from '../../../domain/apply';
import { clockNow } from '../../../domain/clock';
import { asId, instant, plusMillis, type CourseId, type Instant } from '../../../domain/ids';
import type { CourseState } from '../../../domain/state';
import { afterwardsWorkflowId, courseWorkflowId, type Advance } from '../../../workflows/messages';
import type { Clinic } from '../../db/clinic';

export const UNDO_MS = 600_000;
export const REAL_NOW = (): Instant => instant(Date.now());

export async function setClock(clinic: Clinic, at: Instant): Promise<void> {
  const clock = {
    mode: 'practice',
    realOrigin: REAL_NOW(),
    virtualOrigin: at,
    speed: 1,
    paused: true,
  } as const;
  await inTransaction(clinic.worker, SYSTEM, (tx) => writeClock(tx, clock, { seenAt: REAL_NOW() }));
}
export async function nowOf(clinic: Clinic): Promise<Instant> {
  const row = await inTransaction(clinic.worker, SYSTEM, (tx) => readClock(tx));
  return clockNow(row?.clock ?? { mode: 'real' }, REAL_NOW());
}

export async function stateIn(clinic: Clinic, courseId: CourseId): Promise<CourseState> {
  const row = await inTransaction(clinic.worker, SYSTEM, (tx) => courseById(tx, courseId));
  if (!row) throw new Error('no such course');
  return row.resume as CourseState;
}

/** What the workflow does with one update: apply, then record. A text is the name of a refusal. */
export async function advance(
  clinic: Clinic,
  courseId: CourseId,
  one: Advance,
): Promise<{ kind: 'recorded'; revision: number } | string> {
  const state = await stateIn(clinic, courseId);
  const known = state.handled.find((handled) => handled.id === one.id);
  if (known) return { kind: 'recorded', revision: known.revision };
  const releaseAt = one.event.name === 'release' ? REAL_NOW() : plusMillis(REAL_NOW(), UNDO_MS);
  const realAt = one.event.name === 'release' ? instant('2999-01-01T00:00:00Z') : REAL_NOW();
  const done = apply(
    state,
    one.event,
    { at: one.at, on: one.on, realAt, releaseAt },
    { id: one.id, answers: one.answers },
  );
  if (done.kind === 'refused') return done.name;
  await inTransaction(clinic.worker, SYSTEM, (tx) =>
    recordEvent(
      tx,
      {
        id: one.id,
        event: one.event,
        actor: one.actor,
        state: done.state,
        sends: done.sends,
      },
      REAL_NOW(),
    ),
  );
  return { kind: 'recorded', revision: done.state.revision };
}

/** As much of Temporal's client as the pages use. */
export function standIn(clinic: Clinic, isAway: () => boolean): Client {
  const answers = async (): Promise<void> => {
    if (isAway()) throw Object.assign(new Error('away'), { code: 14, details: '', metadata: {} });
  };
  const getHandle = (id: string) => ({
    describe: answers,
    executeUpdate: async (_name: string, { args: [one] }: { args: [Advance] }) => {
      await answers();
      const courseId = asId<CourseId>(id.replace(/^after-/, ''));
      const over = !isOpen(await stateIn(clinic, courseId));
      // Of the two workflows of a course one runs: its own until it ends, then what lives after it.
      if ((over ? afterwardsWorkflowId : courseWorkflowId)(courseId) !== id)
        throw new WorkflowNotFoundError('no such course', id, undefined);
      const done = await advance(clinic, courseId, one);
      if (typeof done !== 'string') return done;
      throw new WorkflowUpdateFailedError(
        'refused',
        ApplicationFailure.nonRetryable('refused', done),
      );
    },
  });
  const withDeadline = (_at: number, ask: () => Promise<unknown>) => ask();
  return { workflow: { getHandle, start: answers }, withDeadline } as unknown as Client;
}
