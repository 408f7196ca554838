/** Says to staff what a course or a task of a list waits for, until when, and what then. */
import { rowOf, type DeadlineName, type Stage } from '../course';
import { taskDueAt } from '../deadlines';
import type { Instant } from '../ids';
import type { CourseState, Due, OpenTask } from '../state';
import { taskRow } from '../taskTable';
import { dateTimeWords } from './dates';
import { EVENT_WORDS } from './events';
import { clauseForStaff, clockNamed, FLAG_GOES_TO, isMoot } from './promises';
import { OUTCOME_FOR_STAFF } from './stages';
import { TASK_WORDS } from './tasks';

/** What a stage waits for when the next step is the patient's, and the clock that bounds it. */
const PATIENT_STEP = {
  applying: { words: 'ansøgeren sender sin ansøgning', until: 'applicationLapse' },
  screening: null,
  offered: { words: 'patienten vælger en tid', until: 'assessmentClock' },
  booked: null,
  treatment: { words: 'patienten arbejder med sine moduler', until: 'treatmentLength' },
  closing: null,
  epicrise: null,
  ended: null,
} as const satisfies Record<Stage, { words: string; until: DeadlineName } | null>;

/** One or two sentences: who is waited for, until when at the latest, and what happens then. */
export function waitingFor(state: CourseState): string {
  const row = rowOf(state.stage);
  if (state.revocable) {
    const pressed = EVENT_WORDS[state.revocable.event.name].staff;
    return `Venter på, at fortrydelsestiden for »${pressed}« går; derefter gælder afgørelsen.`;
  }
  const tasks = tasksByUrgency(state);
  const sentences = [
    ...patientStep(state),
    ...tasks.slice(0, 1).map((task) => taskStep(state, task)),
  ];
  if (row.open || sentences.length > 0) return sentences.join(' ');
  const outcome = state.outcome ? `: ${OUTCOME_FOR_STAFF[state.outcome].toLowerCase()}` : '';
  return `Venter ikke på nogen. Forløbet er slut${outcome}.`;
}

function patientStep(state: CourseState): string[] {
  const appointment = state.appointment ?? state.closingTime;
  if (appointment && appointment.endsAt > state.lastAt) {
    return [`Samtalen er aftalt til ${dateTimeWords(appointment.startsAt, state.lastAt)}.`];
  }
  const pause = state.pausedAt ? clockNamed(state, 'pauseEnds') : undefined;
  if (pause) {
    return [
      `Behandlingen holder pause til ${dateTimeWords(pause.dueAt, state.lastAt)}; ` +
        `derefter ${clauseForStaff(state, pause) ?? ''}.`,
    ];
  }
  const step = PATIENT_STEP[state.stage];
  if (!step) return [];
  const due = clockNamed(state, step.until);
  const clause = due ? clauseForStaff(state, due) : null;
  if (!due || clause === null) return [`Venter på, at ${step.words}.`];
  return [`Venter på, at ${step.words}, ${latest(due.dueAt, state)}; derefter ${clause}.`];
}

/** The first instant at which the table escalates the task: its own, or a clock of the stage. */
function escalatesAt(state: CourseState, task: OpenTask): Instant | undefined {
  const clocks = rowOf(state.stage)
    .deadlines.filter((row) =>
      row.then.some((then) => 'escalate' in then && then.escalate === task.kind),
    )
    .flatMap((row) => {
      const due = clockNamed(state, row.name as DeadlineName);
      return due && !isMoot(state, due) ? due.dueAt : [];
    });
  const own = taskDueAt(state, task);
  return [...clocks, ...(own ? [own] : [])].toSorted()[0];
}

function taskStep(state: CourseState, task: OpenTask): string {
  const dueAt = task.overdue ? taskDueAt(state, task) : escalatesAt(state, task);
  const waits = `Venter på, at ${TASK_WORDS[task.kind].waits}`;
  if (!dueAt) return `${waits}.`;
  if (task.overdue) {
    const when = `Fristen var ${dateTimeWords(dueAt, state.lastAt)}`;
    return taskRow(task.kind).escalatesNoFurther
      ? `${waits}. ${when}.`
      : `${waits}. ${when}; opgaven er eskaleret til lederen.`;
  }
  const then = taskRow(task.kind).escalatesNoFurther
    ? 'er opgaven over frist'
    : 'eskaleres opgaven til lederen';
  return `${waits}, ${latest(dueAt, state)}; derefter ${then}.`;
}

function latest(dueAt: Instant, state: CourseState): string {
  return `senest ${dateTimeWords(dueAt, state.lastAt)}`;
}

/** A red flag first, then what moves the course on, then what is due first; overdue ones last. */
function tasksByUrgency(state: CourseState): OpenTask[] {
  const rank = (task: OpenTask): string => {
    if (task.kind === 'redFlag') return '0';
    if (taskRow(task.kind).escalatesNoFurther) return '3';
    const moves = taskRow(task.kind).answeredByEvent && !taskRow(task.kind).survives;
    return moves ? '1' : `2${taskDueAt(state, task) ?? ''}`;
  };
  return state.tasks.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** Of a task in a list, what a clock does to it, as the table has it. */
export interface ListedTask extends Pick<OpenTask, 'kind' | 'subject' | 'overdue' | 'waiting'> {
  readonly dueAt: Instant | null;
  /** The clocks that run in its course. */
  readonly dues: readonly Due[];
}

/** What comes of a task that nobody touches: one short sentence for its row in a list. */
export function ifTaskWaits(task: ListedTask, now: Instant): string {
  if (task.waiting) return 'Gælder, når fortrydelsestiden er gået.';
  const { escalatesNoFurther } = taskRow(task.kind);
  if (task.overdue) return escalatesNoFurther ? 'Går ikke videre.' : 'Er eskaleret til lederen.';
  // A red flag that nobody has taken goes on before its task is late.
  const flag = task.dues.find((due) => due.subject === task.subject && due.name in FLAG_GOES_TO);
  if (flag) {
    const to = FLAG_GOES_TO[flag.name as keyof typeof FLAG_GOES_TO];
    return `Går til ${to} ${dateTimeWords(flag.dueAt, now)}.`;
  }
  if (task.dueAt === null) return 'Der sker ikke noget af sig selv.';
  return escalatesNoFurther ? 'Ellers er den over frist.' : 'Ellers eskaleres den til lederen.';
}
