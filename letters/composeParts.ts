/** What composers of every reader's letters share: facts by name, and clocks in words. */
import { copenhagenDate } from '../domain/calendar';
import { longDate } from '../domain/danish';
import { dueInstant, ruleOf } from '../domain/deadlines';
import type { Instant } from '../domain/ids';
import type { LetterFacts } from '../domain/letterFacts';
import type { LetterData, LetterKind } from './index';
import { needed } from './letter';

/** The letters of a course; what staff are told each morning is about no course (composeMorning). */
export type CourseLetterKind = Exclude<LetterKind, 'staffMorning'>;
export type Composers = {
  readonly [Kind in CourseLetterKind]: (facts: LetterFacts) => LetterData<Kind>;
};

/** Throws LetterDataError while the course has no psychologist. */
export function psychologistName(facts: LetterFacts): string {
  return needed(facts.psychologist?.name, 'psychologist');
}

/** A clock's due instant, counted from its anchor by the course's own rule. */
export function clock(
  facts: LetterFacts,
  name: keyof LetterFacts['state']['rules'],
  from: keyof LetterFacts['state']['since'],
) {
  return dueInstant(ruleOf(facts.state, name), since(facts, from), 'patient');
}

/** The instant that the course keeps for the anchor. Throws LetterDataError where it keeps none. */
export function since(facts: LetterFacts, anchor: keyof LetterFacts['state']['since']): Instant {
  return needed(facts.state.since[anchor], anchor);
}

/** The last day of treatment, pauses added. */
export function treatmentUntil(facts: LetterFacts): string {
  const { rules, pausedDays } = facts.state;
  const length = rules.treatmentLength.length + pausedDays;
  const rule = { ...rules.treatmentLength, length };
  return longDate(dueInstant(rule, since(facts, 'treatmentStarted'), 'patient'));
}

/** The letter that this one puts right. */
export function corrected(facts: LetterFacts) {
  return needed(facts.corrects, 'corrects');
}

/** What a correction says of the letter it puts right, whoever reads it. */
export function correction(facts: LetterFacts) {
  return {
    letterOn: longDate(copenhagenDate(corrected(facts).at)),
    text: needed(facts.decision?.body['letterText'], 'letterText'),
  };
}
