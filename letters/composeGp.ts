/** From facts to the data of each letter to the patient's own doctor, in words. */
import { copenhagenDate } from '../domain/calendar';
import {
  longDate,
  numberWords,
  occasionWords,
  OUTCOME_FOR_STAFF,
  reckonedWords,
} from '../domain/danish';
import { diagnosisOf } from '../domain/diagnoses';
import type { Instant } from '../domain/ids';
import type { LetterFacts, ScoreEnd } from '../domain/letterFacts';
import { bandOf, MEASURES, MEASURE_IDS, type MeasureId } from '../domain/measures';
import { weekOf } from '../domain/measuring';
import {
  correction,
  psychologistName,
  since,
  treatmentUntil,
  type Composers,
} from './composeParts';
import { needed } from './letter';

export const TO_GP = {
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
  epicriseCorrection: (facts) => ({
    ...gp(facts, facts.consentSince.gpEnd),
    ...correction(facts),
  }),
} as const satisfies Partial<Composers>;

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

function day(facts: LetterFacts, anchor: 'treatmentStarted' | 'treatmentEnded'): string {
  return longDate(copenhagenDate(since(facts, anchor)));
}

function scores(facts: LetterFacts) {
  return facts.scores.flatMap(({ measure, first, last }) => {
    const id = MEASURE_IDS.find((one) => one === measure);
    if (!id) return [];
    return [
      {
        name: MEASURES[id].name,
        start: first && endWords(id, first),
        end: last && endWords(id, last),
      },
    ];
  });
}

/** "8 (Let), uge 11, beregnet af 8 af 9 svar": the week of one that is from no end. */
function endWords(id: MeasureId, end: ScoreEnd): string {
  const band = bandOf(id, end.band);
  const week = weekOf(end.occasion) === null ? null : occasionWords(end.occasion).toLowerCase();
  const score = `${numberWords(end.score)}${band ? ` (${band.label})` : ''}`;
  return [score, week, reckonedWords(end)].filter(Boolean).join(', ');
}
