/** Answers for portal links: which page a letter's link leads to, and whether it still asks anything. */
import { FIRST_STAGE, isLegal } from './course';
import type { CourseState } from './state';
import type { DeliveryKind } from './taskTable';

/** Where a link leads, as kept with it: a word for the page, and its subject after a colon. */
export type PortalTarget =
  | 'course'
  | 'application'
  | 'time'
  | 'messages'
  | 'closing'
  | 'followUp'
  | 'letters'
  | 'consents'
  | `module:${string}`
  | `letter:${string}`;
type Leads = (subject: string, firstModule: string | null) => PortalTarget;

const toCourse: Leads = () => 'course';
const toTime: Leads = () => 'time';
const toLetters: Leads = () => 'letters';
/** The module it is about; without one, the first that is open; without any, the course. */
const toModule: Leads = (subject, firstModule) => {
  const module = subject === '' ? firstModule : subject;
  return module ? `module:${module}` : 'course';
};
/** The subject of a message about silence is the clock that rang, not a module. */
const toFirstModule: Leads = (_subject, firstModule) => toModule('', firstModule);

/** What goes to others than the patient carries no link into the portal; it is `course` all the same. */
const LEADS = {
  receipt: toCourse,
  reminderApplication: () => 'application',
  lapsed: toCourse,
  offer: toTime,
  appointmentBooked: toTime,
  appointmentCancelled: toTime,
  appointmentMissed: toTime,
  reminderAppointment: toTime,
  rejection: toLetters,
  notOffered: toLetters,
  courseEnded: toLetters,
  letterCorrection: toLetters,
  followUpInvitation: () => 'followUp',
  treatmentLogin: toModule,
  moduleOpened: toModule,
  silence7: toFirstModule,
  pauseBegun: toCourse,
  pauseOver: toFirstModule,
  treatmentContinues: toFirstModule,
  newMessage: (subject) => (subject === '' ? 'messages' : `module:${subject}`),
  closingInvitation: () => 'closing',
  closingBooked: () => 'closing',
  closingCancelled: () => 'closing',
  closingMissed: () => 'closing',
  epjAppointment: toCourse,
  epjAppointmentEnded: toCourse,
  videoMeeting: toCourse,
  videoCancelled: toCourse,
  gpStartNote: toCourse,
  epjCourse: toCourse,
  epicrise: toCourse,
  epicriseCorrection: toCourse,
  epjClosing: toCourse,
  epjClosingEnded: toCourse,
  epjNote: toCourse,
  staffReminder: toCourse,
  staffEscalation: toCourse,
  staffRedFlag: toCourse,
} as const satisfies Record<DeliveryKind, Leads>;

/**
 * The target of the link in one letter or message. `subject` is the delivery's own (a module, or
 * ''); `firstModule` is the first module the patient can work on, null when there is none.
 */
export function portalTarget(
  kind: DeliveryKind,
  subject: string,
  firstModule: string | null,
): string {
  return LEADS[kind](subject, firstModule);
}

const WORDS: readonly string[] = [
  'course',
  'application',
  'time',
  'messages',
  'closing',
  'followUp',
  'letters',
  'consents',
];

/** Reads a kept target; null for a word that no page has (a link from another version). */
export function readTarget(text: string): PortalTarget | null {
  return WORDS.includes(text) || /^(module|letter):.+$/.test(text) ? (text as PortalTarget) : null;
}

/** The subject of a target: `module:m1` gives `m1`; '' when it has none. */
export function subjectOf(target: PortalTarget): string {
  const colon = target.indexOf(':');
  return colon < 0 ? '' : target.slice(colon + 1);
}

/** True while the page of the target has something to read or answer for this course. */
export function isTargetOpen(state: CourseState, target: PortalTarget): boolean {
  switch (target) {
    case 'course':
    case 'letters':
    case 'consents':
      return true;
    case 'application':
      return state.stage === FIRST_STAGE;
    case 'time':
      return isLegal(state.stage, 'book');
    case 'messages':
      return isLegal(state.stage, 'answerMessage');
    case 'followUp':
      return state.followUp === 'asked' && !state.afterwardsClosed;
    case 'closing':
      return isLegal(state.stage, 'wishClosing');
    default:
      return target.startsWith('letter:') || hasOpenModule(state, subjectOf(target));
  }
}

function hasOpenModule(state: CourseState, moduleId: string): boolean {
  return state.programme?.modules.some((one) => one.moduleId === moduleId && one.open) ?? false;
}
