/** Says the next deadline of a course: what it is and when, to the patient or to staff. */
import type { DeadlineName } from '../course';
import { taskDueAt } from '../deadlines';
import type { Instant } from '../ids';
import type { CourseState, Due, OpenTask } from '../state';
import { taskRow, type TaskKind } from '../taskTable';
import { taskRef } from '../tasks';
import { dateTimeWords, dateWords, dueWords, type DueWords } from './dates';
import { EVENT_WORDS } from './events';
import {
  asSeenBy,
  clauseForPatient,
  isDeadline,
  overdueTasks,
  type Audience,
  type ToldToPatient,
} from './promises';
import { DEADLINE_NAMES, TASK_WORDS } from './tasks';

export interface NextDeadline {
  /** Over the words: "Over frist" while one has passed. */
  readonly heading: 'Næste frist' | 'Over frist';
  /** What falls due; to the patient a whole sentence with its date. */
  readonly what: string;
  /** When, for staff; null where `what` has said it. */
  readonly due: DueWords | null;
}

/** To the patient, with the date after it: "Du får svar på din ansøgning senest mandag 16. november." */
const TO_PATIENT = {
  applicationReminder1: 'Vi minder dig om ansøgningen',
  applicationReminder2: 'Vi minder dig om ansøgningen',
  applicationLapse: 'Send din ansøgning senest',
  screeningAnswer: 'Du får svar på din ansøgning senest',
  reservedDays: 'Sig ja tak til tiden senest',
  reservedNear: 'Sig ja tak til tiden senest',
  followUpOffer: 'Vi følger op på, om du kan finde en tid,',
  findTime: 'Lederen hjælper med at finde en tid',
  assessmentClock: 'Vi har lovet dig en samtale senest',
  appointmentReminder3: 'Vi minder dig om samtalen',
  appointmentReminder1: 'Vi minder dig om samtalen',
  assessmentOutcome: 'Du får svar efter samtalen senest',
  treatmentLength: 'Behandlingen slutter',
  silent7: 'Vi skriver til dig',
  silent10: 'Psykologen bliver bedt om at ringe til dig',
  silent14: 'Psykologen tager stilling til din behandling',
  pauseEnds: 'Pausen slutter',
  feedback: 'Du får svar på dit modul senest',
  closingCall: 'Psykologen afslutter din behandling senest',
  epicriseLetter: 'Vi afslutter dit forløb senest',
  followUp: 'Vi spørger dig, hvordan det går,',
  afterwards: 'Svar på spørgeskemaet senest',
  amberSeen: 'En psykolog ser på det, du har svaret, senest',
  worseSeen: 'En psykolog ser på det, du har svaret, senest',
  redContact: 'En psykolog kontakter dig senest',
  taskDefault: 'Du får svar på din besked senest',
} as const satisfies Record<ToldToPatient, string>;

/** Of the tasks that share the ordinary rule, those that are not a message. */
const BY_TASK: Readonly<Record<string, string>> = {
  adviceCall: 'Vi ringer til dig senest',
  decideWhatNow: 'Koordinatoren kontakter dig senest',
} satisfies Partial<Record<TaskKind, string>>;

/** The promises that a task keeps, once they are broken: who should have done what. */
const MISSED: Readonly<Record<string, string>> = {
  screeningAnswer: 'Vi skulle have svaret på din ansøgning senest',
  assessmentOutcome: 'Psykologen skulle have skrevet, hvad I blev enige om, senest',
  feedback: 'Psykologen skulle have svaret på dit modul senest',
  closingCall: 'Vi skulle have afsluttet din behandling senest',
  epicriseLetter: 'Vi skulle have afsluttet dit forløb senest',
  amberSeen: 'En psykolog skulle have set på det, du har svaret, senest',
  worseSeen: 'En psykolog skulle have set på det, du har svaret, senest',
  redContact: 'En psykolog skulle have kontaktet dig senest',
  taskDefault: 'Vi skulle have svaret på din besked senest',
} satisfies Partial<Record<DeadlineName, string>>;
const MISSED_BY_TASK: Readonly<Record<string, string>> = {
  adviceCall: 'Vi skulle have ringet til dig senest',
  decideWhatNow: 'Koordinatoren skulle have kontaktet dig senest',
} satisfies Partial<Record<TaskKind, string>>;

/** What stands in the pages' frame; `now` is the reader's own, for "i dag" and "over frist". */
export function nextDeadline(state: CourseState, audience: Audience, now: Instant): NextDeadline {
  return audience === 'staff' ? forStaff(state, now) : forPatient(asSeenBy(state, audience), now);
}

function forStaff(state: CourseState, now: Instant): NextDeadline {
  const heading = 'Næste frist';
  if (state.revocable) {
    const due = { state: 'later', words: 'Når fortrydelsestiden er gået' } as const;
    return { heading, what: EVENT_WORDS[state.revocable.event.name].staff, due };
  }
  const [late] = overdueTasks(state, 'staff');
  if (late) {
    return {
      heading: 'Over frist',
      what: TASK_WORDS[late.kind].title,
      due: lateWords(state, late, now),
    };
  }
  const deadline = state.dues.find((one) => isDeadline(state, one));
  const talk = talkAhead(state, now, deadline);
  if (talk) {
    const what = state.closingTime ? 'Afsluttende samtale' : 'Udredende samtale';
    return { heading, what, due: dueWords(talk, now) };
  }
  const due = deadline ?? state.dues[0];
  if (!due) return { heading, what: 'Der løber ingen frist.', due: null };
  return { heading, what: nameOf(state, due), due: dueWords(due.dueAt, now) };
}

/** Day 28 escalates a talk before its own date: then it is late all the same. */
function lateWords(state: CourseState, task: OpenTask, now: Instant): DueWords {
  const dueAt = taskDueAt(state, task);
  return dueAt && dueAt <= now ? dueWords(dueAt, now) : { state: 'over', words: 'Eskaleret' };
}

/** An ordinary task is known by its title: its rule has no name of its own. */
function nameOf(state: CourseState, { name, subject }: Due): string {
  const task = state.tasks.find((one) => taskRef(one) === subject);
  return task && name === 'taskDefault' ? TASK_WORDS[task.kind].title : DEADLINE_NAMES[name];
}

/** The agreed talk, when it comes before the next deadline. */
function talkAhead(state: CourseState, now: Instant, due: Due | undefined): Instant | null {
  const at = (state.appointment ?? state.closingTime)?.startsAt;
  return at && at > now && (!due || at < due.dueAt) ? at : null;
}

function forPatient(state: CourseState, now: Instant): NextDeadline {
  const [late] = overdueTasks(state, 'patient');
  const was = late && taskDueAt(state, late);
  if (late && was && was <= now) {
    return { heading: 'Over frist', what: missedWords(late, was, now), due: null };
  }
  const told = state.dues.filter((due) => clauseForPatient(state, due) !== null);
  const deadline = told.find((one) => isDeadline(state, one));
  const talk = talkAhead(state, now, deadline);
  const heading = 'Næste frist';
  if (talk) {
    const what = state.closingTime ? 'Din samtale på telefonen' : 'Din samtale på video';
    return { heading, what: `${what} ${dateTimeWords(talk, now)}.`, due: null };
  }
  const due = deadline ?? told[0];
  if (!due) return { heading, what: 'Der løber ingen frist for dig.', due: null };
  return { heading, what: sentence(due, due.dueAt, now), due: null };
}

/** A promise of ours that was not kept, in the past tense, and who has been told. */
export function missedWords(task: OpenTask, was: Instant, now: Instant): string {
  const name = taskRow(task.kind).due as DeadlineName;
  const words =
    MISSED_BY_TASK[task.kind] ?? MISSED[name] ?? 'Vi skulle have gjort vores del senest';
  const when = EXACT.includes(name) ? dateTimeWords(was, now) : dateWords(was, now);
  return `${words} ${when}. Det har vi ikke nået. Lederen har fået besked.`;
}

/** The hour is said where it counts: a kept time is gone at that stroke. */
export const EXACT: readonly string[] = [
  'reservedDays',
  'reservedNear',
  'afterwards',
  'amberSeen',
  'worseSeen',
  'redContact',
];

function sentence(due: Pick<Due, 'name' | 'subject'>, dueAt: Instant, now: Instant): string {
  const words = BY_TASK[due.subject] ?? TO_PATIENT[due.name as ToldToPatient];
  const exact = EXACT.includes(due.name);
  return `${words} ${exact ? dateTimeWords(dueAt, now) : dateWords(dueAt, now)}.`;
}
