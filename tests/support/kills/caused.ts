/** Which letters and messages each decision sends: the law of DOMAIN, written once more by hand. */
import { moveOf, type EventName, type Stage } from '../../../domain/course';
import { CORRECTIONS, type Correctable, type DeliveryKind } from '../../../domain/taskTable';
import type { EventRow, Rows } from './rows';

const AGREED = ['appointmentBooked', 'epjAppointment', 'videoMeeting'] as const;
const CALLED_OFF = ['epjAppointmentEnded', 'videoCancelled'] as const;
const OFF = ['appointmentCancelled', ...CALLED_OFF] as const;
const MISSED = ['appointmentMissed', 'epjAppointmentEnded'] as const;
const CLOSING = ['closingInvitation'] as const;
const ENDED = ['courseEnded'] as const;

type Sent = readonly DeliveryKind[];
/** By event, and where it matters by the stage in which the course is. */
const SENDS: { readonly [E in EventName]?: Sent | { readonly [S in Stage]?: Sent } } = {
  submit: ['receipt'],
  offer: ['offer'],
  reject: ['rejection'],
  lapse: { applying: ['lapsed'], offered: ENDED },
  book: { offered: AGREED, booked: [...AGREED, ...CALLED_OFF] },
  accept: ['treatmentLogin', 'gpStartNote', 'epjCourse', 'epjNote'],
  decline: ['notOffered', 'epjNote'],
  noShow: MISSED,
  secondNoShow: MISSED,
  cancelByPatient: OFF,
  thirdCancellation: OFF,
  cancelByClinic: OFF,
  moveBack: { booked: OFF, closing: ['treatmentContinues'] },
  withdraw: { booked: CALLED_OFF, treatment: CLOSING },
  refer: endedByClinic(),
  end: endedByClinic(),
  finish: CLOSING,
  timeUp: CLOSING,
  timeUpIncomplete: CLOSING,
  dropOut: CLOSING,
  closingHeld: ['epjNote'],
  approveEpicrise: ['epicrise', 'epjNote'],
  closeWithoutLetter: ['epjNote'],
  answerMessage: ['newMessage'],
  giveFeedback: ['newMessage'],
  pause: ['pauseBegun'],
  resumeTreatment: ['pauseOver'],
};

function endedByClinic(): { readonly [S in Stage]?: Sent } {
  const booked = [...ENDED, ...CALLED_OFF];
  return { applying: ENDED, screening: ENDED, offered: ENDED, booked, treatment: CLOSING };
}

/** Sent by clocks, or by clocks too: how many there are depends on the time that went. */
export const BY_CLOCKS: readonly DeliveryKind[] = [
  'moduleOpened',
  'silence7',
  'followUpInvitation',
  'reminderApplication',
  'reminderAppointment',
  'staffReminder',
  'staffEscalation',
  'staffRedFlag',
];
/** About a time for the closing call, which nobody in this bench agrees: numbered without a hole. */
export const BY_CLOSING_TIMES: readonly DeliveryKind[] = [
  'closingBooked',
  'closingCancelled',
  'closingMissed',
  'epjClosing',
  'epjClosingEnded',
];
/** Sent because of decisions alone: counted one by one. */
export const BY_DECISIONS: readonly DeliveryKind[] = [
  ...new Set([
    ...Object.values(SENDS).flatMap((sent) =>
      'length' in sent ? sent : Object.values(sent).flat(),
    ),
    ...Object.values(CORRECTIONS),
  ]),
];

/** Until it is released it can be taken back, and sends nothing. */
const REVOCABLE = new Set(['offer', 'reject', 'decline', 'approveEpicrise', 'closeWithoutLetter']);
const TAKES_BACK = new Set(['undo', 'withdraw', 'refer', 'end']);

/** Everything that one course's events must have sent, in order; a decision that waits counts. */
export function causedBy(events: readonly EventRow[]): DeliveryKind[] {
  const sent: DeliveryKind[] = [];
  let stage: Stage = 'applying';
  let waiting: EventRow | null = null;
  const through = (event: EventRow): void => {
    const name = event.name as EventName;
    sent.push(...sentBy(event, stage));
    stage = moveOf(stage, name)?.to ?? stage;
  };
  for (const event of events) {
    if (REVOCABLE.has(event.name)) waiting = event;
    else if (event.name === 'release' && waiting) {
      through(waiting);
      waiting = null;
    } else {
      const isRed = event.name === 'raiseFlag' && event.event['tier'] === 'red';
      if (isRed || TAKES_BACK.has(event.name)) waiting = null;
      through(event);
    }
  }
  if (waiting) through(waiting);
  return sent;
}

function sentBy({ name, event }: EventRow, stage: Stage): Sent {
  if (name === 'correctLetter') return [CORRECTIONS[event['letter'] as Correctable]];
  const sent = SENDS[name as EventName] ?? [];
  return 'length' in sent ? sent : (sent[stage] ?? []);
}

/** One delivery for each decision that is there, none for one taken back; numbered without a hole. */
export function decisionsAreSent({ courses, events, deliveries }: Rows): string[] {
  return courses.flatMap(({ course_id, number }) => {
    const caused = causedBy(events.filter((event) => event.course_id === course_id));
    const own = deliveries.filter((one) => one.course_id === course_id);
    const rowsOf = (kind: string) => own.filter((one) => one.kind === kind);
    const counted = BY_DECISIONS.flatMap((kind) => {
      const decided = caused.filter((one) => one === kind).length;
      const there = rowsOf(kind).length;
      return decided === there ? [] : [`${number}: ${decided} × "${kind}" decided, ${there} sent`];
    });
    const holes = [...new Set(own.map(({ kind }) => kind))].flatMap((kind) => {
      const numbers = rowsOf(kind).map(({ sequence }) => sequence);
      const whole = numbers.toSorted((one, two) => one - two).every((one, at) => one === at + 1);
      return whole ? [] : [`${number}: "${kind}" is numbered ${numbers.join(', ')}`];
    });
    return [...counted, ...holes];
  });
}
