/** What a course remembers: the state its workflow carries, and the events that change it. */
import { FIRST_STAGE } from './course';
import type { DeadlineName, EventName, MoveEvent, Outcome, Stage } from './course';
import type {
  AppointmentId,
  CivilDate,
  CourseId,
  FlagId,
  Instant,
  SlotId,
  StaffId,
  UpdateId,
} from './ids';
import type { ChosenRules } from './rules';
import type { Anchor, Correctable, DeliveryKind, TaskKind } from './taskTable';

export type ConsentKind = 'gpStart' | 'gpEnd' | 'contact' | 'research';
/** Why a conversation lies beyond the promised weeks. */
export const BEYOND = ['patientWish', 'noCapacity', 'noShow'] as const;
export type Beyond = (typeof BEYOND)[number];
export type FlagTier = 'amber' | 'worse' | 'red';

export interface OpenTask {
  readonly kind: TaskKind;
  /** What it is about within the course: a module, a flag, an overdue task; else ''. */
  readonly subject: string;
  /** Rises only by events that change this very task, so a reminder makes no form stale. */
  readonly version: number;
  readonly openedAt: Instant;
  readonly overdue: boolean;
  /** Answered by a decision that can still be undone: its deadline counts as met. */
  readonly waiting: boolean;
}
export interface Flag {
  readonly flagId: FlagId;
  readonly tier: FlagTier;
  readonly raisedAt: Instant;
  readonly takenBy: StaffId | null;
}
export interface Reserved {
  readonly slotId: SlotId;
  readonly startsAt: Instant;
}
export interface Appointment extends Reserved {
  readonly appointmentId: AppointmentId;
  readonly endsAt: Instant;
  /** The reason given when it was agreed for after the promised weeks. */
  readonly beyond?: Beyond;
}
/** The promised weeks went by and no conversation was held in them. */
export interface Breach {
  readonly at: Instant;
  readonly reason: Beyond;
}
export interface ModuleState {
  readonly moduleId: string;
  readonly required: boolean;
  readonly gate: 'week' | 'handIn' | 'psychologist';
  /** The week it opens in, counted from 1. */
  readonly week: number;
  readonly open: boolean;
  readonly handedIn: boolean;
  readonly version: number;
  /** Left out by the psychologist: not required, and it does not open. Absent: it is not. */
  readonly skipped?: true;
  /** The module that it opens together with; absent: it has a gate of its own. */
  readonly together?: string;
}
export interface Programme {
  readonly programmeId: string;
  readonly version: number;
  readonly modules: readonly ModuleState[];
}
export interface Due {
  readonly name: DeadlineName;
  readonly subject: string;
  readonly dueAt: Instant;
}
export interface Revocable {
  readonly event: CourseEvent & { readonly name: MoveEvent };
  readonly pressedAt: Instant;
  /** Real time, also in practice: a person's ten minutes do not fly by. */
  readonly releaseAt: Instant;
}

/** Exactly what continue-as-new passes on and what the course row keeps as `resume`. */
export interface CourseState {
  readonly courseId: CourseId;
  readonly epoch: number;
  readonly revision: number;
  readonly stage: Stage;
  readonly outcome: Outcome | null;
  readonly lastAt: Instant;
  readonly psychologistId: StaffId | null;
  readonly region: string | null;
  readonly rules: ChosenRules;
  readonly since: Readonly<Partial<Record<Anchor, Instant>>>;
  readonly revocable: Revocable | null;
  readonly reserved: Reserved | null;
  readonly appointment: Appointment | null;
  /** Rises when the question put to the patient changes: another time, none, a cancellation. */
  readonly offerVersion: number;
  readonly noShows: number;
  readonly cancellations: number;
  /** Written once; courses from before it was counted have none. */
  readonly breach?: Breach;
  readonly tasks: readonly OpenTask[];
  readonly flags: readonly Flag[];
  readonly programme: Programme | null;
  readonly consents: readonly ConsentKind[];
  /** The questionnaire some months after the end; absent before. */
  readonly followUp?: 'asked' | 'answered';
  /** Nothing more is awaited after the end. */
  readonly afterwardsClosed?: true;
  /** `chooses`: wants the call, and picks a time; `wants`: wants it, and is found one. */
  readonly closingWish: 'wants' | 'chooses' | 'declines' | null;
  /** When the closing call is agreed for; absent: no time is. */
  readonly closingTime?: Omit<Appointment, 'beyond'>;
  /** Nobody answered at the agreed time, and no other has been agreed since; absent: not so. */
  readonly callMissed?: true;
  readonly pausedAt: Instant | null;
  /** The Copenhagen date on which the running pause began; null: not paused, or not said. */
  readonly pausedOn: CivilDate | null;
  /** Whole days that the running pause was asked for. */
  readonly pausedFor: number | null;
  /** Whole days of the pauses that are over. */
  readonly pausedDays: number;
  /** Those of them that an end of treatment given by a supervisor has counted already. */
  readonly pausedBefore: number;
  /** Deadlines that have done their work since their clock last started, as `name:subject`. */
  readonly fired: readonly string[];
  readonly extended: Readonly<Record<string, Instant>>;
  readonly sent: Readonly<Partial<Record<DeliveryKind, number>>>;
  readonly handled: readonly { readonly id: UpdateId; readonly revision: number }[];
  /** Filled in by recording, which knows the calendar. */
  readonly dues: readonly Due[];
}

/** How a programme is to go from now on: all of it, so that one save says what holds. */
export interface ProgrammePlanned {
  /** Every module, in the order in which they are worked with. */
  readonly order: readonly string[];
  readonly skipped: readonly string[];
  readonly together: readonly { readonly moduleId: string; readonly with: string }[];
  /** Opened at once, before their time. */
  readonly opens: readonly string[];
}

// ── Events ───────────────────────────────────────────────────────────────────────────────────
interface Payloads {
  submit: { region: string; rules: ChosenRules; consents: readonly ConsentKind[] };
  offer: { slotId: SlotId; startsAt: Instant; psychologistId: StaffId };
  /** `adviceCall`: the psychologist has promised to ring. */
  reject: { adviceCall?: boolean };
  book: {
    slotId: SlotId;
    appointmentId: AppointmentId;
    startsAt: Instant;
    endsAt: Instant;
    withinClock: boolean;
    /** Only beyond the clock; events from before it was asked for have none. */
    beyond?: Beyond;
    /** Whose time it is, when the clinic gives it: the course follows. A patient chooses nobody. */
    psychologistId?: StaffId;
  };
  accept: { programme: Programme; diagnosis: string };
  /** `looked`: the patient had been active, so that the clock starts anew and does nothing else. */
  deadline: {
    deadline: DeadlineName;
    subject: string;
    lastActivityAt?: Instant;
    looked?: true;
  };
  /** `activeAt`: when the patient last wrote, answered or handed in something. */
  activeAgain: { activeAt: Instant };
  raiseFlag: { flagId: FlagId; tier: FlagTier };
  takeFlag: { flagId: FlagId; staffId: StaffId };
  releaseFlag: { flagId: FlagId };
  closeTask: { task: TaskKind; subject: string };
  giveConsent: { consent: ConsentKind };
  withdrawConsent: { consent: ConsentKind };
  assign: { psychologistId: StaffId };
  extendDeadline: { deadline: DeadlineName; subject: string; until: Instant };
  openModule: { moduleId: string };
  adjustProgramme: ProgrammePlanned;
  handIn: { moduleId: string };
  giveFeedback: { moduleId: string };
  /** `until`: when it goes on by itself. `days`: whole Copenhagen days, counted at the edge. */
  pause: { until: Instant; days?: number };
  correctLetter: { letter: Correctable };
  /** `until`: the end of the last day of treatment, for a course that is moved back into it. */
  moveBack: { until?: Instant };
  wishClosing: { wish: NonNullable<CourseState['closingWish']> };
  bookClosing: Omit<Appointment, 'beyond'>;
  cancelClosing: { by: 'patient' | 'clinic' };
}
type PayloadOf<E extends EventName> = E extends keyof Payloads ? Payloads[E] : Record<never, never>;
/** One event: its name from the table, ids and enum words; never a name, a text or an answer. */
export type CourseEvent = { [E in EventName]: Readonly<{ name: E } & PayloadOf<E>> }[EventName];
export type EventNamed<E extends EventName> = Extract<CourseEvent, { name: E }>;

/** A letter or message an event sends; recording makes its row. */
export interface Sending {
  readonly kind: DeliveryKind;
  readonly sequence: number;
  readonly subject: string;
}

/** A course before its first event, at the moment of the first login. */
export function freshState(of: {
  courseId: CourseId;
  epoch: number;
  at: Instant;
  rules: ChosenRules;
}): CourseState {
  return {
    courseId: of.courseId,
    epoch: of.epoch,
    revision: 0,
    stage: FIRST_STAGE,
    outcome: null,
    lastAt: of.at,
    psychologistId: null,
    region: null,
    rules: of.rules,
    since: { began: of.at, lastActivity: of.at },
    revocable: null,
    reserved: null,
    appointment: null,
    offerVersion: 0,
    noShows: 0,
    cancellations: 0,
    tasks: [],
    flags: [],
    programme: null,
    consents: [],
    closingWish: null,
    pausedAt: null,
    pausedOn: null,
    pausedFor: null,
    pausedDays: 0,
    pausedBefore: 0,
    fired: [],
    extended: {},
    sent: {},
    handled: [],
    dues: [],
  };
}
