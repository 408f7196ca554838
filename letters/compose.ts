/** From facts to the data of each letter, in words: used by the preview and by the sending alike. */
import { addDays, contactBy, copenhagenDate } from '../domain/calendar';
import type { CivilDate, Instant } from '../domain/ids';
import { dueInstant } from '../domain/deadlines';
import {
  dateTimeWords,
  dateWords,
  lengthWords,
  longDate,
  OUTCOME_FOR_STAFF,
} from '../domain/danish';
import { diagnosisOf } from '../domain/diagnoses';
import type { LetterFacts } from '../domain/letterFacts';
import { bandOf, MEASURES, MEASURE_IDS } from '../domain/measures';
import { reasonSentences, RECOMMENDATIONS, REJECTION_REASONS } from '../domain/signposting';
import { LetterDataError, type LetterData, type LetterKind } from './index';
import { renderLetter, type RenderedLetter } from './render';

type Composers = { readonly [Kind in LetterKind]: (facts: LetterFacts) => LetterData<Kind> };

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
/** A letter says nothing that nobody decided: what is missing stops it. */
function needed<T>(fact: T | null | undefined, field: string): T {
  if (fact === null || fact === undefined) throw new LetterDataError('letter', field, 'is missing');
  return fact;
}

function psychologistName(facts: LetterFacts): string {
  return needed(facts.psychologist?.name, 'psychologist');
}

/** A clock's due instant, counted from its anchor by the course's own rule; `at` if not running. */
function clock(
  facts: LetterFacts,
  name: keyof LetterFacts['state']['rules'],
  from: Instant | undefined,
) {
  return dueInstant(facts.state.rules[name], from ?? facts.at, 'patient');
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
    consentOn: longDate(consentSince ?? facts.at),
    diagnosis: { code: diagnosis.code, name: diagnosis.name },
  };
}

/** The last day of treatment, pauses added. */
function treatmentUntil(facts: LetterFacts): string {
  const { rules, since, pausedDays } = facts.state;
  const first = copenhagenDate(since.treatmentStarted ?? facts.at);
  return longDate(addDays(first, rules.treatmentLength.length + pausedDays));
}
function day(at: Instant | undefined, otherwise: Instant): string {
  const date: CivilDate = copenhagenDate(at ?? otherwise);
  return longDate(date);
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

const COMPOSERS: Composers = {
  receipt: (facts) => ({
    ...patient(facts),
    answerBy: lastDay(clock(facts, 'screeningAnswer', facts.state.since.submitted)),
  }),
  offer: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    appointmentAt: dateTimeWords(facts.state.reserved?.startsAt ?? facts.at, facts.at),
    reservedUntil: reservedUntil(facts),
    assessmentBy: lastDay(clock(facts, 'assessmentClock', facts.state.since.decided)),
  }),
  appointmentBooked: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    appointmentAt: dateTimeWords(facts.state.appointment?.startsAt ?? facts.at, facts.at),
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
    assessedOn: dateWords(facts.assessedAt ?? facts.at),
    ...no(facts),
  }),
  gpStartNote: (facts) => ({
    ...gp(facts, facts.consentSince.gpStart),
    startedOn: day(facts.state.since.treatmentStarted, facts.at),
    treatmentUntil: treatmentUntil(facts),
  }),
  epicrise: (facts) => ({
    ...gp(facts, facts.consentSince.gpEnd),
    priority: needed(facts.decision?.body['priority'], 'priority'),
    followUp: needed(facts.decision?.body['followUp'], 'followUp'),
    startedOn: day(facts.state.since.treatmentStarted, facts.at),
    endedOn: day(facts.state.since.treatmentEnded, facts.at),
    ending: facts.state.outcome ? OUTCOME_FOR_STAFF[facts.state.outcome] : 'Afsluttet',
    modules: [...facts.handedInTitles],
    scores: scores(facts),
    text: facts.decision?.body['letterText'] ?? '',
  }),
  closingInvitation: (facts) => ({
    ...patient(facts),
    psychologistName: psychologistName(facts),
    closingBy: lastDay(clock(facts, 'closingCall', facts.state.since.treatmentEnded)),
  }),
  courseEnded: (facts) => ({
    ...patient(facts),
    ending: endingOf(facts),
    ownParagraph: own(facts),
    recommendations: no(facts).recommendations,
  }),
  lapsed: (facts) => ({ ...patient(facts), what: 'application' }),
  reminderApplication: (facts) => ({
    ...reminder(facts),
    closesOn: lastDay(clock(facts, 'applicationLapse', facts.state.since.lastActivity)),
  }),
  reminderAppointment: (facts) => ({
    ...reminder(facts),
    appointmentAt: dateTimeWords(facts.state.appointment?.startsAt ?? facts.at, facts.at),
  }),
  reminderOffer: (facts) => ({
    ...reminder(facts),
    reservedUntil: facts.state.reserved ? reservedUntil(facts) : null,
  }),
  newMessage: reminder,
  moduleOpened: reminder,
  silence7: reminder,
  staffReminder: (facts) => ({ ...staff(facts), dueAt: dateTimeWords(nextDue(facts), facts.at) }),
  staffEscalation: (facts) => ({ ...staff(facts), dueAt: dateTimeWords(facts.at) }),
  staffRedFlag: (facts) => ({
    ...staff(facts),
    contactBy: dateTimeWords(contactBy(facts.at), facts.at),
  }),
};

/** The reserved time goes at the first of its two clocks. */
function reservedUntil(facts: LetterFacts): string {
  const { reserved, reservedStart } = facts.state.since;
  const days = clock(facts, 'reservedDays', reserved);
  const near = clock(facts, 'reservedNear', reservedStart);
  return dateTimeWords(reservedStart && near < days ? near : days, facts.at);
}
function nextDue(facts: LetterFacts): Instant {
  return (
    facts.state.dues.find((due) => due.subject !== '')?.dueAt ??
    facts.state.dues[0]?.dueAt ??
    facts.at
  );
}
function endingOf(facts: LetterFacts): 'offerUnanswered' | 'referred' | 'endedByClinic' {
  if (facts.state.outcome === 'referred') return 'referred';
  return facts.state.outcome === 'lapsed' ? 'offerUnanswered' : 'endedByClinic';
}

/** Writes the letter. Throws LetterDataError, naming the field, when the facts do not fill it. */
export function composeLetter(kind: LetterKind, facts: LetterFacts): RenderedLetter {
  const compose = COMPOSERS[kind] as (facts: LetterFacts) => LetterData<typeof kind>;
  return renderLetter(kind, compose(facts));
}
