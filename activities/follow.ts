/** Starts what follows a recorded event: a workflow for each delivery, and what lives after the end. */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Clock } from '../domain/clock';
import type { CourseState } from '../domain/state';
import {
  afterwardsWorkflowId,
  deliveryWorkflowId,
  TASK_QUEUE,
  type CourseStart,
  type DeliveryStart,
} from '../workflows/messages';

/** One that does not answer within this is asked again by the activity's next attempt. */
const ANSWER_MS = 2500;
/** After the end nothing is decided that could be undone. */
const NOTHING_TO_UNDO_MS = 0;

/** Sends one delivery. One that runs, or has run, is the one. */
export function startDelivery(temporal: Client, delivery: DeliveryStart): Promise<void> {
  const { deliveryId, epoch } = delivery;
  return startOnce(temporal, 'delivery', deliveryWorkflowId(deliveryId), [{ deliveryId, epoch }]);
}

/** The same for one whose workflow is gone or was ended: it is started again. */
export function startDeliveryAgain(temporal: Client, delivery: DeliveryStart): Promise<void> {
  const { deliveryId, epoch } = delivery;
  const workflowId = deliveryWorkflowId(deliveryId);
  return startOnce(temporal, 'delivery', workflowId, [{ deliveryId, epoch }], 'ALLOW_DUPLICATE');
}

/** Lets what lives after the end begin, from the state in which the course ended. */
export function startAfterwards(temporal: Client, state: CourseState, clock: Clock): Promise<void> {
  const start: CourseStart = { state, clock, undoMs: NOTHING_TO_UNDO_MS, lean: true };
  return startOnce(temporal, 'afterwards', afterwardsWorkflowId(state.courseId), [start]);
}

async function startOnce(
  temporal: Client,
  workflow: string,
  workflowId: string,
  args: readonly unknown[],
  workflowIdReusePolicy: 'REJECT_DUPLICATE' | 'ALLOW_DUPLICATE' = 'REJECT_DUPLICATE',
): Promise<void> {
  const start = () =>
    temporal.workflow.start(workflow, {
      workflowId,
      args: [...args],
      taskQueue: TASK_QUEUE,
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy,
    });
  await temporal.withDeadline(Date.now() + ANSWER_MS, start).catch((error: unknown) => {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  });
}
