/** The deadlines of a course that a supervisor can make longer. */
import type { DeadlineName } from './course';
import { duesOf, taskDueAt } from './deadlines';
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
  /** When it would fall due by its rule alone: a date given by mistake can be taken back to it. */
  readonly plainDueAt: Instant;
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
  const plain = { ...state, extended: {} };
  const byRule = duesOf(plain);
  const clocks = state.dues
    .filter((due) => CLOCKS.includes(due.name) && due.subject === '')
    .map(({ name, subject, dueAt }) => {
      const own = byRule.find((one) => one.name === name && one.subject === subject);
      return { name, subject, dueAt, plainDueAt: own?.dueAt ?? dueAt, task: null };
    });
  const tasks = state.tasks
    .filter((task) => !FLAGS.includes(task.kind) && !taskRow(task.kind).escalatesNoFurther)
    .flatMap((task) => {
      const dueAt = taskDueAt(state, task);
      const plainDueAt = taskDueAt(plain, task) ?? dueAt;
      const name = taskRow(task.kind).due as DeadlineName;
      return dueAt && plainDueAt
        ? [{ name, subject: taskRef(task), dueAt, plainDueAt, task: task.kind }]
        : [];
    });
  return [...clocks, ...tasks].map((one) => ({ ...one, key: dueKey(one) }));
}
