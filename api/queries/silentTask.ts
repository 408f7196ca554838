/** What belongs to a task about a silent patient: when they last wrote, and what is half-written. */
import { lastWritten, taskDraft } from '../../db/activity';
import type { TaskRecord } from '../../db/tasks';
import type { Tx } from '../../db/transaction';
import type { Instant } from '../../domain/ids';
import { taskRef } from '../../domain/tasks';
import { taskRow } from '../../domain/taskTable';
import type { Ctx } from '../app';
import { draftOf, type Draft } from './draft';

export interface SilentTask {
  /** When the patient last wrote, answered or handed in something; null: not yet. */
  readonly writtenAt: Instant | null;
  /** The reader's own words about this very task; an earlier one's are not shown again. */
  readonly draft: Draft['body'] | undefined;
}

/** By the task's name within the course; none for every other task. */
export async function silentTasks(
  tx: Tx,
  ctx: Ctx,
  tasks: readonly TaskRecord[],
): Promise<ReadonlyMap<string, SilentTask>> {
  const found = new Map<string, SilentTask>();
  for (const task of tasks.filter(({ kind }) => taskRow(kind).untilActive)) {
    const ref = taskRef(task);
    const draft = await draftOf(tx, ctx, task.courseId, taskDraft(ref));
    const isOwn = draft !== undefined && draft.savedAt >= task.openedAt;
    const writtenAt = await lastWritten(tx, task.courseId);
    found.set(ref, { writtenAt, draft: isOwn ? draft.body : undefined });
  }
  return found;
}
