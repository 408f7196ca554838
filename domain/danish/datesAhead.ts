/** Says what lies ahead of a patient in the course, each with its date: the agreed talk and the clocks. */
import { lastWholeDay } from '../calendar';
import type { DeadlineName } from '../course';
import type { CivilDate, Instant } from '../ids';
import type { CourseState, Due } from '../state';
import { taskRef } from '../tasks';
import type { TaskKind } from '../taskTable';
import { capital, dateTimeWords, dateWords } from './dates';
import { EXACT } from './nextDeadline';
import { asSeenBy, clauseForPatient, releasedAt, RELEASES, type ToldToPatient } from './promises';

export interface DateAhead {
  /** "Onsdag 16. december kl. 10.00"; the hour where it counts. */
  readonly when: string;
  /** A whole sentence. */
  readonly what: string;
  /** The agreed talk itself, not a clock about it. */
  readonly isTalk: boolean;
}

/** What stands beside the date: what happens then, or at the latest then. */
const AHEAD = {
  applicationReminder1: 'Vi minder dig om ansøgningen.',
  applicationReminder2: 'Vi minder dig om ansøgningen.',
  applicationLapse: 'Vi lukker ansøgningen, hvis den ikke er sendt.',
  screeningAnswer: 'Du får svar på din ansøgning senest den dag.',
  reservedDays: 'Så længe holder vi tiden til dig.',
  reservedNear: 'Så længe holder vi tiden til dig.',
  followUpOffer: 'Koordinatoren følger op på, om du kan finde en tid.',
  findTime: 'Lederen hjælper med at finde en tid.',
  assessmentClock: 'Vi har lovet dig en samtale senest den dag.',
  appointmentReminder3: 'Vi minder dig om samtalen.',
  appointmentReminder1: 'Vi minder dig om samtalen.',
  assessmentOutcome: 'Du får svar efter samtalen senest den dag.',
  treatmentLength: 'Behandlingen slutter.',
  silent7: 'Vi skriver til dig, hvis vi ikke har hørt fra dig.',
  silent10: 'Vi beder psykologen ringe, hvis vi ikke har hørt fra dig.',
  silent14: 'Psykologen tager stilling til behandlingen, hvis vi ikke har hørt fra dig.',
  pauseEnds: 'Din behandling går i gang igen.',
  feedback: 'Du får svar på dit modul senest den dag.',
  closingCall: 'Psykologen afslutter dit forløb senest den dag, med eller uden en samtale.',
  epicriseLetter: 'Vi afslutter dit forløb senest den dag.',
  followUp: 'Vi spørger dig, hvordan det går.',
  afterwards: 'Sidste dag til at svare på spørgeskemaet.',
  amberSeen: 'En psykolog ser på det, du svarede, inden da.',
  worseSeen: 'En psykolog ser på det, du svarede, inden da.',
  redContact: 'En psykolog kontakter dig inden da.',
  taskDefault: 'Du får svar på din besked senest den dag.',
} as const satisfies Record<ToldToPatient, string>;

/** Of the tasks that share the ordinary rule, those that are not a message. */
const BY_TASK: Readonly<Partial<Record<TaskKind, string>>> = {
  adviceCall: 'Vi ringer til dig senest den dag.',
  decideWhatNow: 'Koordinatoren kontakter dig senest den dag.',
};

/**
 * Everything ahead that the patient is told of, the nearest first, each once. `titleOf` names a
 * module, so that of two hand-ins each has its own date.
 */
export function datesAhead(
  state: CourseState,
  now: Instant,
  titleOf?: (moduleId: string) => string,
): readonly DateAhead[] {
  const seen = asSeenBy(state, 'patient');
  const talks = [
    ...(seen.appointment ? [talkAt(seen.appointment.startsAt, now, 'Din samtale på video.')] : []),
    ...(seen.closingTime ? [talkAt(seen.closingTime.startsAt, now, CALL)] : []),
  ];
  const all = [
    ...talks,
    ...withoutLaterRelease(seen).flatMap((due) => {
      const what = whatOf(seen, due, titleOf);
      return what === null ? [] : [{ at: due.dueAt, when: whenOf(due, now), what, isTalk: false }];
    }),
  ];
  const ahead = all
    .filter(({ at }) => at > now)
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .map(({ when, what, isTalk }) => ({ when: capital(when), what, isTalk }));
  return ahead.filter(
    (one, index) =>
      ahead.findIndex(({ when, what }) => when === one.when && what === one.what) === index,
  );
}

/** The later of the two clocks of a reserved time lets nothing go any more: it is not told. */
function withoutLaterRelease(state: CourseState): readonly Due[] {
  const at = releasedAt(state);
  return state.dues.filter(({ name, dueAt }) => !RELEASES.includes(name) || dueAt === at);
}

const CALL = 'Din afsluttende samtale på telefonen.';

function talkAt(at: Instant, now: Instant, what: string): DateAhead & { readonly at: Instant } {
  return { at, when: dateTimeWords(at, now), what, isTalk: true };
}

function whatOf(
  state: CourseState,
  due: Due,
  titleOf: ((moduleId: string) => string) | undefined,
): string | null {
  if (due.name === ('moduleOpens' satisfies DeadlineName)) return 'Et nyt modul åbner.';
  if (clauseForPatient(state, due) === null) return null;
  const task = state.tasks.find((one) => taskRef(one) === due.subject);
  if (task?.kind === 'feedback' && titleOf) {
    return `Du får svar på modulet »${titleOf(task.subject)}« senest den dag.`;
  }
  const own = task && due.name === 'taskDefault' ? BY_TASK[task.kind] : undefined;
  return own ?? AHEAD[due.name as ToldToPatient];
}

function whenOf({ name, dueAt }: Due, now: Instant): string {
  const day: CivilDate | null = name === 'afterwards' ? lastWholeDay(dueAt) : null;
  if (day) return dateWords(day, now);
  return EXACT.includes(name) ? dateTimeWords(dueAt, now) : dateWords(dueAt, now);
}
