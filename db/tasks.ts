/** The task rows of a course: facts written by recording, ownership changed by people. */
import { v5 } from 'uuid';
import { z } from 'zod';
import { taskDueAt } from '../domain/deadlines';
import type { CourseId, Instant, StaffId, TaskId } from '../domain/ids';
import type { CourseState, OpenTask } from '../domain/state';
import { taskRef } from '../domain/tasks';
import { taskRow, type TaskKind } from '../domain/taskTable';
import { zId, zInstant } from './columns';
import { onDutyAt } from './duty';
import type { Tx } from './transaction';

/** The task's id: the same for the same course, kind and subject, whoever computes it. */
export function taskIdOf(courseId: CourseId, task: { kind: TaskKind; subject: string }): TaskId {
  return v5(taskRef(task), courseId) as TaskId;
}

/**
 * Makes the rows say what the state says; `dropped`: what is closed was not done by anybody. Owner,
 * claim and snooze of a known row stay untouched.
 */
export async function recordTasks(
  tx: Tx,
  state: CourseState,
  how: { readonly dropped: boolean },
): Promise<void> {
  for (const task of state.tasks) await upsertTask(tx, state, task);
  const open = state.tasks.map((task) => taskIdOf(state.courseId, task));
  await tx.run(
    `UPDATE task SET state = $3, closed_at = $4, version = version + 1
    WHERE course_id = $1 AND closed_at IS NULL AND NOT task_id = ANY($2)`,
    [state.courseId, open, how.dropped ? 'dropped' : 'done', state.lastAt],
  );
}

async function upsertTask(tx: Tx, state: CourseState, task: OpenTask): Promise<void> {
  const taskId = taskIdOf(state.courseId, task);
  const values = [
    taskId,
    state.courseId,
    task.kind,
    task.subject,
    task.version,
    taskRow(task.kind).role,
    task.waiting ? 'waiting' : 'open',
    task.openedAt,
    taskDueAt(state, task) ?? null,
    task.overdue,
  ];
  const known = await tx.run(
    `UPDATE task SET version = $5, state = $7, opened_at = $8, due_at = $9,
      overdue = $10, closed_at = NULL,
      role = $6, kind = $3, subject = $4 WHERE task_id = $1 AND course_id = $2`,
    values,
  );
  if (known > 0) return;
  await tx.run(
    `INSERT INTO task (task_id, course_id, kind, subject, version, role, state, opened_at,
      due_at, overdue, owner_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [...values, await firstOwner(tx, state, task)],
  );
}

/** Whose it is at first: the course's psychologist; for a red flag without one, the duty. */
async function firstOwner(tx: Tx, state: CourseState, task: OpenTask): Promise<StaffId | null> {
  if (taskRow(task.kind).role !== 'psychologist') return null;
  if (state.psychologistId) return state.psychologistId;
  if (task.kind === 'adviceCall') return (await whoRejected(tx, state.courseId)) ?? null;
  if (!state.flags.some((flag) => flag.flagId === task.subject)) return null;
  return (await onDutyAt(tx, state.lastAt)) ?? null;
}

/** Whoever wrote the letter that promises the call makes it. */
async function whoRejected(tx: Tx, courseId: CourseId): Promise<StaffId | undefined> {
  const row = await tx.row(
    z.object({ staffId: zId<StaffId>() }),
    `SELECT staff_id FROM decision WHERE course_id = $1 AND kind = 'reject'
    AND state IN ('pressed', 'released') ORDER BY pressed_at DESC LIMIT 1`,
    [courseId],
  );
  return row?.staffId;
}

const zTask = z.object({
  taskId: zId<TaskId>(),
  courseId: zId<CourseId>(),
  kind: z.string(),
  subject: z.string(),
  version: z.number(),
  role: z.string(),
  state: z.enum(['open', 'waiting', 'done', 'dropped']),
  openedAt: zInstant,
  dueAt: zInstant.nullable(),
  overdue: z.boolean(),
  closedAt: zInstant.nullable(),
  ownerId: zId<StaffId>().nullable(),
});
/** A task row: what is to be done, by when, and who has it. */
export type TaskRecord = Omit<z.infer<typeof zTask>, 'kind'> & { kind: TaskKind };
const COLUMNS = `task_id, course_id, kind, subject, version, role, state, opened_at, due_at,
  overdue, closed_at, owner_id`;

/** The open tasks of one course, the first due first. */
export async function openTasksOf(tx: Tx, courseId: CourseId): Promise<TaskRecord[]> {
  const rows = await tx.rows(
    zTask,
    `SELECT ${COLUMNS} FROM task
    WHERE course_id = $1 AND closed_at IS NULL ORDER BY due_at NULLS LAST, task_id`,
    [courseId],
  );
  return rows.map((row) => ({ ...row, kind: row.kind as TaskKind }));
}

/** Takes an unowned task, or says who has it. */
export async function claimTask(
  tx: Tx,
  taskId: TaskId,
  staffId: StaffId,
  at: Instant,
): Promise<{ kind: 'claimed' } | { kind: 'takenBy'; staffId: StaffId | null }> {
  const taken = await tx.run(
    `UPDATE task SET owner_id = $2, claimed_at = $3
    WHERE task_id = $1 AND closed_at IS NULL AND (owner_id IS NULL OR owner_id = $2)`,
    [taskId, staffId, at],
  );
  if (taken > 0) return { kind: 'claimed' };
  const row = await tx.row(
    z.object({ ownerId: zId<StaffId>().nullable() }),
    'SELECT owner_id FROM task WHERE task_id = $1',
    [taskId],
  );
  return { kind: 'takenBy', staffId: row?.ownerId ?? null };
}

/** Hands an open red flag to the duty psychologist when its own clock has run out. */
export async function handTaskTo(tx: Tx, taskId: TaskId, staffId: StaffId): Promise<void> {
  await tx.run('UPDATE task SET owner_id = $2 WHERE task_id = $1 AND closed_at IS NULL', [
    taskId,
    staffId,
  ]);
}

/**
 * The open tasks of a psychologist go with the course to its new one; what a colleague has taken
 * stays with the colleague, who believes to have it (decision 8).
 */
export async function handCourseTo(
  tx: Tx,
  courseId: CourseId,
  { from, to }: { from: StaffId | null; to: StaffId },
): Promise<void> {
  await tx.run(
    `UPDATE task SET owner_id = $2
    WHERE course_id = $1 AND closed_at IS NULL AND role = 'psychologist'
      AND (owner_id IS NULL OR owner_id = $3)`,
    [courseId, to, from],
  );
}
