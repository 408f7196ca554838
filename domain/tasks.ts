/** The open tasks of a state: opening, changing, closing, escalating, and what a form answers. */
import { rowOf } from './course';
import type { Instant } from './ids';
import type { CourseState, OpenTask } from './state';
import { taskRow, type TaskKind } from './taskTable';

type Tasks = readonly OpenTask[];

/** One task's name within its course, as used in forms and as the subject of an overdue task. */
export function taskRef(task: { kind: TaskKind; subject: string }): string {
  return task.subject === '' ? task.kind : `${task.kind}:${task.subject}`;
}

export function findTask(tasks: Tasks, kind: TaskKind, subject = ''): OpenTask | undefined {
  return tasks.find((task) => task.kind === kind && task.subject === subject);
}

/** Opens the task, or raises its version when it is open already: something new is to be read. */
export function openTask(tasks: Tasks, kind: TaskKind, subject: string, at: Instant): Tasks {
  const open = findTask(tasks, kind, subject);
  if (open)
    return tasks.map((task) => (task === open ? { ...task, version: task.version + 1 } : task));
  return [
    ...tasks,
    {
      kind,
      subject,
      version: 1,
      openedAt: at,
      overdue: false,
      waiting: false,
    },
  ];
}

/** Closes the task, and with it the supervisor's task about its being overdue. */
export function closeTask(tasks: Tasks, kind: TaskKind, subject = ''): Tasks {
  const about = taskRef({ kind, subject });
  return tasks.filter(
    (task) =>
      !(task.kind === kind && task.subject === subject) &&
      !(task.kind === 'overdue' && task.subject === about),
  );
}

/** Marks it overdue, once; an ordinary task also gets the supervisor looking at it. */
export function escalateTask(tasks: Tasks, kind: TaskKind, subject: string, at: Instant): Tasks {
  const open = findTask(tasks, kind, subject);
  // An answer on its way counts as given at the press, whatever clock comes meanwhile.
  if (!open || open.overdue || open.waiting) return tasks;
  const marked = tasks.map((task) => (task === open ? { ...task, overdue: true } : task));
  if (taskRow(kind).escalatesNoFurther) return marked;
  return openTask(marked, 'overdue', taskRef(open), at);
}

/** Something new is to be read: a form from before does not fit the task any more. */
export function raised(tasks: Tasks, kind: TaskKind): Tasks {
  return tasks.map((task) => (task.kind === kind ? { ...task, version: task.version + 1 } : task));
}

/** The task asks again, as if new: no longer overdue, and nobody need look at its being so. */
export function awake(tasks: Tasks, kind: TaskKind): Tasks {
  const asked = tasks.filter((task) => !(task.kind === 'overdue' && task.subject === kind));
  return raised(asked, kind).map((task) =>
    task.kind === kind ? { ...task, overdue: false } : task,
  );
}

/**
 * The tasks after entering a stage: its own opened, the old stage's closed unless they survive.
 * What the very event has opened, which `before` does not hold, stays.
 */
export function tasksOnEntry(state: CourseState, at: Instant, before: Tasks): Tasks {
  const own = rowOf(state.stage).tasks;
  const leaving = state.tasks.filter(
    ({ kind, subject }) =>
      findTask(before, kind, subject) && !taskRow(kind).survives && !own.includes(kind),
  );
  const kept = leaving.reduce<Tasks>(
    (tasks, task) => closeTask(tasks, task.kind, task.subject),
    state.tasks,
  );
  return own.reduce<Tasks>((tasks, kind) => openTask(tasks, kind, '', at), kept);
}

/** Puts the stage's decided task to rest while its decision waits, or brings it back. */
export function restTasks(state: CourseState, waiting: boolean): Tasks {
  const own = rowOf(state.stage).tasks;
  return state.tasks.map((task) =>
    own.includes(task.kind) && task.waiting !== waiting
      ? { ...task, waiting, version: task.version + 1 }
      : task,
  );
}

/** Which tasks a role may mark as done; a supervisor may mark them all. */
export function mayClose(role: string, kind: TaskKind): boolean {
  if (taskRow(kind).answeredByEvent) return false;
  return role === 'supervisor' || taskRow(kind).role === role;
}

/** What a form was rendered from: a task, the offer put to a patient, a module, or all of them. */
export interface Answers {
  readonly subject: { readonly task: string } | 'offer' | 'programme' | { readonly module: string };
  readonly version: number;
}

/** True when what the form answers has changed, or is gone, since it was shown. */
export function isStale(state: CourseState, answers: Answers): boolean {
  return versionOf(state, answers.subject) !== answers.version;
}

/** The version a form must carry now; undefined when there is nothing to answer any more. */
export function versionOf(state: CourseState, subject: Answers['subject']): number | undefined {
  if (subject === 'offer') return state.offerVersion;
  // Whatever happens to a module raises its version above all that were before.
  if (subject === 'programme') {
    return state.programme?.modules.reduce((newest, one) => Math.max(newest, one.version), 0);
  }
  if ('module' in subject) {
    return state.programme?.modules.find((one) => one.moduleId === subject.module)?.version;
  }
  return state.tasks.find((task) => taskRef(task) === subject.task)?.version;
}
