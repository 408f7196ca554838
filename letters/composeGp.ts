/** From facts to the data of each letter to the patient's own doctor, in words. */
import { copenhagenDate } from '../domain/calendar';
import { longDate, OUTCOME_FOR_STAFF } from '../domain/danish';
import { diagnosisOf } from '../domain/diagnoses';
import type { Instant } from '../domain/ids';
import type { LetterFacts } from '../domain/letterFacts';
import { bandOf, MEASURES, MEASURE_IDS } from '../domain/measures';
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
    const words = (end: typeof first): string | null => {
      if (!end) return null;
      const band = bandOf(id, end.band);
      return band ? `${end.score} (${band.label})` : String(end.score);
    };
    return [{ name: MEASURES[id].name, start: words(first), end: words(last) }];
  });
}
