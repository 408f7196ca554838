/** From facts to the data of each letter, in words: used by the preview and by the sending alike. */
import { dueKey } from '../domain/anchors';
import { contactBy, copenhagenDate, lastWholeDay } from '../domain/calendar';
import type { Instant } from '../domain/ids';
import { dueInstant } from '../domain/deadlines';
import {
  dateTimeWords,
  dateWords,
  DELIVERY_NAMES,
  lengthWords,
  longDate,
  OUTCOME_FOR_STAFF,
} from '../domain/danish';
import { diagnosisOf } from '../domain/diagnoses';
import type { LetterFacts } from '../domain/letterFacts';
import { bandOf, MEASURES, MEASURE_IDS } from '../domain/measures';
import { reasonSentences, RECOMMENDATIONS, REJECTION_REASONS } from '../domain/signposting';
import type { LetterData, LetterKind } from './index';
import { needed } from './letter';
import { renderLetter, type RenderedLetter } from './render';

/** The letters of a course; what staff are told each morning is about no course (composeMorning). */
export type CourseLetterKind = Exclude<LetterKind, 'staffMorning'>;
type Composers = {
  readonly [Kind in CourseLetterKind]: (facts: LetterFacts) => LetterData<Kind>;
};

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
function staff(facts: LetterFacts) {
  return { courseNumber: facts.courseNumber, portalUrl: facts.portalUrl };
}
function psychologistName(facts: LetterFacts): string {
  return needed(facts.psychologist?.name, 'psychologist');
}

const TREATMENT_ENDS = dueKey({ name: 'treatmentLength', subject: '' });

/** A clock's due instant, counted from its anchor by the course's own rule. */
function clock(
  facts: LetterFacts,
  name: keyof LetterFacts['state']['rules'],
  from: keyof LetterFacts['state']['since'],
) {
  return dueInstant(facts.state.rules[name], since(facts, from), 'patient');
}
function since(facts: LetterFacts, anchor: keyof LetterFacts['state']['since']): Instant {
  return needed(facts.state.since[anchor], anchor);
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

function gp(facts: LetterFacts, consentSince: Instant | null) {
  const diagnosis = needed(facts.diagnosis ? diagnosisOf(facts.diagnosis) : null, 'diagnosis');
  return {
    date: longDate(facts.at),
    gpName: facts.gp?.name ?? 'Egen læge',
    patientName: facts.person.name,
    patientCpr: `${facts.person.cpr.slice(0, 6)}-${facts.person.cpr.slice(6)}`,
    courseNumber: facts.courseNumber,
    psychologistName: psychologistName(facts),
    consentOn: longDate(needed(consentSince, 'consentOn')),
    diagnosis: { code: diagnosis.code, name: diagnosis.name },
  };
}

/** The last day of treatment, pauses added. */
function treatmentUntil(facts: LetterFacts): string {
  const { rules, pausedDays } = facts.state;
  const length = rules.treatmentLength.length + pausedDays;
  const rule = { ...rules.treatmentLength, length };
  return longDate(dueInstant(rule, since(facts, 'treatmentStarted'), 'patient'));
}
function day(facts: LetterFacts, anchor: 'treatmentStarted' | 'treatmentEnded'): string {
  return longDate(copenhagenDate(since(facts, anchor)));
}

function scores(facts: LetterFacts) {
  return facts.scores.flatMap(({ measure, first, last }) => {
    const id = MEASURE_IDS.find((one) => one === measure);
    if (!id) return [];
    const words = (end: typeof first): string | null => {
      if (!end) return null;
      const band = bandOf(id, end.band);
      return band ? `${end.score} (${band.label})` : String(end.score);
    };
    return [{ name: MEASURES[id].name, start: words(first), end: words(last) }];
  });
}

function taskMail(facts: LetterFacts) {
  const dueAt = needed(facts.staffMail.dueAt, 'dueAt');
  return { ...staff(facts), dueAt: dateTimeWords(dueAt, facts.at) };
}

const COMPOSERS: Composers = {
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
  }),
  appointmentMissed: (facts) => ({
    ...patient(facts),
    appointmentAt: timeWords(facts, facts.endedAppointment?.startsAt),
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
  gpStartNote: (facts) => ({
    ...gp(facts, facts.consentSince.gpStart),
    startedOn: day(facts, 'treatmentStarted'),
    treatmentUntil: treatmentUntil(facts),
  }),
  epicrise: (facts) => ({
    ...gp(facts, facts.consentSince.gpEnd),
    priority: needed(facts.decision?.body['priority'], 'priority'),
    followUp: needed(facts.decision?.body['followUp'], 'followUp'),
    startedOn: day(facts, 'treatmentStarted'),
    endedOn: day(facts, 'treatmentEnded'),
    ending: facts.state.outcome ? OUTCOME_FOR_STAFF[facts.state.outcome] : 'Afsluttet',
    modules: [...facts.handedInTitles],
    scores: scores(facts),
    text: facts.decision?.body['letterText'] ?? '',
  }),
  closingInvitation: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    closingBy: lastDay(clock(facts, 'closingCall', 'treatmentEnded')),
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
    answerBy: dateWords(lastWholeDay(clock(facts, 'afterwards', 'ended'))),
  }),
  letterCorrection: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    letterName: DELIVERY_NAMES[corrected(facts).kind],
    ...correction(facts),
  }),
  epicriseCorrection: (facts) => ({
    ...gp(facts, facts.consentSince.gpEnd),
    ...correction(facts),
  }),
  reminderApplication: (facts) => ({
    ...reminder(facts),
    closesOn: lastDay(clock(facts, 'applicationLapse', 'lastActivity')),
  }),
  reminderAppointment: (facts) => ({
    ...reminder(facts),
    appointmentAt: timeWords(facts, facts.state.appointment?.startsAt),
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
  staffReminder: taskMail,
  staffEscalation: taskMail,
  staffRedFlag: (facts) => ({
    ...staff(facts),
    contactBy: dateTimeWords(contactBy(needed(facts.staffMail.raisedAt, 'raisedAt')), facts.at),
  }),
};

function corrected(facts: LetterFacts) {
  return needed(facts.corrects, 'corrects');
}
function correction(facts: LetterFacts) {
  return {
    letterOn: longDate(copenhagenDate(corrected(facts).at)),
    text: needed(facts.decision?.body['letterText'], 'letterText'),
  };
}

/** The reserved time goes at the first of its two clocks. */
function reservedUntil(facts: LetterFacts): string {
  const days = clock(facts, 'reservedDays', 'reserved');
  const near = clock(facts, 'reservedNear', 'reservedStart');
  return dateTimeWords(near < days ? near : days, facts.at);
}
function endingOf(facts: LetterFacts): 'offerUnanswered' | 'referred' | 'endedByClinic' {
  if (facts.state.outcome === 'referred') return 'referred';
  return facts.state.outcome === 'lapsed' ? 'offerUnanswered' : 'endedByClinic';
}

/** Writes the letter. Throws LetterDataError, naming the field, when the facts do not fill it. */
export function composeLetter(kind: CourseLetterKind, facts: LetterFacts): RenderedLetter {
  const compose = COMPOSERS[kind] as (facts: LetterFacts) => LetterData<typeof kind>;
  return renderLetter(kind, compose(facts));
}
