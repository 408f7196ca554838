/** The one way an event reaches a course: an update to its workflow, and the three answers. */
import {
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
  type Workflow,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { copenhagenDate } from '../domain/calendar';
import type { RefusalName } from '../domain/refusals';
import { plusMillis, type CourseId, type Instant, type UpdateId } from '../domain/ids';
import type { CourseEvent } from '../domain/state';
import type { Answers } from '../domain/tasks';
import {
  ADVANCE,
  afterwardsWorkflowId,
  courseWorkflowId,
  TASK_QUEUE,
  TOO_LATE,
  type Advance,
  type AdvanceAnswer,
  type CourseStart,
} from '../workflows/messages';
import type { Presser, PressTold } from './app';
import { inTime } from './inTime';

/**
 * recorded: it is in Postgres, the next page is true. refused: nothing happened, and why.
 * saving: accepted, being recorded; ask again with the same id. unavailable: nothing was accepted.
 * noWorkflow: none runs for this course; whether it has ended, or never began, its row knows.
 */
export type Advanced =
  | { readonly kind: 'recorded'; readonly revision: number }
  | { readonly kind: 'refused'; readonly name: RefusalName }
  | { readonly kind: 'saving' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'noWorkflow' };

const WAIT_MS = 3500;
const ACCEPTED_MS = 1500;
type Arguments = [Advance];

interface Press {
  readonly courseId: CourseId;
  readonly id: UpdateId;
  readonly event: CourseEvent;
  readonly answers?: Answers;
}

/**
 * Sends one event in the actor's name, at domain time `now`. Never throws for a refusal. What comes
 * to a course that has just ended, or ended long ago, goes to what lives after it.
 */
export function advanceCourse(presser: Presser, press: Press): Promise<Advanced> {
  return told(presser, press, () => advanceEither(presser, press));
}

async function advanceEither(presser: Presser, press: Press): Promise<Advanced> {
  const { courseId } = press;
  const answer = await advanceWorkflow(presser, press, courseWorkflowId(courseId));
  const isOver =
    answer.kind === 'noWorkflow' || (answer.kind === 'refused' && answer.name === 'handingOver');
  if (!isOver) return answer;
  const after = await advanceWorkflow(presser, press, afterwardsWorkflowId(courseId));
  return after.kind === 'noWorkflow' ? answer : after;
}

async function advanceWorkflow(
  presser: Presser,
  press: Press,
  workflowId: string,
): Promise<Advanced> {
  const handle = presser.app.temporal.workflow.getHandle(workflowId);
  return answered(presser, (acceptBy) => {
    const args: Arguments = [{ ...advanceOf(presser, press), acceptBy }];
    const options = { updateId: press.id, args };
    return {
      ask: () => handle.executeUpdate<AdvanceAnswer, Arguments>(ADVANCE, options),
      accepted: () =>
        handle.startUpdate<AdvanceAnswer, Arguments>(ADVANCE, {
          ...options,
          waitForStage: 'ACCEPTED',
        }),
    };
  });
}

/** Starts the course's workflow with its first event; pressed twice it is the same course. */
export function beginCourse(presser: Presser, start: CourseStart, press: Press): Promise<Advanced> {
  return told(presser, press, () => beginWorkflow(presser, start, press));
}

async function beginWorkflow(
  presser: Presser,
  start: CourseStart,
  press: Press,
): Promise<Advanced> {
  const { workflow } = presser.app.temporal;
  // An operation starts once: asking again takes another.
  const optionsOf = (acceptBy: Instant) => () => ({
    updateId: press.id,
    args: [{ ...advanceOf(presser, press), acceptBy }] as Arguments,
    startWorkflowOperation: new WithStartWorkflowOperation<Workflow>('course', {
      workflowId: courseWorkflowId(press.courseId),
      args: [start],
      taskQueue: TASK_QUEUE,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    }),
  });
  return answered(presser, (acceptBy) => {
    const options = optionsOf(acceptBy);
    return {
      ask: () =>
        workflow.executeUpdateWithStart<Workflow, AdvanceAnswer, Arguments>(ADVANCE, options()),
      accepted: () =>
        workflow.startUpdateWithStart<Workflow, AdvanceAnswer, Arguments>(ADVANCE, {
          ...options(),
          waitForStage: 'ACCEPTED',
        }),
    };
  });
}

/** Tells the log and the figures what came of it, also when that is a failure. */
async function told(
  presser: Presser,
  press: Press,
  ask: () => Promise<Advanced>,
): Promise<Advanced> {
  const began = performance.now();
  const tell = (outcome: PressTold['outcome'], refusal?: RefusalName) =>
    presser.app.onPress?.({
      ...(presser.requestId !== undefined && { requestId: presser.requestId }),
      courseId: press.courseId,
      updateId: press.id,
      event: press.event.name,
      outcome,
      ...(refusal && { refusal }),
      ms: Math.round(performance.now() - began),
    });
  try {
    const answer = await ask();
    tell(answer.kind, answer.kind === 'refused' ? answer.name : undefined);
    return answer;
  } catch (error) {
    tell('failed');
    throw error;
  }
}

function advanceOf({ actor, now, undoMs }: Presser, press: Press): Advance {
  const { id, event, answers } = press;
  const kind = actor.kind === 'anonymous' ? 'system' : actor.kind;
  const on = copenhagenDate(now);
  return {
    id,
    event,
    at: now,
    on,
    actor: { kind, id: actor.id },
    ...(answers && { answers }),
    ...(undoMs !== undefined && { undoMs }),
  };
}

interface Ways {
  readonly ask: () => Promise<AdvanceAnswer>;
  /** Settles once the workflow has heard it; the handle knows whether it said no. */
  readonly accepted: () => Promise<{ result(): Promise<AdvanceAnswer> }>;
}

/**
 * Nothing is accepted after the first wait is over, so that in the second one it is seen for certain
 * what came of it: who is told that nothing was sent can rely on it.
 */
async function answered(
  { app, answerBy }: Presser,
  waysBy: (acceptBy: Instant) => Ways,
): Promise<Advanced> {
  const { temporal } = app;
  const now = Date.now();
  const until = Math.min(now + WAIT_MS, (answerBy ?? Infinity) - ACCEPTED_MS);
  // One press may ask several times (a flag, then the form): the first ones used the time up.
  if (until <= now) return { kind: 'unavailable' };
  const ways = waysBy(plusMillis(app.realNow(), until - now));
  const ask = () => askedBy(temporal, until, ways.ask);
  const first = await ask();
  // An earlier press of the same form, told that nothing was sent, has just been refused: now this.
  const answer = first === TOO_LATE ? await ask() : first;
  if (answer === TOO_LATE) return { kind: 'unavailable' };
  return answer === 'late' ? lateAnswer(temporal, ways) : answer;
}

/** Late is not lost: once accepted it is in the history, and will be recorded. */
async function lateAnswer(temporal: Client, { accepted }: Ways): Promise<Advanced> {
  let isAccepted = false;
  const look = async (): Promise<AdvanceAnswer> => {
    const heard = await accepted();
    isAccepted = true;
    return heard.result();
  };
  const answer = await askedBy(temporal, Date.now() + ACCEPTED_MS, look);
  if (answer === TOO_LATE) return { kind: 'unavailable' };
  const isKnown = answer !== 'late' && answer.kind !== 'unavailable';
  if (isKnown) return answer;
  return { kind: isAccepted ? 'saving' : 'unavailable' };
}

/** The client tries again by itself, and may wait past the deadline before it does: we do not. */
function askedBy(
  temporal: Client,
  until: number,
  ask: () => Promise<AdvanceAnswer>,
): Promise<AdvanceAnswer | ReturnType<typeof meaningOf>> {
  const asked = temporal.withDeadline(until, ask).catch(meaningOf);
  return inTime(asked, 'late' as const, Math.max(0, until - Date.now()));
}

const UNAVAILABLE = 14;

/** What a failed update says (research: "Error mapping for the API"). Throws what it does not know. */
function meaningOf(
  error: unknown,
): Exclude<Advanced, { kind: 'recorded' }> | 'late' | typeof TOO_LATE {
  if (error instanceof WorkflowUpdateFailedError) {
    const { cause } = error;
    if (cause instanceof ApplicationFailure) {
      if (cause.type === 'AcceptedUpdateCompletedWorkflow') return 'late';
      if (cause.type === TOO_LATE) return TOO_LATE;
      return { kind: 'refused', name: cause.type as RefusalName };
    }
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return 'late';
  if (error instanceof WorkflowNotFoundError) return { kind: 'noWorkflow' };
  if (error instanceof WorkflowExecutionAlreadyStartedError) return { kind: 'noWorkflow' };
  const grpc = causeOf(error);
  if (!isGrpcServiceError(grpc)) throw error;
  // Anything else the server says leaves open whether it accepted: that is asked for.
  return grpc.code === UNAVAILABLE ? { kind: 'unavailable' } : 'late';
}

/** True when Temporal did not answer, or not as it should: it may answer later. */
export function isTemporalAway(error: unknown): boolean {
  return isGrpcServiceError(causeOf(error));
}

function causeOf(error: unknown): unknown {
  if (isGrpcServiceError(error)) return error;
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : error;
}
