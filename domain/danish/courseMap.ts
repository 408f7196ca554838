/** Says to staff what the map of a course holds: clocks, tasks and ways on, in whole sentences. */
import type { DeadlineRow, Move, StageRow } from '../course';
import type { Awaited } from '../deadlineRow';
import type { Doer, MappedDeadline, MappedLength, MappedTask, OwnClock } from '../courseMap';
import { CONTACT_HOURS } from '../risk';
import type { ChosenRule, DeadlineRule, Unit } from '../rules';
import type { Anchor, TaskRow } from '../taskTable';
import { capital, countWords, lengthWords, longDate } from './dates';
import { DELIVERY_NAMES } from './events';
import { ROLE_DOERS } from './people';
import { fromTable } from './promises';
import { OUTCOME_FOR_STAFF, STAGE_FOR_STAFF } from './stages';
import { DEADLINE_NAMES } from './tasks';

export const WAITS_FOR = {
  patient: 'Venter på patienten',
  clinician: 'Venter på psykologen',
  both: 'Venter på patienten og psykologen',
  nobody: 'Venter ikke på nogen',
} as const satisfies Record<StageRow['waitsFor'], string>;

/** Clauses that stand after "efter at", "før" and "den dag,": where a clock starts. */
const STARTS = {
  began: 'ansøgningen er begyndt',
  lastActivity: 'patienten sidst har været aktiv',
  submitted: 'ansøgningen er sendt',
  decided: 'tilbuddet er givet',
  uncovered: 'tilbuddet er givet uden en samtale inden for fristen',
  reserved: 'tiden er reserveret',
  reservedStart: 'den reserverede tid begynder',
  booked: 'samtalen er aftalt',
  unbooked: 'den aftalte tid er faldet væk',
  appointmentStart: 'samtalen begynder',
  appointmentEnd: 'samtalen er slut',
  treatmentStarted: 'behandlingen er begyndt',
  patientsTurn: 'patienten kan gå videre',
  treatmentEnded: 'behandlingen er slut',
  closingBooked: 'tiden til den afsluttende samtale er aftalt',
  closingStart: 'den afsluttende samtale begynder',
  closingDone: 'den afsluttende samtale er holdt eller fravalgt',
  ended: 'forløbet er slut',
  pausedUntil: 'pausen slutter',
  opened: 'opgaven er kommet',
} as const satisfies Record<Anchor | 'opened', string>;

type Says = (start: string, length: string, of: { isStaff: boolean; rule: ChosenRule }) => string;
const hour = (time: string): string => `kl. ${Number(time.slice(0, 2))}.${time.slice(3)}`;
const at9 = (closed: string): string => `(kl. 9.00${closed})`;
const nextOpen = (isStaff: boolean): string => (isStaff ? ', på lukkedage næste arbejdsdag' : '');

/** When a thing falls due, unit by unit: the words of domain/deadlines. */
const WHEN = {
  calendarDays: (start, length) => `${length} efter at ${start} (kl. 24.00)`,
  workingDays: (start, length) => `${length} efter at ${start} (kl. 15.00)`,
  daysAfter: (start, length, { isStaff }) =>
    `${length} efter at ${start} ${at9(nextOpen(isStaff))}`,
  daysBefore: (start, length, { isStaff }) =>
    `${length} før ${start} ${at9(isStaff ? ', på lukkedage arbejdsdagen før' : '')}`,
  elapsedHours: (start, length, { rule }) =>
    rule.length < 0 ? `${length} før ${start}` : `${length} efter at ${start}`,
  workingHours: (start, length) =>
    `${length} efter at ${start} (kun kl. 8.00–15.00 på arbejdsdage tæller)`,
  sameWorkingDay: (start, length) => `${length}, som ${start} (kl. 15.00)`,
  contactBy: (start) =>
    `${hour(CONTACT_HOURS.sameDayBy)} samme dag, hvis ${start} før ` +
    `${hour(CONTACT_HOURS.sameDayIfBefore)} på en arbejdsdag, og ellers ` +
    `${hour(CONTACT_HOURS.nextDayBy)} den næste arbejdsdag`,
  onTheDay: (start) => `Den dag, ${start} (kl. 9.00)`,
  monthsAfter: (start, length) => `${length} efter at ${start} (kl. 9.00)`,
  programmeWeeks: (start, length, { isStaff }) =>
    `${length} efter at ${start} ${at9(nextOpen(isStaff))}`,
} as const satisfies Record<Unit, Says>;

function whenWords(rule: ChosenRule, start: string, isStaff: boolean): string {
  const says: Says = WHEN[rule.unit];
  return capital(says(start, lengthWords(rule), { isStaff, rule }));
}

/** "14 dage efter at ansøgningen er sendt (kl. 24.00), eskaleres …": when, and what happens. */
export function deadlineSentence({ row, length }: MappedDeadline): string {
  const start = row.before
    ? `fristen »${DEADLINE_NAMES[row.before as keyof typeof DEADLINE_NAMES]}«`
    : STARTS[row.from];
  const when = whenWords(length.rule, start, row.on === 'staff');
  // A clause ends in a comma; the name of another deadline is no clause.
  return `${when}${row.before ? '' : ','} ${fromTable(row)}.`;
}

/** Stands after "venter på". */
const AWAITS = {
  answer: 'svar fra psykologen',
  week: 'at næste modul åbner i sin uge',
  psychologist: 'at psykologen åbner næste modul',
} as const satisfies Record<Awaited, string>;

type Note = (row: DeadlineRow) => readonly string[];
/** What a row adds to its clock; a new field of the row does not compile without its words. */
const ROW_NOTES = {
  lazy: () => ['Tæller forfra, hvis patienten har været aktiv imens.'],
  pauses: () => ['Står stille, mens behandlingen holder pause.'],
  orFrom: ({ orFrom }) =>
    orFrom ? [`Regnes fra dagen efter, at ${STARTS[orFrom]}, hvis den dag er senere.`] : [],
  restsFor: ({ restsFor }) =>
    restsFor
      ? [
          `Står stille, mens patienten venter på ${listed(
            restsFor.map((one) => AWAITS[one]),
            'eller',
          )}.`,
        ]
      : [],
  notBefore: ({ notBefore }) =>
    notBefore ? [`Springes over, hvis dagen er gået, når ${STARTS[notBefore]}.`] : [],
  needs: ({ needs }) => (needs ? [`Kun hvis ${STARTS[needs]}.`] : []),
} as const satisfies Record<
  Exclude<keyof DeadlineRow, 'name' | 'from' | 'on' | 'then' | 'before'>,
  Note
>;
/** What else holds for the clock: pauses, activity, and other lengths by age or from a day. */
export function deadlineNotes({ row, length }: MappedDeadline): readonly string[] {
  const fields = Object.keys(ROW_NOTES) as (keyof typeof ROW_NOTES)[];
  const said = fields.filter((field) => row[field] !== undefined);
  return [
    ...said.flatMap((field): readonly string[] => ROW_NOTES[field](row)),
    ...otherLengths(length),
  ];
}

/** "Fra 1. januar 2027, 18–24 år: 8 arbejdsdage." for each rule that is not the day's own. */
export function otherLengths({ others }: MappedLength): readonly string[] {
  return others.map(
    (rule) => `Fra ${longDate(rule.validFrom)}${ages(rule)}: ${lengthWords(rule)}.`,
  );
}

function ages({ ageFrom, ageTo }: DeadlineRule): string {
  if (ageFrom === undefined && ageTo === undefined) return '';
  if (ageTo === undefined) return `, fra ${countWords(ageFrom ?? 0, 'år', 'år')}`;
  return ageFrom === undefined ? `, til og med ${ageTo} år` : `, ${ageFrom}–${ageTo} år`;
}

/** Each clock that is neither a stage's nor a task's, as a sentence with its length. */
const OWN_CLOCKS = {
  moduleOpens: () =>
    'Hvert modul, der venter på sin uge, åbner kl. 9.00 den dag, ugen begynder, regnet fra ' +
    'behandlingens start. Pauser lægges til.',
  redToDuty: (rule) =>
    `${lengthWords(rule)} efter at den er rejst (kun kl. 8.00–15.00 på arbejdsdage tæller), går ` +
    'den til vagtpsykologen, hvis ingen har taget den.',
  redToSupervisor: (rule) =>
    `${lengthWords(rule)} efter at den er rejst (kun kl. 8.00–15.00 på arbejdsdage tæller), går ` +
    'den til lederen, hvis ingen har taget den.',
} as const satisfies Record<OwnClock, (rule: ChosenRule) => string>;

export function ownClockSentence({ name, rule }: MappedLength & { name: OwnClock }): string {
  return OWN_CLOCKS[name](rule);
}

/** Who has the task and by when: "Psykologen. Senest 14 dage efter at …" */
export function taskSentence({ row, due, openedBy }: MappedTask): string {
  const opened = openedBy.map((name) => `Kommer ved fristen »${DEADLINE_NAMES[name]}«.`);
  const when = whenWords(due.rule, STARTS[row.from], true);
  const senest = `Frist: ${when.charAt(0).toLowerCase()}${when.slice(1)}.`;
  return [`${capital(ROLE_DOERS[row.role])} har den.`, ...opened, senest].join(' ');
}

/** What a task's row says beside role and clock; a new field does not compile without words. */
const TASK_NOTES = {
  survives: 'Bliver stående, når forløbet går videre.',
  escalatesNoFurther: 'Eskaleres ikke videre, når den er over frist.',
  untilActive:
    'Slutter af sig selv, når patienten er i gang igen, eller behandlingen holder pause.',
  answeredByEvent: 'Lukkes kun ved at svare på den.',
  afterEnd: 'Bliver stående, også når forløbet er slut.',
} as const satisfies Record<Exclude<keyof TaskRow, 'role' | 'due' | 'from'>, string>;
const ESCALATES = 'Over frist eskaleres den til lederen.';

export function taskNotes({ row, due }: MappedTask): readonly string[] {
  const fields = Object.keys(TASK_NOTES) as (keyof typeof TASK_NOTES)[];
  const said = fields.filter((field) => row[field]).map((field) => TASK_NOTES[field]);
  return [...(row.escalatesNoFurther ? [] : [ESCALATES]), ...said, ...otherLengths(due)];
}

/** "Gøres af psykologen eller lederen.", "Sker af sig selv.", or both; '' for nobody. */
export function doerWords(by: readonly Doer[]): string {
  const people = by.flatMap((doer) => (doer === 'clock' ? [] : [ROLE_DOERS[doer]]));
  const alone = by.includes('clock');
  if (people.length === 0) return alone ? 'Sker af sig selv.' : '';
  return `Gøres af ${listed(people, 'eller')}${alone ? ', eller sker af sig selv' : ''}.`;
}

/** "Slut: afslag", "Behandling": where a move leads. */
export function moveWords({ to, outcome }: Move): string {
  const stage = STAGE_FOR_STAFF[to];
  return outcome ? `${stage}: ${OUTCOME_FOR_STAFF[outcome].toLowerCase()}` : stage;
}

/** Whether it can be undone, what it calls off and what it sends; a new field needs its words. */
const MOVE_NOTES = {
  revocable: ({ revocable }) => [revocable ? 'Kan fortrydes.' : 'Kan ikke fortrydes.'],
  cancels: ({ cancels }) => (cancels ? ['Ophæver en afgørelse, der venter på at gælde.'] : []),
  sends: ({ sends = [] }) => {
    const names = sends.map((kind) => `»${DELIVERY_NAMES[kind]}«`);
    return names.length > 0 ? [`Sender ${listed(names, 'og')}.`] : [];
  },
} as const satisfies Record<
  Exclude<keyof Move, 'to' | 'outcome'>,
  (move: Move) => readonly string[]
>;

export function moveNotes(move: Move): readonly string[] {
  return Object.values(MOVE_NOTES).flatMap((says) => says(move));
}

/** "a, b og c", "a eller b", "a". */
export function listed(names: readonly string[], link: 'og' | 'eller'): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${link} ${last}` : last;
}
