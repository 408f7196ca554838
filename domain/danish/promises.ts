/** Says what the table does by itself: "Hvis du ikke gør noget" and "Hvis ingen gør noget". */
import { liesWithin } from '../breach';
import { coordinatorDecides } from '../calledOff';
import { cancelled } from '../change';
import { isLegal, rowOf, type DeadlineEvent, type DeadlineName, type DeadlineRow } from '../course';
import { duesOf, taskDueAt } from '../deadlines';
import type { Instant } from '../ids';
import { isWorkedOn } from '../programmeState';
import type { CourseState, Due, OpenTask } from '../state';
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
  closingCall:
    'får lederen besked, hvis psykologen ikke har afsluttet behandlingen, med eller uden en ' +
    'samtale. Dit forløb er åbent så længe, og du kan stadig svare og skrive til os',
  epicriseLetter: 'får lederen besked, hvis psykologen ikke har afsluttet dit forløb',
  followUp: 'spørger vi dig, hvordan det går nu',
  afterwards: 'lukker vi spørgeskemaet',
  amberSeen: 'får lederen besked, hvis ingen har set på det, du svarede',
  worseSeen: 'får lederen besked, hvis ingen har set på det, du svarede',
  redContact: 'får lederen besked, hvis ingen har talt med dig',
  redToDuty: null,
  redToSupervisor: null,
  taskDefault: null,
} as const satisfies Record<DeadlineName, string | null>;

type Said = typeof TO_PATIENT;
/** The clocks a patient is told of; a message's own counts by the ordinary rule of tasks. */
export type ToldToPatient =
  | { [N in DeadlineName]: Said[N] extends null ? never : N }[DeadlineName]
  | 'taskDefault';

const BY_ITSELF = {
  lapse: 'lukkes forløbet som bortfaldet',
  timeUp: 'slutter behandlingen, og patienten inviteres til en afsluttende samtale',
  timeUpIncomplete: 'slutter behandlingen, og patienten inviteres til en afsluttende samtale',
  resumeTreatment: 'går behandlingen i gang igen',
  openModule: 'åbner næste modul',
} as const satisfies Record<DeadlineEvent, string>;

/** Who gets a red flag that nobody has taken, when this clock comes. */
export const FLAG_GOES_TO = { redToDuty: 'vagtpsykologen', redToSupervisor: 'lederen' } as const;

/** The running clock of that name, or undefined when it does not run. */
export function clockNamed(state: CourseState, name: DeadlineName): Due | undefined {
  return state.dues.find((due) => due.name === name);
}

/** When the running clock of that name falls due, or undefined when it does not run. */
export function dueNamed(state: CourseState, name: DeadlineName): Instant | undefined {
  return clockNamed(state, name)?.dueAt;
}

/** The two clocks of a reserved time; whichever comes first lets it go. */
export const RELEASES: readonly DeadlineName[] = ['reservedDays', 'reservedNear'];

/** When the reserved time is let go; undefined when none is held. */
export function releasedAt({ dues }: Pick<CourseState, 'dues'>): Instant | undefined {
  const clocks = dues.filter(({ name }) => RELEASES.includes(name)).map(({ dueAt }) => dueAt);
  return clocks.toSorted()[0];
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
  if (due.name === 'redToDuty' || due.name === 'redToSupervisor') {
    return `går den røde bekymringsmarkering til ${FLAG_GOES_TO[due.name]}`;
  }
  const row = rowHere(state, due.name);
  if (row) return isMoot(state, due) ? null : fromTable(row);
  const kind = taskNamed(state, due.subject);
  if (!kind) return null;
  // Past its own due date it goes no further: nothing happens that anybody could wait for.
  return taskRow(kind).escalatesNoFurther
    ? null
    : `eskaleres »${TASK_WORDS[kind].title}« til lederen`;
}

/** True for a clock that will say nothing: the agreed talk lies before it, and has its own. */
export function isMoot(state: CourseState, due: Due): boolean {
  const then = rowHere(state, due.name)?.then ?? [];
  const spares = then.some((one) => 'escalate' in one && one.unlessWithin);
  return spares && liesWithin(state, due.dueAt);
}

/** What the table’s row does when it comes, verb first, as it stands after a date. */
export function fromTable(row: DeadlineRow): string {
  const clauses = row.then.flatMap((then, index) => {
    if ('breach' in then) return [];
    if ('send' in then) return `${index === 0 ? '' : 'der '}sendes »${DELIVERY_NAMES[then.send]}«`;
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
  decideWhatNow: 'får lederen besked, hvis koordinatoren ikke har kontaktet dig',
} as const satisfies Partial<Record<TaskKind, string>>;
const AWAITED_KINDS = Object.keys(AWAITED) as (keyof typeof AWAITED)[];

/** What leaves by e-mail, and so only with the patient's consent. */
const BY_CONSENT: readonly DeadlineName[] = [
  'applicationReminder1',
  'applicationReminder2',
  'appointmentReminder3',
  'appointmentReminder1',
  'silent7',
];

/**
 * True while a reminder by e-mail would leave. A state that is told to a patient has that consent
 * only if it takes effect (`toldState`): without an e-mail nothing can be sent.
 */
export function isReminded({ consents }: CourseState): boolean {
  return consents.includes('contact');
}

/** What a patient is told that a clock does, verb first; null when it is the clinic's own affair. */
export function clauseForPatient(state: CourseState, due: Due): string | null {
  // The last day after the end matters to the patient only while something is asked.
  if (due.name === 'afterwards' && state.followUp !== 'asked') return null;
  if (isMoot(state, due)) return null;
  if (!isReminded(state) && BY_CONSENT.includes(due.name)) return null;
  // Nobody asks the patient about a time that is not theirs to choose.
  if (due.name === 'followUpOffer' && coordinatorDecides(state)) return null;
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

/** True for what somebody must keep: reminders, openings and tasks to come are no deadlines. */
export function isDeadline(state: CourseState, due: Due): boolean {
  if (due.name === 'moduleOpens' || isMoot(state, due)) return false;
  const frees = rowHere(state, due.name)?.then.some((then) => 'freeReserved' in then) ?? false;
  return frees || isDecisive(state, due);
}

/** To the patient nothing has happened while a decision can be undone: the promise stands. */
export function asSeenBy(state: CourseState, audience: Audience): CourseState {
  if (audience === 'staff' || !state.revocable) return state;
  const before = cancelled(state);
  return { ...before, dues: duesOf(before) };
}

/** The tasks over their deadline that this reader waits for, the one longest over first. */
export function overdueTasks(state: CourseState, audience: Audience): readonly OpenTask[] {
  const late = state.tasks.filter(
    (task) =>
      task.overdue &&
      !taskRow(task.kind).escalatesNoFurther &&
      (audience === 'staff' || isToldOf(state, task)),
  );
  const due = (task: OpenTask): Instant | '' => taskDueAt(state, task) ?? '';
  return late.toSorted((a, b) => (due(a) < due(b) ? -1 : 1));
}

function isToldOf(state: CourseState, task: OpenTask): boolean {
  const name = taskRow(task.kind).due as DeadlineName;
  return clauseForPatient(state, { name, subject: taskRef(task), dueAt: state.lastAt }) !== null;
}

/**
 * What happens if nobody acts: one or two sentences, the next thing and the one that decides; or
 * that nothing is awaited. Says only what the table promises, from the course's own due instants.
 */
export function ifNobodyActs(state: CourseState, audience: Audience): string[] {
  const forStaff = audience === 'staff';
  if (state.revocable && forStaff) {
    return ['Afgørelsen gælder og sendes, når fortrydelsestiden er gået.'];
  }
  const shown = asSeenBy(state, audience);
  const said = shown.dues.flatMap((due) => {
    const clause = forStaff ? clauseForStaff(shown, due) : clauseForPatient(shown, due);
    if (clause === null) return [];
    const when = forStaff
      ? dateTimeWords(due.dueAt, shown.lastAt)
      : dateWords(due.dueAt, shown.lastAt);
    return [{ clause, when, decides: isDecisive(shown, due) }];
  });
  const next = said[0];
  const others = said.filter((one) => one.clause !== next?.clause);
  const decisive = others.find((one) => one.decides) ?? others[0];
  const sentences = [next, decisive].flatMap((one) =>
    one ? [`${capital(one.when)} ${one.clause}.`] : [],
  );
  const all = [...overdueWords(shown, audience), ...sentences].slice(0, 2);
  return all.length > 0 ? all : [nothingRuns(shown, audience)];
}

function overdueWords(state: CourseState, audience: Audience): string[] {
  const [late] = overdueTasks(state, audience);
  if (!late) return [];
  return audience === 'staff'
    ? [`»${TASK_WORDS[late.kind].title}« er over frist, og lederen har fået besked.`]
    : ['Vi er over fristen, og lederen har fået besked.'];
}

/** No clock is left to speak of: who has it now, or that it is over. */
function nothingRuns(state: CourseState, audience: Audience): string {
  const { open } = rowOf(state.stage);
  if (audience === 'staff') {
    return open
      ? 'Der løber ingen frist, og der sker ikke noget af sig selv.'
      : 'Forløbet er slut, og der sker ikke mere af sig selv.';
  }
  if (!open) return 'Forløbet er slut, og du skal ikke gøre mere.';
  return findTask(state.tasks, 'lapseOrNewDate')
    ? 'Koordinatoren ser på, hvad der nu skal ske.'
    : 'Der løber ingen frist for dig lige nu.';
}

/**
 * Over those sentences: whose move it is, as the patient's pages say it; staff are nobody alone. What
 * the clinic has not done in time is nothing that the patient failed to do.
 */
export function ifNobodyActsHeading(state: CourseState, audience: Audience): string {
  const mine =
    audience === 'patient' && isPatientsMove(state) && overdueTasks(state, audience).length === 0;
  return mine ? 'Hvis du ikke gør noget' : 'Hvis ingen gør noget';
}

function isPatientsMove(state: CourseState): boolean {
  if (coordinatorDecides(state)) return false;
  const { waitsFor } = rowOf(state.stage);
  if (waitsFor !== 'both') return waitsFor === 'patient';
  if (isLegal(state.stage, 'wishClosing')) return state.closingWish === null;
  // While the clinic owes an answer, what comes next is not the patient's alone.
  const owed = state.tasks.some((task) => taskRow(task.kind).survives && isToldOf(state, task));
  const works = isLegal(state.stage, 'handIn') && state.pausedAt === null && !owed;
  return works && (state.programme?.modules.some(isWorkedOn) ?? false);
}
