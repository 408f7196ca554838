/** One course and its workflow: whether they agree, and whether the workflow gets on at all. */
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { temporal as proto } from '@temporalio/proto';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { heardCourse, type HeardCourse } from '../../db/upcoming';
import type { IncidentKind } from '../../domain/incidents';
import type { CourseState } from '../../domain/state';
import { STATE, workflowIdOf } from '../../workflows/messages';
import type { Round } from './round';
import { describeRunning } from './running';

/** What is told of a course: enum words and numbers only. */
export interface Trouble {
  readonly kind: IncidentKind;
  readonly cause: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}
/** `older`: the workflow is of an epoch that is over. `busy`: ask again. `stopped`: it records no more. */
export type Verdict = 'agrees' | 'busy' | 'older' | 'stopped' | Trouble;

const ANSWER_MS = 3500;
/** Some twenty seconds of failing. */
const TASK_ATTEMPTS = 5;
/** Some twenty seconds of failing, too. */
const ACTIVITY_ATTEMPTS = 6;
const TIMES = 2;

/** Asks the workflow itself only when it or the row has moved since they last agreed. */
export async function compare(round: Round, course: HeardCourse): Promise<Verdict> {
  const { courseId } = course;
  const { temporal, db } = round.deps;
  const workflowId = workflowIdOf(course);
  let last: Compared | undefined;
  for (let time = 0; time < TIMES; time += 1) {
    const described = await describeRunning(temporal, workflowId);
    // Ended since, or gone: the next round sees it in the list.
    if (!described) return 'busy';
    const failing = await failingOf(temporal, workflowId, described);
    if (failing) return failing;
    if (round.memory.agreed.get(courseId) === markOf(described, course)) return 'agrees';
    const ask = () => temporal.workflow.getHandle(workflowId).query<CourseState>(STATE);
    const state = await temporal.withDeadline(Date.now() + ANSWER_MS, ask);
    const row = await inTransaction(db, SYSTEM, (tx) => heardCourse(tx, courseId));
    if (!row || workflowIdOf(row) !== workflowId) return 'busy';
    if (state.epoch < row.epoch) return 'older';
    if (row.needsAttention) return 'stopped';
    if (state.revision === row.revision) {
      round.memory.agreed.set(courseId, markOf(described, row));
      return 'agrees';
    }
    const now = { workflow: state.revision, row: row.revision };
    // What is on its way is no difference; seen twice alike, nothing is on its way.
    if (isRecording(described)) return 'busy';
    if (last?.workflow === now.workflow && last.row === now.row) return differing(now);
    last = now;
  }
  return 'busy';
}

interface Compared {
  readonly workflow: number;
  readonly row: number;
}

function differing(now: Compared): Trouble {
  const cause = now.workflow > now.row ? 'workflowAhead' : 'rowAhead';
  return { kind: 'workflowDiffers', cause, detail: { ...now } };
}

/** Equal as long as neither the run nor the row has got anything new. */
function markOf(
  { runId, historyLength }: WorkflowExecutionDescription,
  { revision, epoch, needsAttention }: HeardCourse,
): string {
  return [runId, historyLength, revision, epoch, needsAttention].join(':');
}

function isRecording({ raw }: WorkflowExecutionDescription): boolean {
  return raw.pendingActivities?.some((one) => one.activityType?.name === 'record') ?? false;
}

async function failingOf(
  temporal: Client,
  workflowId: string,
  { raw, runId }: WorkflowExecutionDescription,
): Promise<Trouble | undefined> {
  const attempts = raw.pendingWorkflowTask?.attempt ?? 0;
  if (attempts >= TASK_ATTEMPTS) {
    const { cause, failure } = await lastFailure(temporal, workflowId, runId);
    return { kind: 'workflowTaskFails', cause, detail: { attempts, failure } };
  }
  const activity = raw.pendingActivities?.find((one) => (one.attempt ?? 0) >= ACTIVITY_ATTEMPTS);
  if (!activity) return undefined;
  const detail = {
    activity: activity.activityType?.name ?? '',
    attempts: activity.attempt ?? 0,
    failure: activity.lastFailure?.applicationFailureInfo?.type ?? 'none',
  };
  return { kind: 'recordingStopped', cause: 'attemptsFail', detail };
}

const CAUSE = /^WORKFLOW_TASK_FAILED_CAUSE_/;
const LATEST = 20;

/** The enum word and the type of the failure; its message may say too much. */
async function lastFailure(
  temporal: Client,
  workflowId: string,
  runId: string,
): Promise<{ cause: string; failure: string }> {
  const { namespace } = temporal.options;
  const ask = () =>
    temporal.workflowService.getWorkflowExecutionHistoryReverse({
      namespace,
      execution: { workflowId, runId },
      maximumPageSize: LATEST,
    });
  const { history } = await temporal.withDeadline(Date.now() + ANSWER_MS, ask);
  const failed = history?.events?.find((one) => one.workflowTaskFailedEventAttributes);
  const { cause, failure } = failed?.workflowTaskFailedEventAttributes ?? {};
  const name = proto.api.enums.v1.WorkflowTaskFailedCause[cause ?? 0] ?? '';
  const words = name.replace(CAUSE, '').toLowerCase().split('_');
  return {
    cause: words.map((word, at) => (at === 0 ? word : capital(word))).join('') || 'timedOut',
    failure: failure?.applicationFailureInfo?.type ?? 'none',
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
