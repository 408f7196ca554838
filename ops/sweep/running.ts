/** What Temporal says of workflows: which of them run, and how one of them fares. */
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';

const LIST_MS = 20_000;
const ANSWER_MS = 3500;
const PAGE = 1000;

/**
 * The ids of all running workflows. The list is a little behind what happens, so what it misses is
 * asked for by itself before anybody acts on it.
 */
export async function runningIds(temporal: Client): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const wish = { query: "ExecutionStatus = 'Running'", pageSize: PAGE };
  await temporal.withDeadline(Date.now() + LIST_MS, async () => {
    for await (const { workflowId } of temporal.workflow.list(wish)) ids.add(workflowId);
  });
  return ids;
}

/** Undefined: no workflow of this id runs. */
export async function describeRunning(
  temporal: Client,
  workflowId: string,
): Promise<WorkflowExecutionDescription | undefined> {
  const handle = temporal.workflow.getHandle(workflowId);
  const ask = () => handle.describe();
  try {
    const described = await temporal.withDeadline(Date.now() + ANSWER_MS, ask);
    return described.status.name === 'RUNNING' ? described : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
