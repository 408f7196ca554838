/** The events that leave a course in its stage, and the groups in which the table names them. */

// oxfmt-ignore
export const STAY_EVENTS = [
  'activate', 'deadline', 'undo', 'release', 'raiseFlag', 'takeFlag', 'releaseFlag', 'writeMessage',
  'answerMessage', 'closeTask', 'giveConsent', 'withdrawConsent', 'assign', 'extendDeadline',
  'openModule', 'handIn', 'giveFeedback', 'answerMeasure', 'pause', 'resumeTreatment',
  'wishClosing', 'correctLetter', 'changeContact', 'adjustProgramme', 'activeAgain', 'bookClosing',
  'cancelClosing', 'missClosing',
] as const;
export type StayEvent = (typeof STAY_EVENTS)[number];

/** In every open stage. */
// oxfmt-ignore
export const ALWAYS = [
  'deadline', 'raiseFlag', 'takeFlag', 'releaseFlag', 'closeTask', 'giveConsent',
  'withdrawConsent', 'assign', 'extendDeadline',
] as const satisfies readonly StayEvent[];
/** Once the application is sent: messages both ways, and where the patient is reached. */
export const TALKS = [
  'writeMessage',
  'answerMessage',
  'changeContact',
] as const satisfies readonly StayEvent[];
export const REVOKES = ['undo', 'release'] as const satisfies readonly StayEvent[];

/**
 * What lives after the end: an advice call, the follow-up, corrected letters, consents, where the
 * patient is reached; what the patient wrote or handed in and nobody has answered; and a worried
 * colleague's flag, which still needs a name and an outcome.
 */
// oxfmt-ignore
export const LIVES_ON = [
  'deadline', 'raiseFlag', 'takeFlag', 'releaseFlag', 'closeTask', 'giveConsent',
  'withdrawConsent', 'answerMeasure', 'correctLetter', 'answerMessage', 'giveFeedback',
  'changeContact',
] as const satisfies readonly StayEvent[];
