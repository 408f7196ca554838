/** The deadlines of a course that a supervisor can make longer. */
import type { DeadlineName } from './course';
import { taskDueAt } from './deadlines';
import { dueKey } from './anchors';
import type { Instant } from './ids';
import type { CourseState } from './state';
import { taskRef } from './tasks';
import { FLAG_TASKS, taskRow, type TaskKind } from './taskTable';

export interface Extendable {
  /** As the form sends it. */
  readonly key: string;
  readonly name: DeadlineName;
  readonly subject: string;
  readonly dueAt: Instant;
  /** The task it belongs to, or null for a clock of the stage. */
  readonly task: TaskKind | null;
}
/** Clocks that end something; a reminder or an opening is not moved. */
const CLOCKS: readonly DeadlineName[] = [
  'applicationLapse',
  'reservedDays',
  'assessmentClock',
  'treatmentLength',
];
const FLAGS: readonly TaskKind[] = Object.values(FLAG_TASKS);

/** Nobody gets more time to answer a worry, and a task about a task has no time of its own. */
export function extendable(state: CourseState): readonly Extendable[] {
  const clocks = state.dues
    .filter((due) => CLOCKS.includes(due.name) && due.subject === '')
    .map(({ name, subject, dueAt }) => ({ name, subject, dueAt, task: null }));
  const tasks = state.tasks
    .filter((task) => !FLAGS.includes(task.kind) && !taskRow(task.kind).escalatesNoFurther)
    .flatMap((task) => {
      const dueAt = taskDueAt(state, task);
      const name = taskRow(task.kind).due as DeadlineName;
      return dueAt ? [{ name, subject: taskRef(task), dueAt, task: task.kind }] : [];
    });
  return [...clocks, ...tasks].map((one) => ({ ...one, key: dueKey(one) }));
}
