/** Says what the table does by itself: "Hvis du ikke gør noget" and "Hvis ingen gør noget". */
import { cancelled } from '../change';
import { rowOf, type DeadlineEvent, type DeadlineName, type DeadlineRow } from '../course';
import { duesOf, taskDueAt } from '../deadlines';
import type { Instant } from '../ids';
import type { CourseState, Due } from '../state';
import { taskRow, type TaskKind } from '../taskTable';
import { findTask, taskRef } from '../tasks';
import { capital, dateTimeWords, dateWords } from './dates';
import { DELIVERY_NAMES } from './events';
import { ROLE_DOERS } from './people';
import { TASK_WORDS } from './tasks';

export type Audience = 'patient' | 'staff';

/** Clauses that stand after a date, verb first: "Fredag 4. december minder vi dig om …". */
const TO_PATIENT = {
  applicationReminder1: 'minder vi dig om ansøgningen',
  applicationReminder2: 'minder vi dig om ansøgningen igen',
  applicationLapse: 'lukker vi ansøgningen, og du kan søge igen, når du vil',
  screeningAnswer: 'får lederen besked, hvis du ikke har fået svar',
  screeningRemindOwner: null,
  screeningRemindTeam: null,
  reservedDays: 'giver vi tiden fri, og du kan vælge en anden',
  reservedNear: 'giver vi tiden fri, og du kan vælge en anden',
  followUpOffer: 'følger koordinatoren op på, om du kan finde en tid',
  findTime: 'får lederen til opgave at finde en tid til dig',
  assessmentClock: 'afgør koordinatoren, om vi finder en ny tid, eller om forløbet lukkes',
  appointmentReminder3: 'minder vi dig om samtalen',
  appointmentReminder1: 'minder vi dig om samtalen igen',
  assessmentOutcome: 'får lederen besked, hvis psykologen ikke har skrevet, hvad I aftalte',
  treatmentLength: 'slutter behandlingen, og vi inviterer dig til en afsluttende samtale',
  silent7: 'skriver vi til dig for at høre, hvordan det går',
  silent10: 'beder vi psykologen ringe til dig',
  silent14: 'tager psykologen stilling til, om behandlingen fortsætter',
  pauseEnds: 'går din behandling i gang igen',
  moduleOpens: null,
  feedback: 'får lederen besked, hvis du ikke har fået svar på dit modul',
  closingCall: 'får lederen besked, hvis samtalen ikke er holdt eller fravalgt',
  epicriseLetter: 'får lederen besked, hvis psykologen ikke har afsluttet dit forløb',
  followUp: 'spørger vi dig, hvordan det går nu',
  afterwards: 'lukker vi forløbet helt, og du kan stadig læse det, der står her',
  amberSeen: null,
  worseSeen: null,
  redContact: null,
  redToDuty: null,
  redToSupervisor: null,
  taskDefault: null,
} as const satisfies Record<DeadlineName, string | null>;

const BY_ITSELF = {
  lapse: 'lukkes forløbet som bortfaldet',
  timeUp: 'slutter behandlingen, og patienten inviteres til en afsluttende samtale',
  timeUpIncomplete: 'slutter behandlingen, og patienten inviteres til en afsluttende samtale',
  resumeTreatment: 'går behandlingen i gang igen',
  openModule: 'åbner næste modul',
} as const satisfies Record<DeadlineEvent, string>;

/** The running clock of that name, or undefined when it does not run. */
export function clockNamed(state: CourseState, name: DeadlineName): Due | undefined {
  return state.dues.find((due) => due.name === name);
}

/** When the running clock of that name falls due, or undefined when it does not run. */
export function dueNamed(state: CourseState, name: DeadlineName): Instant | undefined {
  return clockNamed(state, name)?.dueAt;
}

/** The due instant of the open task, also when it is overdue or its answer waits to be sent. */
export function taskDue(state: CourseState, kind: TaskKind): Instant | undefined {
  const task = findTask(state.tasks, kind);
  return task && taskDueAt(state, task);
}

/** The table's row for a clock of this stage; a task's or a flag's own clock has none. */
function rowHere(state: CourseState, name: DeadlineName): DeadlineRow | undefined {
  return rowOf(state.stage).deadlines.find((row) => row.name === name);
}

function taskNamed(state: CourseState, ref: string): TaskKind | undefined {
  return state.tasks.find((task) => taskRef(task) === ref)?.kind;
}

/** What staff are told that a clock does, verb first; null when it is no news about waiting. */
export function clauseForStaff(state: CourseState, due: Due): string | null {
  if (due.name === 'moduleOpens') return null;
  if (due.name === 'redToDuty') return 'går den røde bekymringsmarkering til vagtpsykologen';
  if (due.name === 'redToSupervisor') return 'går den røde bekymringsmarkering til lederen';
  const row = rowHere(state, due.name);
  if (row) return fromTable(row);
  const kind = taskNamed(state, due.subject);
  if (!kind) return null;
  // Past its own due date it goes no further: nothing happens that anybody could wait for.
  return taskRow(kind).escalatesNoFurther
    ? null
    : `eskaleres »${TASK_WORDS[kind].title}« til lederen`;
}

function fromTable(row: DeadlineRow): string {
  const clauses = row.then.map((then, index) => {
    if ('send' in then) return `sendes »${DELIVERY_NAMES[then.send]}«`;
    if ('freeReserved' in then) return 'gives den reserverede tid fri';
    if ('ask' in then) return 'bliver patienten bedt om at svare på et spørgeskema';
    if ('closeAfterwards' in then) return 'lukkes forløbet helt';
    if ('event' in then) return BY_ITSELF[then.event];
    if ('open' in then) {
      return `får ${ROLE_DOERS[taskRow(then.open).role]} opgaven »${TASK_WORDS[then.open].title}«`;
    }
    const title = TASK_WORDS[then.escalate].title;
    return index === 0 ? `eskaleres »${title}« til lederen` : 'den eskaleres til lederen';
  });
  return clauses.join(', og ');
}

/** Tasks that the patient waits for, with no deadline of their own in the table. */
const AWAITED = {
  answerMessage: 'får lederen besked, hvis du ikke har fået svar på din besked',
  adviceCall: 'får lederen besked, hvis vi ikke har ringet til dig',
} as const satisfies Partial<Record<TaskKind, string>>;
const AWAITED_KINDS = Object.keys(AWAITED) as (keyof typeof AWAITED)[];

function clauseForPatient(state: CourseState, due: Due): string | null {
  const awaited = AWAITED_KINDS.find((kind) => {
    const task = due.name === 'taskDefault' && findTask(state.tasks, kind);
    return task && taskRef(task) === due.subject;
  });
  if (awaited) return AWAITED[awaited];
  // With a time agreed, day 28 opens no decision about the offer: it only tells the supervisor.
  const opens = rowHere(state, due.name)?.then.some((then) => 'open' in then) ?? false;
  if (due.name === 'assessmentClock' && !opens) {
    return 'får lederen besked, hvis samtalen ikke er holdt';
  }
  return TO_PATIENT[due.name];
}

/** True for the clocks that end the waiting: the course moves, or a supervisor takes over. */
function isDecisive(state: CourseState, due: Due): boolean {
  const row = rowHere(state, due.name);
  return row ? row.then.some((then) => 'event' in then || 'escalate' in then) : true;
}

/**
 * What happens if nobody acts: at most two sentences, the next thing and the one that decides.
 * Says only what the table promises, from the course's own due instants.
 */
export function ifNobodyActs(state: CourseState, audience: Audience): string[] {
  const forStaff = audience === 'staff';
  if (state.revocable && forStaff) {
    return ['Afgørelsen gælder og sendes, når fortrydelsestiden er gået.'];
  }
  // To the patient nothing has happened while a decision can be undone: the promise stands.
  const dues = state.revocable ? duesOf(cancelled(state)) : state.dues;
  const said = dues.flatMap((due) => {
    const clause = forStaff ? clauseForStaff(state, due) : clauseForPatient(state, due);
    if (clause === null) return [];
    const when = forStaff
      ? dateTimeWords(due.dueAt, state.lastAt)
      : dateWords(due.dueAt, state.lastAt);
    return [{ clause, when, decides: isDecisive(state, due) }];
  });
  const next = said[0];
  const others = said.filter((one) => one.clause !== next?.clause);
  const decisive = others.find((one) => one.decides) ?? others[0];
  const sentences = [next, decisive].flatMap((one) =>
    one ? [`${capital(one.when)} ${one.clause}.`] : [],
  );
  return forStaff ? [...overdueWords(state), ...sentences].slice(0, 2) : sentences;
}

function overdueWords(state: CourseState): string[] {
  const late = state.tasks.find((task) => task.overdue && !taskRow(task.kind).escalatesNoFurther);
  return late
    ? [`»${TASK_WORDS[late.kind].title}« er over frist, og lederen har fået besked.`]
    : [];
}
