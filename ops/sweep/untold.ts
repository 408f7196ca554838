/** What the database knows and no course has heard, or holds for a course that never asked. */
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { startAfterwards } from '../../activities/follow';
import { activateCourse } from '../../api/commands/activateCourse';
import { tellFlag } from '../../api/commands/raiseFlags';
import { unstartedCourses, type CourseRow } from '../../db/courses';
import { untoldFlags } from '../../db/flags';
import { recordDues } from '../../db/record';
import { releaseStaleHold, staleHolds } from '../../db/slots';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { heardCourse, withoutAfterwards } from '../../db/upcoming';
import { duesOf } from '../../domain/deadlines';
import { plusMillis, type CourseId, type SlotId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { courseWorkflowId, STATE } from '../../workflows/messages';
import { lookAt, mend } from './mend';
import type { Round } from './round';

/** Long after the last moment at which a pressing is given up (api/advance.ts). */
const HOLD_MS = 60_000;
const ANSWER_MS = 3500;
const AT_ONCE = 100;

/** Courses that never began, flags nobody told, ends nothing lives after, times held for nothing. */
export async function untoldChecks(round: Round): Promise<void> {
  const { deps, each, presser } = round;
  const heldBefore = plusMillis(deps.realNow(), -HOLD_MS);
  await each(
    (tx) => unstartedCourses(tx, AT_ONCE),
    (course) => begin(round, course),
  );
  await each(
    (tx) => untoldFlags(tx, AT_ONCE),
    async (flag) => heard('raiseFlag', await tellFlag(await presser(), flag)),
  );
  await each(
    (tx) => withoutAfterwards(tx, AT_ONCE),
    (course) => letLiveOn(round, course.resume as CourseState),
  );
  await each(
    (tx) => staleHolds(tx, heldBefore, AT_ONCE),
    async ({ courseId, slotId }) => {
      if (await isSpokenFor(deps.temporal, courseId, slotId)) return;
      await inTransaction(deps.db, SYSTEM, (tx) => releaseStaleHold(tx, slotId, heldBefore));
    },
  );
}

/**
 * A course whose workflow ended before it recorded anything is rebuilt. One whose workflow takes the
 * first event and does not record it is looked at as every course is: its cause is told.
 */
async function begin(round: Round, course: CourseRow): Promise<void> {
  const { courseId } = course;
  const asked = activateCourse(await round.presser(), course);
  const answer = await asked.catch((error: unknown): null => {
    round.failures.push(error);
    return null;
  });
  if (answer?.kind === 'recorded') return;
  if (!answer || answer.kind === 'noWorkflow') return mend(round, courseId);
  const row = await inTransaction(round.deps.db, SYSTEM, (tx) => heardCourse(tx, courseId));
  if (row) await lookAt(round, row, false);
  heard('activate', answer);
}

/** What lives after the end begins late, from the row; its clocks are those of the end. */
async function letLiveOn({ deps, presser }: Round, ended: CourseState): Promise<void> {
  const state = { ...ended, dues: duesOf(ended) };
  const { clock } = await presser();
  await startAfterwards(deps.temporal, state, clock);
  await inTransaction(deps.db, SYSTEM, (tx) => recordDues(tx, state));
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
  const { reserved, appointment, closingTime } = state ?? {};
  return [reserved?.slotId, appointment?.slotId, closingTime?.slotId, offered].includes(slotId);
}
