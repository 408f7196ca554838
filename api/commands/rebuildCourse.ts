/** Starts a course's workflow again from its row, with what the one before had accepted. */
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/common';
import { writeAudit } from '../../db/audit';
import { courseById, nextEpoch, type CourseRow } from '../../db/courses';
import { recordedOf } from '../../db/events';
import { closeIncidents, closeSeen, reportIncident, seenIncidents } from '../../db/incidents';
import { inTransaction } from '../../db/transaction';
import { apply, isHeard, isOpen } from '../../domain/apply';
import type { EventName } from '../../domain/course';
import { duesOf } from '../../domain/deadlines';
import type { CourseId } from '../../domain/ids';
import { COURSE_INCIDENTS } from '../../domain/incidents';
import type { RefusalName } from '../../domain/refusals';
import type { CourseState } from '../../domain/state';
import {
  afterwardsWorkflowId,
  courseWorkflowId,
  listedAs,
  TASK_QUEUE,
  workflowIdOf,
  type CourseStart,
  type Offer,
} from '../../workflows/messages';
import { acceptedIn, type Accepted } from '../acceptedEvents';
import { isTemporalAway } from '../advance';
import type { Presser } from '../app';
import { stateOf } from '../queries/courseState';
import { activateCourse } from './activateCourse';

/**
 * An accepted event that is not offered again: the table refuses it now, the database refused it
 * whenever it was offered, or it was recorded once and the database has lost it since.
 */
export interface SetAside {
  readonly event: EventName;
  readonly name: RefusalName | 'databaseRefuses' | 'wasRecorded';
}
/**
 * `over`: nothing lives after the course's end, so that nothing was started. `unavailable`: Temporal
 * does not answer; asked again later it is the same rebuild.
 */
export type Rebuilt =
  | { readonly kind: 'over' }
  | { readonly kind: 'rebuilt'; readonly offered: number; readonly refused: readonly SetAside[] }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'noCourse' };

/** As many as may rebuild one course in the same moment. */
const TRIES = 5;
const ANSWER_MS = 3000;
/** A history of a whole course takes longer to read than one answer. */
const HISTORY_MS = 8000;
/** So often an event that the database refuses is offered again before it is set aside. */
const OFFERED_AT_MOST = 2;
/** After the end nothing is decided that could be undone. */
const NOTHING_TO_UNDO_MS = 0;

/**
 * From the first step on the workflow of before records nothing: the row has a new epoch. What it
 * had accepted travels in what the new one starts from, so that no failure on the way loses it, and
 * comes before every clock. Asked for twice, or by two at once, it ends in one workflow: whoever
 * finds another's new one begins again with that one's events.
 */
export async function rebuildCourse(presser: Presser, courseId: CourseId): Promise<Rebuilt> {
  try {
    await answering(presser, courseId);
    for (let left = TRIES; left > 0; left -= 1) {
      const rebuilt = await rebuildOnce(presser, courseId);
      if (rebuilt) return rebuilt;
    }
  } catch (error) {
    if (!isTemporalAway(error)) throw error;
  }
  return { kind: 'unavailable' };
}

/** Undefined: somebody else started the course's workflow meanwhile. */
async function rebuildOnce(presser: Presser, courseId: CourseId): Promise<Rebuilt | undefined> {
  const { app, actor, now } = presser;
  const before = await inTransaction(app.db, actor, (tx) => courseById(tx, courseId));
  if (!before) return { kind: 'noCourse' };
  if (!isHeard(stateOf(before))) return over(presser, courseId);
  const { course, seen } = await inTransaction(app.db, actor, async (tx) => {
    const epoch = await nextEpoch(tx, courseId);
    await writeAudit(tx, { at: now, event: 'rebuiltCourse', courseId, detail: { epoch } });
    return { course: await courseById(tx, courseId), seen: await seenIncidents(tx, courseId) };
  });
  if (!course) return { kind: 'noCourse' };
  const accepted = await stopped(presser, courseId);
  if (!accepted) return undefined;
  const refuses = before.attentionReason === 'refused';
  const { offers, refused } = await sorted(presser, course, accepted, refuses);
  if (!(await begun(presser, course, offers))) return undefined;
  if (course.revision === 0) await activateCourse(presser, course);
  // The new workflow records from the first moment on; what broke again in it stays open.
  await inTransaction(app.db, actor, (tx) => closeSeen(tx, seen, now));
  return { kind: 'rebuilt', offered: offers.length, refused };
}

/** Where nothing is to run nothing stands still. */
async function over({ app, actor, now: at }: Presser, courseId: CourseId): Promise<Rebuilt> {
  const all = { courseId, kinds: COURSE_INCIDENTS, subject: '' } as const;
  await inTransaction(app.db, actor, (tx) => closeIncidents(tx, { ...all, how: 'retried', at }));
  return { kind: 'over' };
}

/** Throws while Temporal is away: then nothing is begun, and a course that runs runs on. */
async function answering({ app: { temporal } }: Presser, courseId: CourseId): Promise<void> {
  const handle = temporal.workflow.getHandle(courseWorkflowId(courseId));
  await temporal.withDeadline(Date.now() + ANSWER_MS, () => orNull(handle.describe()));
}

/**
 * Ends the course's workflows, its own first, and tells what they had accepted: nothing of one that
 * Temporal does not know. Undefined: one of them runs anew.
 */
async function stopped(
  { app: { temporal } }: Presser,
  courseId: CourseId,
): Promise<readonly Accepted[] | undefined> {
  const accepted: Accepted[] = [];
  for (const workflowId of [courseWorkflowId(courseId), afterwardsWorkflowId(courseId)]) {
    const handle = temporal.workflow.getHandle(workflowId);
    const ask = async () => {
      await orNull(handle.terminate('rebuilt'));
      return orNull(handle.describe());
    };
    const run = await temporal.withDeadline(Date.now() + ANSWER_MS, ask);
    if (!run) continue;
    if (run.status.name === 'RUNNING') return undefined;
    const read = () => acceptedIn(temporal, workflowId, run.runId);
    accepted.push(...(await temporal.withDeadline(Date.now() + HISTORY_MS, read)));
  }
  return accepted;
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  });
}

/**
 * What is not recorded, as it will be offered; what is set aside waits for somebody on the
 * supervisor's page. Its content is kept where it was saved before the course was asked.
 */
async function sorted(
  presser: Presser,
  course: CourseRow,
  accepted: readonly Accepted[],
  databaseRefuses: boolean,
): Promise<{ offers: readonly Offer[]; refused: readonly SetAside[] }> {
  const { app, actor, now } = presser;
  const ids = accepted.map(({ advance }) => advance.id);
  return inTransaction(app.db, actor, async (tx) => {
    const recorded = await recordedOf(tx, ids);
    const pending = accepted.filter(({ advance }) => !recorded.has(advance.id));
    let state = stateOf(course);
    const offers: Offer[] = [];
    const refused: SetAside[] = [];
    for (const [index, one] of pending.entries()) {
      const isRefused = databaseRefuses && index === 0 && one.times >= OFFERED_AT_MOST;
      const next = isRefused ? 'databaseRefuses' : afterIt(presser, state, one);
      const { advance, times } = one;
      if (typeof next !== 'string') {
        state = next;
        offers.push({ advance, times: times + 1 });
        continue;
      }
      const { name: event } = advance.event;
      refused.push({ event, name: next });
      const about = { courseId: course.courseId, subject: advance.id, detail: { event } };
      await reportIncident(tx, { ...about, kind: 'recordingStopped', cause: next, at: now });
    }
    return { offers, refused };
  });
}

/** The state after an accepted event, or why it is not offered. */
function afterIt(
  { app }: Presser,
  state: CourseState,
  { advance, answered }: Accepted,
): CourseState | SetAside['name'] {
  // Somebody saw it recorded: its letter may have left, and its content may be lost with it.
  if (answered) return 'wasRecorded';
  const { id, event, at, on, answers } = advance;
  const realAt = app.realNow();
  const moment = { at, realAt, releaseAt: realAt, ...(on && { on }) };
  const next = apply(state, event, moment, { id, ...(answers && { answers }) });
  return next.kind === 'refused' ? next.name : next.state;
}

/** False: a workflow runs already. */
async function begun(
  { app, clock }: Presser,
  course: CourseRow,
  offers: readonly Offer[],
): Promise<boolean> {
  const kept = stateOf(course);
  const state = { ...kept, dues: duesOf(kept) };
  const undoMs = isOpen(state) ? app.undoMs : NOTHING_TO_UNDO_MS;
  const taken = offers.length > 0 ? { offers } : {};
  const start: CourseStart = { state, clock, undoMs, lean: true, ...taken };
  const ask = () =>
    app.temporal.workflow.start(isOpen(state) ? 'course' : 'afterwards', {
      workflowId: workflowIdOf(course),
      args: [start],
      taskQueue: TASK_QUEUE,
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      typedSearchAttributes: listedAs(state),
    });
  try {
    await app.temporal.withDeadline(Date.now() + ANSWER_MS, ask);
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
