/** From facts to the data of each letter and reminder to the patient, in words. */
import { dueKey } from '../domain/anchors';
import { coordinatorDecides } from '../domain/calledOff';
import { copenhagenDate, lastWholeDay } from '../domain/calendar';
import { closingWindow } from '../domain/closingWindow';
import { isLegal } from '../domain/course';
import { countWords, dateTimeWords, dateWords, lengthWords, longDate } from '../domain/danish';
import { FOLLOW_UP_MINUTES } from '../domain/followUp';
import type { Instant } from '../domain/ids';
import type { LetterFacts } from '../domain/letterFacts';
import { requiredMissing } from '../domain/programmeState';
import { reasonSentences, RECOMMENDATIONS, REJECTION_REASONS } from '../domain/signposting';
import type { Correctable } from '../domain/taskTable';
import {
  clock,
  corrected,
  correction,
  psychologistName,
  since,
  treatmentUntil,
  type Composers,
} from './composeParts';
import { courseEnded } from './courseEnded';
import { epicrise } from './epicrise';
import { needed } from './letter';
import { notOffered } from './notOffered';
import { rejection } from './rejection';

/** What the patient's own copy of a letter that can be put right says on top. */
const SUBJECTS = {
  rejection: rejection.subject,
  notOffered: notOffered.subject,
  courseEnded: courseEnded.subject,
  epicrise: epicrise.subject,
} as const satisfies Record<Correctable, string>;
const TREATMENT_ENDS = dueKey({ name: 'treatmentLength', subject: '' });

export const TO_PATIENT = {
  receipt: (facts) => ({
    ...patient(facts),
    answerBy: lastDay(clock(facts, 'screeningAnswer', 'submitted')),
  }),
  offer: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    appointmentAt: timeWords(facts, facts.state.reserved?.startsAt),
    reservedUntil: reservedUntil(facts),
    assessmentBy: lastDay(clock(facts, 'assessmentClock', 'decided')),
  }),
  appointmentBooked: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    appointmentAt: timeWords(facts, facts.state.appointment?.startsAt),
  }),
  appointmentCancelled: (facts) => ({
    ...patient(facts),
    by: facts.endedAppointment?.outcome === 'cancelledByPatient' ? 'patient' : 'clinic',
    appointmentAt: timeWords(facts, facts.endedAppointment?.startsAt),
    coordinatorDecides: coordinatorDecides(facts.state),
  }),
  appointmentMissed: (facts) => ({
    ...patient(facts),
    appointmentAt: timeWords(facts, facts.endedAppointment?.startsAt),
    coordinatorDecides: coordinatorDecides(facts.state),
  }),
  rejection: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    ...no(facts),
    adviceCall: facts.decision?.codes['adviceCall'] === true,
  }),
  treatmentLogin: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    firstModule: facts.moduleTitles[0] ?? 'Modul 1',
    feedbackWithin: lengthWords(facts.state.rules.feedback),
    treatmentUntil: treatmentUntil(facts),
  }),
  notOffered: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    assessedOn: dateWords(needed(facts.assessedAt, 'assessedOn')),
    ...no(facts),
  }),
  closingInvitation: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    closingBy: lastDay(clock(facts, 'closingCall', 'treatmentEnded')),
    clinicEnded: clinicEnded(facts),
    stoppedEarly:
      facts.state.outcome === 'droppedOut' && requiredMissing(facts.state.programme) > 0,
  }),
  closingBooked: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    appointmentAt: timeWords(facts, facts.state.closingTime?.startsAt),
  }),
  closingCancelled: (facts) => ({
    ...patient(facts),
    by: facts.endedAppointment?.outcome === 'cancelledByPatient' ? 'patient' : 'clinic',
    appointmentAt: timeWords(facts, facts.endedAppointment?.startsAt),
    mayChoose: mayChooseCall(facts),
  }),
  closingMissed: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    appointmentAt: timeWords(facts, facts.endedAppointment?.startsAt),
    mayChoose: mayChooseCall(facts),
  }),
  courseEnded: (facts) => ({
    ...patient(facts),
    ending: endingOf(facts),
    ownParagraph: own(facts),
    recommendations: no(facts).recommendations,
  }),
  lapsed: (facts) => ({ ...patient(facts), what: 'application' }),
  followUpInvitation: (facts) => ({
    ...patient(facts),
    endedOn: longDate(copenhagenDate(since(facts, 'ended'))),
    takes: countWords(FOLLOW_UP_MINUTES, 'minut', 'minutter'),
    answerBy: dateWords(lastWholeDay(clock(facts, 'afterwards', 'ended'))),
  }),
  letterCorrection: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    letterName: SUBJECTS[corrected(facts).kind],
    ...correction(facts),
  }),
  reminderApplication: (facts) => ({
    ...reminder(facts),
    closesOn: lastDay(clock(facts, 'applicationLapse', 'lastActivity')),
  }),
  reminderAppointment: (facts) => ({
    ...reminder(facts),
    appointmentAt: timeWords(facts, (facts.state.appointment ?? facts.state.closingTime)?.startsAt),
    how: facts.state.appointment ? 'video' : 'telephone',
  }),
  newMessage: reminder,
  moduleOpened: reminder,
  silence7: reminder,
  pauseBegun: (facts) => ({
    ...reminder(facts),
    goesOnAt: dateTimeWords(since(facts, 'pausedUntil'), facts.at),
  }),
  pauseOver: reminder,
  treatmentContinues: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    treatmentUntil: lastDay(needed(facts.state.extended[TREATMENT_ENDS], 'treatmentUntil')),
  }),
} as const satisfies Partial<Composers>;

function crisisLines(facts: LetterFacts) {
  return [
    { name: 'Er der fare for liv', phone: '112' },
    ...(facts.crisis ? [facts.crisis] : []),
    { name: 'Livslinien', phone: '70 201 201' },
  ];
}

function patient(facts: LetterFacts) {
  return {
    recipientName: facts.person.name,
    courseNumber: facts.courseNumber,
    date: longDate(facts.at),
    portalUrl: facts.portalUrl,
    crisisLines: crisisLines(facts),
  };
}
function reminder(facts: LetterFacts) {
  return { portalUrl: facts.portalUrl, crisisLines: crisisLines(facts) };
}
function timeWords(facts: LetterFacts, at: Instant | null | undefined): string {
  return dateTimeWords(needed(at, 'appointmentAt'), facts.at);
}
/** A day that ends at 24:00 is said as the day itself. */
function lastDay(due: Instant): string {
  return dateWords(due);
}

function texts(facts: LetterFacts, name: string): readonly string[] {
  const value = facts.decision?.codes[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
function no(facts: LetterFacts) {
  const reasons = texts(facts, 'reasons').filter((key): key is keyof typeof REJECTION_REASONS =>
    Object.hasOwn(REJECTION_REASONS, key),
  );
  const recommendations = texts(facts, 'recommendations').filter(
    (key): key is keyof typeof RECOMMENDATIONS => Object.hasOwn(RECOMMENDATIONS, key),
  );
  return {
    reasons: [...reasonSentences(reasons)],
    ownParagraph: own(facts),
    recommendations: recommendations.map((key) => RECOMMENDATIONS[key].letter),
  };
}
function own(facts: LetterFacts): string | null {
  const text = facts.decision?.body['letterText']?.trim() ?? '';
  return text === '' ? null : text;
}

/** The patient has not said no to the call, and its last day is not over. */
function mayChooseCall({ state, at }: LetterFacts): boolean {
  const isOffered = isLegal(state.stage, 'bookClosing') && state.closingWish !== 'declines';
  return isOffered && closingWindow(state, at) !== null;
}
/** The reserved time goes at the first of its two clocks. */
function reservedUntil(facts: LetterFacts): string {
  const days = clock(facts, 'reservedDays', 'reserved');
  const near = clock(facts, 'reservedNear', 'reservedStart');
  return dateTimeWords(near < days ? near : days, facts.at);
}
/** What ended treatment when that was the clinic; null when it ran out, or the patient stopped. */
function clinicEnded(facts: LetterFacts) {
  const { outcome } = facts.state;
  if (outcome !== 'referred' && outcome !== 'endedByClinic') return null;
  const { ownParagraph, recommendations } = no(facts);
  return { ending: outcome, ownParagraph, recommendations };
}
function endingOf({ state }: LetterFacts) {
  if (state.outcome === 'referred') return 'referred';
  if (state.outcome !== 'lapsed') return 'endedByClinic';
  // Whoever agreed to a talk has answered, also when they called it off or stayed away.
  return state.noShows > 0 || state.cancellations > 0 ? 'noTalkHeld' : 'offerUnanswered';
}
