/** THE TABLE: every stage of a course, who is waited for, its tasks, its clocks and its ways out. */
import type { DeadlineRow } from './deadlineRow';
import { SILENCE_LADDER } from './silenceLadder';
import { ALWAYS, LIVES_ON, REVOKES, STAY_EVENTS, TALKS, type StayEvent } from './stayEvents';
import type { Anchor, DeliveryKind, TaskKind, TASKS } from './taskTable';

export type { DeadlineEvent, DeadlineRow } from './deadlineRow';
export type { StayEvent } from './stayEvents';

// oxfmt-ignore
export const STAGES = [
  'applying', 'screening', 'offered', 'booked', 'treatment', 'closing', 'epicrise', 'ended',
] as const;
export type Stage = (typeof STAGES)[number];
export const FIRST_STAGE: Stage = 'applying';

// oxfmt-ignore
export const OUTCOMES = [
  'completed', 'droppedOut', 'withdrawn', 'endedByClinic', 'referred', 'rejected', 'notOffered',
  'lapsed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

// oxfmt-ignore
export type Phase =
  | 'application' | 'screening' | 'assessment' | 'treatment' | 'closing' | 'epicrise' | 'ended';
// oxfmt-ignore
const findTime = {
  name: 'findTime', from: 'uncovered', on: 'staff', then: [{ open: 'findTime' }],
} as const;
/** Whichever conversation is near. */
const remind = { on: 'patient', then: [{ send: 'reminderAppointment' }] } as const;

export interface Move {
  readonly to: Stage;
  readonly outcome?: Outcome;
  readonly sends?: readonly DeliveryKind[];
  /** Can be undone for a while: nothing moves until release ("Fortryd"). */
  readonly revocable?: true;
  /** Accepted while a revocable decision waits, and cancels it. */
  readonly cancels?: true;
}
export interface StageRow {
  readonly phase: Phase;
  readonly waitsFor: 'patient' | 'clinician' | 'both' | 'nobody';
  readonly open: boolean;
  /** Treatment has begun: every end from here goes through epicrise. */
  readonly afterStart: boolean;
  /** The clock that starts on entering, and is dropped when a supervisor moves the course back. */
  readonly entered?: Anchor;
  readonly tasks: readonly TaskKind[];
  readonly deadlines: readonly DeadlineRow[];
  readonly moves: { readonly [event: string]: Move };
  /** Events that leave the stage as it is. */
  readonly stays: readonly StayEvent[];
}

/** A conversation is agreed, or off: the patient, the record and the video are told. */
const AGREED = ['appointmentBooked', 'epjAppointment', 'videoMeeting'] as const;
const CALLED_OFF = ['epjAppointmentEnded', 'videoCancelled'] as const;
const OFF = ['appointmentCancelled', ...CALLED_OFF] as const;

/** Before treatment an end goes straight to ended; a letter goes where the clinic decided. */
const endsBefore = {
  withdraw: { to: 'ended', outcome: 'withdrawn', cancels: true },
  refer: { to: 'ended', outcome: 'referred', cancels: true, sends: ['courseEnded'] },
  end: { to: 'ended', outcome: 'endedByClinic', cancels: true, sends: ['courseEnded'] },
} as const satisfies Record<string, Move>;

// oxfmt-ignore
export const COURSE = {
  applying: {
    phase: 'application', waitsFor: 'patient', open: true, afterStart: false, tasks: [],
    deadlines: [
      {
        name: 'applicationReminder1', from: 'lastActivity', on: 'patient', lazy: true,
        then: [{ send: 'reminderApplication' }],
      },
      {
        name: 'applicationReminder2', from: 'lastActivity', on: 'patient', lazy: true,
        then: [{ send: 'reminderApplication' }],
      },
      {
        name: 'applicationLapse', from: 'lastActivity', on: 'patient', lazy: true,
        then: [{ event: 'lapse' }],
      },
    ],
    moves: {
      submit: { to: 'screening', sends: ['receipt'] },
      lapse: { to: 'ended', outcome: 'lapsed', sends: ['lapsed'] },
      ...endsBefore,
    },
    stays: ['activate', ...ALWAYS],
  },
  screening: {
    phase: 'screening', waitsFor: 'clinician', open: true, afterStart: false,
    entered: 'submitted', tasks: ['screen'],
    deadlines: [
      {
        name: 'screeningRemindOwner', from: 'submitted', before: 'screeningAnswer', on: 'staff',
        then: [{ send: 'staffReminder' }],
      },
      {
        name: 'screeningRemindTeam', from: 'submitted', before: 'screeningAnswer', on: 'staff',
        then: [{ send: 'staffReminder' }],
      },
    ],
    moves: {
      offer: { to: 'offered', sends: ['offer'], revocable: true },
      reject: { to: 'ended', outcome: 'rejected', sends: ['rejection'], revocable: true },
      ...endsBefore,
    },
    stays: [...ALWAYS, ...TALKS, ...REVOKES],
  },
  offered: {
    phase: 'assessment', waitsFor: 'patient', open: true, afterStart: false, tasks: [],
    deadlines: [
      { name: 'reservedDays', from: 'reserved', on: 'patient', then: [{ freeReserved: true }] },
      {
        name: 'reservedNear', from: 'reservedStart', on: 'patient', then: [{ freeReserved: true }],
      },
      {
        name: 'followUpOffer', from: 'decided', on: 'staff', notBefore: 'unbooked',
        then: [{ open: 'followUpOffer' }],
      },
      findTime,
      {
        name: 'assessmentClock', from: 'decided', on: 'patient',
        then: [{ open: 'lapseOrNewDate' }, { escalate: 'lapseOrNewDate' }, { breach: true }],
      },
    ],
    moves: {
      book: { to: 'booked', sends: AGREED },
      lapse: { to: 'ended', outcome: 'lapsed', sends: ['courseEnded'] },
      ...endsBefore,
    },
    stays: [...ALWAYS, ...TALKS],
  },
  booked: {
    phase: 'assessment', waitsFor: 'both', open: true, afterStart: false,
    tasks: ['holdAssessment'],
    deadlines: [
      findTime,
      {
        name: 'assessmentClock', from: 'decided', on: 'patient',
        then: [{ escalate: 'holdAssessment', unlessWithin: true }, { breach: true }],
      },
      { name: 'appointmentReminder3', ...remind, from: 'appointmentStart', notBefore: 'booked' },
      { name: 'appointmentReminder1', ...remind, from: 'appointmentStart', notBefore: 'booked' },
    ],
    moves: {
      book: { to: 'booked', sends: [...AGREED, ...CALLED_OFF] },
      accept: { to: 'treatment', sends: ['treatmentLogin', 'gpStartNote', 'epjCourse', 'epjNote'] },
      decline: {
        to: 'ended', outcome: 'notOffered', sends: ['notOffered', 'epjNote'], revocable: true,
      },
      noShow: { to: 'offered', sends: ['appointmentMissed', 'epjAppointmentEnded'] },
      cancelByPatient: { to: 'offered', sends: OFF },
      cancelByClinic: { to: 'offered', sends: OFF },
      secondNoShow: { to: 'offered', sends: ['appointmentMissed', 'epjAppointmentEnded'] },
      thirdCancellation: { to: 'offered', sends: OFF },
      moveBack: { to: 'offered', sends: OFF },
      withdraw: { ...endsBefore.withdraw, sends: CALLED_OFF },
      refer: { ...endsBefore.refer, sends: ['courseEnded', ...CALLED_OFF] },
      end: { ...endsBefore.end, sends: ['courseEnded', ...CALLED_OFF] },
    },
    stays: [...ALWAYS, ...TALKS, ...REVOKES],
  },
  treatment: {
    phase: 'treatment', waitsFor: 'both', open: true, afterStart: true,
    entered: 'treatmentStarted', tasks: [],
    deadlines: [
      {
        name: 'treatmentLength', from: 'treatmentStarted', on: 'patient', pauses: true,
        then: [{ event: 'timeUp', ifModulesMissing: 'timeUpIncomplete' }],
      },
      ...SILENCE_LADDER,
      {
        name: 'pauseEnds', from: 'pausedUntil', on: 'patient',
        then: [{ event: 'resumeTreatment' }],
      },
    ],
    moves: {
      finish: { to: 'closing', outcome: 'completed', sends: ['closingInvitation'] },
      timeUp: { to: 'closing', outcome: 'completed', sends: ['closingInvitation'] },
      timeUpIncomplete: { to: 'closing', outcome: 'droppedOut', sends: ['closingInvitation'] },
      dropOut: { to: 'closing', outcome: 'droppedOut', sends: ['closingInvitation'] },
      withdraw: { to: 'closing', outcome: 'withdrawn', sends: ['closingInvitation'] },
      refer: { to: 'closing', outcome: 'referred', sends: ['closingInvitation'] },
      end: { to: 'closing', outcome: 'endedByClinic', sends: ['closingInvitation'] },
    },
    stays: [
      ...ALWAYS, ...TALKS, 'openModule', 'handIn', 'giveFeedback', 'answerMeasure', 'pause',
      'resumeTreatment', 'adjustProgramme', 'activeAgain',
    ],
  },
  closing: {
    phase: 'closing', waitsFor: 'both', open: true, afterStart: true,
    entered: 'treatmentEnded', tasks: ['closingCall'],
    deadlines: [
      { name: 'appointmentReminder3', ...remind, from: 'closingStart', notBefore: 'closingBooked' },
      { name: 'appointmentReminder1', ...remind, from: 'closingStart', notBefore: 'closingBooked' },
    ],
    moves: {
      closingHeld: { to: 'epicrise', sends: ['epjNote'] },
      closingWaived: { to: 'epicrise' },
      withdraw: { to: 'epicrise' },
      refer: { to: 'epicrise' },
      end: { to: 'epicrise' },
      moveBack: { to: 'treatment', sends: ['treatmentContinues'] },
    },
    stays: [
      ...ALWAYS, ...TALKS, 'wishClosing', 'bookClosing', 'cancelClosing', 'missClosing',
      'giveFeedback', 'answerMeasure',
    ],
  },
  epicrise: {
    phase: 'epicrise', waitsFor: 'clinician', open: true, afterStart: true,
    entered: 'closingDone', tasks: ['writeEpicrise'], deadlines: [],
    moves: {
      approveEpicrise: { to: 'ended', sends: ['epicrise', 'epjNote'], revocable: true },
      closeWithoutLetter: { to: 'ended', sends: ['epjNote'], revocable: true },
      // Noted, and a waiting epicrise comes back to be written again: the stage stays.
      withdraw: { to: 'epicrise', cancels: true },
      refer: { to: 'epicrise', cancels: true },
      end: { to: 'epicrise', cancels: true },
      moveBack: { to: 'closing' },
    },
    stays: [...ALWAYS, ...TALKS, ...REVOKES, 'giveFeedback'],
  },
  ended: {
    phase: 'ended', waitsFor: 'nobody', open: false, afterStart: false, entered: 'ended',
    tasks: [],
    deadlines: [
      {
        name: 'followUp', from: 'ended', needs: 'treatmentStarted', on: 'patient',
        then: [{ ask: 'followUp' }, { send: 'followUpInvitation' }],
      },
      {
        name: 'afterwards', from: 'ended', on: 'patient', then: [{ closeAfterwards: true }],
      },
    ],
    moves: {},
    stays: LIVES_ON,
  },
} as const satisfies Record<Stage, StageRow>;

type Moves = { [S in Stage]: keyof (typeof COURSE)[S]['moves'] };
export type MoveEvent = Extract<Moves[Stage], string>;
export type EventName = MoveEvent | StayEvent;
/** The events that a stage accepts; everything else is refused by name. */
export type EventOf<S extends Stage> =
  | Extract<keyof (typeof COURSE)[S]['moves'], string>
  | (typeof COURSE)[S]['stays'][number];
type NameOf<T> = T extends { readonly name: infer N extends string } ? N : never;
export type DeadlineName =
  | NameOf<(typeof COURSE)[Stage]['deadlines'][number]>
  | (typeof TASKS)[TaskKind]['due']
  | 'moduleOpens'
  | 'redToDuty'
  | 'redToSupervisor';

/** The row of a stage, as the general shape that code walks. */
export function rowOf(stage: Stage): StageRow {
  return COURSE[stage];
}

/** Where an event leads from a stage, or undefined when it moves nothing there. */
export function moveOf(stage: Stage, event: EventName): Move | undefined {
  return rowOf(stage).moves[event];
}

/** True when the table lets the stage accept the event at all. */
export function isLegal(stage: Stage, event: EventName): boolean {
  return moveOf(stage, event) !== undefined || rowOf(stage).stays.some((name) => name === event);
}

/** Every deadline row of the table, stage by stage; the rows of two stages may share a name. */
export const DEADLINE_ROWS = STAGES.flatMap((stage) => rowOf(stage).deadlines);

/** Every event name of the table, once. */
export const EVENTS: readonly EventName[] = [
  ...new Set([
    ...STAY_EVENTS,
    ...STAGES.flatMap((stage) => Object.keys(COURSE[stage].moves) as MoveEvent[]),
  ]),
];
