/** The second half of the table: each kind of task, whose it is and when it falls due. */

export type StaffRole = 'psychologist' | 'coordinator' | 'supervisor';

/** Instants that clocks start from; the state keeps one instant for each. */
export type Anchor =
  | 'began'
  | 'lastActivity'
  | 'submitted'
  | 'decided'
  | 'uncovered'
  | 'reserved'
  | 'reservedStart'
  | 'booked'
  | 'unbooked'
  | 'appointmentStart'
  | 'appointmentEnd'
  | 'treatmentStarted'
  | 'patientsTurn'
  | 'treatmentEnded'
  | 'closingBooked'
  | 'closingStart'
  | 'closingDone'
  | 'ended'
  | 'pausedUntil';

/** Letters, journal entries and messages that an event or a clock sends off. */
export const DELIVERIES = [
  'receipt',
  'offer',
  'rejection',
  'appointmentBooked',
  'appointmentCancelled',
  'appointmentMissed',
  'epjAppointmentEnded',
  'epjAppointment',
  'videoMeeting',
  'videoCancelled',
  'treatmentLogin',
  'gpStartNote',
  'epjCourse',
  'notOffered',
  'newMessage',
  'moduleOpened',
  'silence7',
  'pauseBegun',
  'pauseOver',
  'treatmentContinues',
  'closingInvitation',
  'closingBooked',
  'closingCancelled',
  'closingMissed',
  'epjClosing',
  'epjClosingEnded',
  'epicrise',
  'epjNote',
  'courseEnded',
  'lapsed',
  'followUpInvitation',
  'letterCorrection',
  'epicriseCorrection',
  'reminderApplication',
  'reminderAppointment',
  'staffReminder',
  'staffEscalation',
  'staffRedFlag',
] as const;
export type DeliveryKind = (typeof DELIVERIES)[number];

/** Those that leave by e-mail, which knows no ids: the same one sent again comes twice. */
export const MAILED: readonly DeliveryKind[] = [
  'newMessage',
  'moduleOpened',
  'silence7',
  'pauseBegun',
  'pauseOver',
  'reminderApplication',
  'reminderAppointment',
  'staffReminder',
  'staffEscalation',
  'staffRedFlag',
];

interface TaskRow {
  readonly role: StaffRole;
  /** The dated rule that gives the due instant. */
  readonly due: string;
  /** Where its clock starts; `opened` is the task's own opening. */
  readonly from: Anchor | 'opened';
  /** Stays open when the course moves to another stage. */
  readonly survives?: true;
  /** Stays open when the course ends: whoever it is about still waits for somebody. */
  readonly afterEnd?: true;
  /** Reaching its due instant marks it overdue, but opens no task about the task. */
  readonly escalatesNoFurther?: true;
  /** Ends by itself when the patient is active again, and when treatment pauses. */
  readonly untilActive?: true;
  /** Nobody can close it by a plain "done": the event that answers it does. */
  readonly answeredByEvent?: true;
}
const ordinary = { due: 'taskDefault', from: 'opened' } as const;
export const TASKS = {
  screen: {
    role: 'psychologist',
    due: 'screeningAnswer',
    from: 'submitted',
    answeredByEvent: true,
  },
  followUpOffer: { role: 'coordinator', ...ordinary },
  findTime: { role: 'supervisor', ...ordinary, survives: true },
  lapseOrNewDate: { role: 'coordinator', ...ordinary, answeredByEvent: true },
  decideWhatNow: { role: 'coordinator', ...ordinary, answeredByEvent: true },
  holdAssessment: {
    role: 'psychologist',
    due: 'assessmentOutcome',
    from: 'appointmentEnd',
    answeredByEvent: true,
  },
  feedback: {
    role: 'psychologist',
    due: 'feedback',
    from: 'opened',
    survives: true,
    afterEnd: true,
    answeredByEvent: true,
  },
  answerMessage: {
    role: 'psychologist',
    ...ordinary,
    survives: true,
    afterEnd: true,
    answeredByEvent: true,
  },
  adviceCall: { role: 'psychologist', ...ordinary, afterEnd: true },
  silenceCall: { role: 'psychologist', ...ordinary, untilActive: true },
  silenceDecision: { role: 'psychologist', ...ordinary, untilActive: true },
  closingCall: {
    role: 'psychologist',
    due: 'closingCall',
    // Its opening is the end of treatment, or the day on which it was moved back to.
    from: 'opened',
    answeredByEvent: true,
  },
  writeEpicrise: {
    role: 'psychologist',
    due: 'epicriseLetter',
    from: 'closingDone',
    answeredByEvent: true,
  },
  amberFlag: {
    role: 'psychologist',
    due: 'amberSeen',
    from: 'opened',
    survives: true,
    afterEnd: true,
    answeredByEvent: true,
  },
  worseFlag: {
    role: 'psychologist',
    due: 'worseSeen',
    from: 'opened',
    survives: true,
    afterEnd: true,
    answeredByEvent: true,
  },
  redFlag: {
    role: 'psychologist',
    due: 'redContact',
    from: 'opened',
    survives: true,
    afterEnd: true,
    answeredByEvent: true,
  },
  overdue: { role: 'supervisor', ...ordinary, survives: true, escalatesNoFurther: true },
} as const satisfies Record<string, TaskRow>;
export type TaskKind = keyof typeof TASKS;
export const TASK_KINDS = Object.keys(TASKS) as readonly TaskKind[];

/** The task that each tier of flag opens, and the clocks of a flag that nobody has taken. */
export const FLAG_TASKS = { amber: 'amberFlag', worse: 'worseFlag', red: 'redFlag' } as const;
export const UNTAKEN_CLOCKS = { red: ['redToDuty', 'redToSupervisor'] } as const;

/** The letters whose words a psychologist can correct afterwards, and how the correction goes. */
export const CORRECTIONS = {
  rejection: 'letterCorrection',
  notOffered: 'letterCorrection',
  courseEnded: 'letterCorrection',
  epicrise: 'epicriseCorrection',
} as const satisfies Partial<Record<DeliveryKind, DeliveryKind>>;
export type Correctable = keyof typeof CORRECTIONS;
export const CORRECTABLE = Object.keys(CORRECTIONS) as readonly Correctable[];

export function taskRow(kind: TaskKind): TaskRow {
  return TASKS[kind];
}

export type { TaskRow };
