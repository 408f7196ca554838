/** The ledger against Postgres: what was confirmed is there once, and every change has its name. */
import { v5 } from 'uuid';
import type { EventName } from '../../../domain/course';
import { EVENT_WORDS } from '../../../domain/danish';
import { decisionsAreSent } from './caused';
import type { Ledger, Line } from './ledger';
import type { EventRow, Rows } from './rows';

/** A sentence for each thing that is not as people were told. */
export function accountFor(ledger: Ledger, rows: Rows): string[] {
  return [
    ...confirmedIsThere(ledger, rows),
    ...chainsHold(rows),
    ...oneDecisionATask(rows),
    ...decisionsAreSent(rows),
    ...decisionsAreSettled(rows),
    ...everyChangeIsAudited(rows),
    ...nothingStandsStill(rows),
  ];
}

/** Forms that ask the course nothing; what they save is in `savesAreThere`. */
const NO_EVENT = new Set(['logIn', 'saveSection', 'saveModule', 'writeDiary']);
const FORMS = ['offer', 'book', 'give'] as const;

/** Every id that the event of this press can have: see `pressingOf`. */
function idsOf({ formId, chosen, what, words }: Line): ReadonlySet<string> {
  if (formId === null) return new Set();
  const typed = words === null ? chosen : [...chosen, words];
  const names = [...Object.keys(EVENT_WORDS), ...typed, what, 'held', 'waived'];
  const withSlot = chosen.flatMap((value) => FORMS.map((name) => `${name}:${value}`));
  const answers = [...names, ...withSlot, 'reject:adviceCall'];
  return new Set([formId, ...answers.map((answer) => v5(answer, formId))]);
}

function confirmedIsThere(ledger: Ledger, { events }: Rows): string[] {
  return ledger.lines.flatMap((line) => {
    if (NO_EVENT.has(line.what) || line.formId === null) return [];
    const ids = idsOf(line);
    const there = events.filter(({ event_id }) => ids.has(event_id)).length;
    const said = `${line.who}: "${line.what}" (${line.formId}, ${line.ended})`;
    if (line.ended === 'confirmed' && there === 0 && !isThereAlready(ledger, events, line)) {
      const tries = line.tries.map((one) => one.said).join(', ');
      return [`${said} is not there (${tries}; at ${line.action}, then saw: ${line.saw})`];
    }
    if (there > 1) return [`${said} is there ${there} times`];
    if (line.ended === 'refused' && there === 1) return [`${said} is there all the same`];
    return [];
  });
}

/**
 * Who sends an application again, not knowing what became of the first time, is told that it is
 * there: it is, from the first time. Who withdraws a consent whose giving came to nothing is told
 * that it is withdrawn: it is, from the time before, or never was given.
 */
function isThereAlready(ledger: Ledger, events: readonly EventRow[], line: Line): boolean {
  const [consent = '', change] = line.chosen;
  const isWithdrawal = line.what === 'changeConsent' && change === 'withdraw';
  if (line.what !== 'submit' && !isWithdrawal) return false;
  const before = ledger.lines.filter(
    ({ who, what, at, chosen }) =>
      who === line.who &&
      what === line.what &&
      at < line.at &&
      (!isWithdrawal || chosen[0] === consent),
  );
  const last = before.findLast((one) => {
    const ids = idsOf(one);
    return events.some(({ event_id }) => ids.has(event_id));
  });
  if (last !== undefined) return !isWithdrawal || last.chosen[1] === 'withdraw';
  return isWithdrawal && !wasGivenAtSending(ledger, events, { who: line.who, consent });
}

function wasGivenAtSending(
  ledger: Ledger,
  events: readonly EventRow[],
  { who, consent }: { who: string; consent: string },
): boolean {
  const sent = ledger.lines.filter((one) => one.who === who && one.what === 'submit');
  const submit = events.find(({ event_id }) => sent.some(({ formId }) => formId === event_id));
  const given: unknown = submit?.event['consents'];
  return !Array.isArray(given) || given.includes(consent);
}

function byCourse({ events }: Rows): Map<string, EventRow[]> {
  return grouped(events, ({ course_id }) => course_id);
}

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** Revisions 1, 2, 3 …, each with the hash of the one before, and the row at the last of them. */
function chainsHold(rows: Rows): string[] {
  const chains = byCourse(rows);
  return rows.courses.flatMap(({ course_id, number, revision }) => {
    const events = chains.get(course_id) ?? [];
    const broken = events.find(({ revision: own, previous_hash }, at) => {
      const before = events[at - 1]?.hash;
      return own !== at + 1 || (before ? !previous_hash?.equals(before) : previous_hash !== null);
    });
    if (broken) return [`${number}: the chain breaks at revision ${broken.revision}`];
    const last = events.length;
    return last === revision ? [] : [`${number}: its row is at ${revision}, its chain at ${last}`];
  });
}

/** What may happen to a course once only, unless it was taken back. */
const ONCE: readonly (readonly EventName[])[] = [
  ['submit'],
  ['offer', 'reject'],
  ['accept', 'decline'],
  ['finish', 'dropOut', 'timeUp', 'timeUpIncomplete'],
  ['closingHeld', 'closingWaived'],
  ['approveEpicrise', 'closeWithoutLetter'],
];

function oneDecisionATask(rows: Rows): string[] {
  return [...byCourse(rows)].flatMap(([course, events]) => {
    const kept = events.filter((event, at) => !wasTakenBack(events.slice(at + 1), event));
    const twice = ONCE.filter(
      (names) => kept.filter(({ name }) => names.some((one) => one === name)).length > 1,
    ).map((names) => `${course}: ${names.join(' or ')} more than once`);
    const subjects = kept.flatMap(({ name, event }) =>
      name === 'handIn' || name === 'giveFeedback' ? [`${name} ${String(event['moduleId'])}`] : [],
    );
    const again = subjects.filter((one, at) => subjects.indexOf(one) !== at);
    return [...twice, ...again.map((one) => `${course}: ${one} more than once`)];
  });
}

const REVOCABLE = new Set(['offer', 'reject', 'decline', 'approveEpicrise', 'closeWithoutLetter']);
const TAKE_BACK = new Set(['undo', 'withdraw', 'refer', 'end', 'raiseFlag']);

/** True when, of what came after a decision, the first that settles it took it back. */
function wasTakenBack(after: readonly EventRow[], { name }: EventRow): boolean {
  if (!REVOCABLE.has(name)) return false;
  const settled = after.find((one) => one.name === 'release' || TAKE_BACK.has(one.name));
  return settled !== undefined && settled.name !== 'release';
}

/** What each decision became, in its own row. */
function decisionsAreSettled(rows: Rows): string[] {
  const faults: string[] = [];
  const ids = new Map(rows.events.map((event) => [event.event_id, event]));
  for (const { decision_id, state, kind } of rows.decisions) {
    const isThere = ids.has(decision_id);
    if ((state === 'released' || state === 'undone') && !isThere) {
      faults.push(`decision ${kind} ${decision_id} is ${state}, and its event is not there`);
    }
    if (state === 'refused' && isThere) {
      faults.push(`decision ${kind} ${decision_id} is refused, and its event is there`);
    }
  }
  return faults;
}

/** Under which names the guard writes down who pressed for an event. */
const AUDITED: Readonly<Partial<Record<EventName, readonly string[]>>> = {
  submit: ['writeApplication'],
  raiseFlag: ['writeApplication', 'raisedFlag', 'sentFollowUp', 'sentMeasures', 'answeredMeasure'],
  offer: ['answeredApplication'],
  reject: ['answeredApplication'],
  undo: ['undidDecision'],
  book: ['choseTime', 'bookedTime'],
  accept: ['recordedAssessment'],
  decline: ['recordedAssessment'],
  noShow: ['recordedAssessment'],
  secondNoShow: ['recordedAssessment'],
  cancelByClinic: ['recordedAssessment'],
  cancelByPatient: ['recordedAssessment', 'choseTime', 'cancelledTime'],
  thirdCancellation: ['recordedAssessment', 'choseTime', 'cancelledTime'],
  handIn: ['workedOnModule'],
  giveFeedback: ['gaveFeedback'],
  writeMessage: ['wroteMessage'],
  answerMessage: ['wroteMessage'],
  giveConsent: ['changedConsent', 'recordedAssessment'],
  withdrawConsent: ['changedConsent'],
  wishClosing: ['wishedClosing'],
  bookClosing: ['choseClosingTime', 'bookedClosingTime'],
  cancelClosing: ['choseClosingTime', 'cancelledClosingTime'],
  missClosing: ['closedTreatment'],
  changeContact: ['changedContact'],
  finish: ['closedTreatment'],
  dropOut: ['closedTreatment', 'leftCourse'],
  closingHeld: ['closedTreatment'],
  closingWaived: ['closedTreatment'],
  approveEpicrise: ['wroteEpicrise'],
  closeWithoutLetter: ['wroteEpicrise'],
  withdraw: ['withdrew'],
  takeFlag: ['tookFlag'],
  releaseFlag: ['releasedFlag'],
  closeTask: ['closedTask'],
  pause: ['pausedTreatment'],
  resumeTreatment: ['resumedTreatment'],
  adjustProgramme: ['adjustedProgramme'],
  correctLetter: ['correctedLetter'],
  answerMeasure: ['sentFollowUp', 'sentMeasures'],
  refer: ['leftCourse'],
  end: ['leftCourse', 'steppedIntoCourse'],
  assign: ['steppedIntoCourse'],
  extendDeadline: ['steppedIntoCourse'],
  moveBack: ['steppedIntoCourse'],
};
/** Nobody presses for it: it comes with the login, which has a line of its own. */
const COMES_ALONG: readonly string[] = ['activate'] satisfies readonly EventName[];

/** At least as many lines as changes, in the name of whoever made them. */
function everyChangeIsAudited({ events, audits }: Rows): string[] {
  const pressed = events.filter(
    ({ actor_kind, name }) => actor_kind !== 'system' && !COMES_ALONG.includes(name),
  );
  const keyOf = (event: EventRow) => `${event.course_id} ${event.actor_id ?? ''} ${event.name}`;
  return [...grouped(pressed, keyOf).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const names = AUDITED[first.name as EventName];
    if (!names) return [`${first.course_id}: who pressed "${first.name}" is in no audit we know`];
    const lines = audits.filter(
      (one) =>
        one.course_id === first.course_id &&
        one.actor_id === first.actor_id &&
        names.includes(one.event),
    ).length;
    return lines < same.length
      ? [`${first.course_id}: ${same.length} × ${first.name}, and ${lines} lines of audit`]
      : [];
  });
}

/** A mail whose fate is unknown is told to the supervisor, and is the only thing that may be. */
function nothingStandsStill({ courses, incidents, deliveries, mails }: Rows): string[] {
  const stuck = courses
    .filter((one) => one.needs_attention)
    .map(({ number }) => `${number} needs attention`);
  const unknown = new Set(
    deliveries.filter((one) => one.status === 'unknown').map((one) => one.delivery_id),
  );
  const mailsTold = new Set(mails.filter((one) => one.reason !== null).map((one) => one.mail_id));
  const open = incidents
    .filter(({ detail }) => !unknown.has(String(detail['deliveryId'])))
    .filter(({ detail }) => !mailsTold.has(String(detail['mailId'])))
    .map(({ kind, course_id, detail }) => {
      const about = `${course_id ?? 'no course'}, ${JSON.stringify(detail)}`;
      return `an incident "${kind}" is open (${about})`;
    });
  return [...stuck, ...open];
}
