/** What belongs to a task about a silent patient: when they last wrote, and what is half-written. */
import { heldUntil, lastWritten, wordsHolding } from '../../db/activity';
import { staffNames } from '../../db/staff';
import type { TaskRecord } from '../../db/tasks';
import type { Tx } from '../../db/transaction';
import type { CourseId, Instant } from '../../domain/ids';
import { taskRef } from '../../domain/tasks';
import { taskRow, type TaskKind } from '../../domain/taskTable';
import type { Ctx } from '../app';
import { draftOf, taskDraft, type Draft } from './draft';

/** Whose words keep the tasks about a silent patient open, and until when unless more is typed. */
export interface Holder {
  /** Null: the reader. */
  readonly name: string | null;
  /** The task that is written about. */
  readonly kind: TaskKind;
  readonly until: Instant;
}
export interface SilentTask {
  /** When the patient last wrote, answered or handed in something; null: not yet. */
  readonly writtenAt: Instant | null;
  /** The reader's own words about this very task; an earlier one's are not shown again. */
  readonly draft: Draft['body'] | undefined;
  /** The last to write about this task or the other one: both end together. Null: nobody. */
  readonly holder: Holder | null;
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
    found.set(ref, {
      writtenAt: await lastWritten(tx, task.courseId),
      draft: isOwn ? draft.body : undefined,
      holder: await holderOf(tx, ctx, task.courseId),
    });
  }
  return found;
}

async function holderOf(tx: Tx, { actor, now }: Ctx, courseId: CourseId): Promise<Holder | null> {
  const [last] = await wordsHolding(tx, courseId, now);
  if (!last) return null;
  const { authorId, kind } = last;
  const isReader = actor.kind === 'staff' && actor.id === authorId;
  const names = isReader ? null : await staffNames(tx, [authorId]);
  return { name: names && (names.get(authorId) ?? 'En kollega'), kind, until: heldUntil(last) };
}
