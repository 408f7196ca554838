/**
 * Answers for the self-check before an application: its questions, and what is said to each answer.
 * The criteria stand in domain/targetGroup and what is said to their answers in explanations; here is
 * what is different for somebody who has written nothing yet and of whom nothing is kept. It decides
 * nothing.
 */
import { criterion } from './eligibility';
import { explanationOf } from './explanations';
import { flagsFrom, SAFETY_QUESTIONS, type RiskThresholds } from './risk';
import type { RecommendationKey } from './signposting';
import { CRITERION_IDS, UNDER_AGE } from './targetGroup';
import type { AnswerOption, AtOnce, CriterionId } from './targetGroup';

/** The criteria of the application, and the age, which there comes from the identity number. */
export type CheckId = 'adult' | CriterionId;

export interface CheckQuestion {
  readonly id: CheckId;
  readonly question: string;
  readonly hint: string | null;
  readonly options: readonly AnswerOption[];
}
export interface CheckGroup {
  readonly heading: string;
  readonly questions: readonly CheckQuestion[];
}

const ADULT: CheckQuestion = {
  id: 'adult',
  question: 'Er du fyldt 18 år?',
  hint: null,
  options: [
    { value: 'yes', label: 'Ja' },
    { value: 'no', label: 'Nej' },
  ],
};

/** Hints of the application that speak of what only comes there. */
const HINTS: Partial<Readonly<Record<CriterionId, string>>> = {
  suicideRisk: 'Er du i tvivl, så svar ja.',
  alcohol: 'Svar, som det er. Det er der plads til.',
};

function asked(id: CriterionId): CheckQuestion {
  const { question, hint, options } = criterion(id);
  return { id, question, options, hint: HINTS[id] ?? hint ?? null };
}
function all(kind: 'inclusion' | 'exclusion' | 'speaksAgainst'): readonly CheckQuestion[] {
  return CRITERION_IDS.filter((id) => criterion(id).kind === kind).map(asked);
}

const exclusions = all('exclusion');
const isSafety = ({ id }: CheckQuestion): boolean => SAFETY_QUESTIONS.some((one) => one === id);

export const CHECK_GROUPS: readonly CheckGroup[] = [
  { heading: 'Dig og din hverdag', questions: [ADULT, ...all('inclusion')] },
  {
    heading: 'Det, der fylder for dig',
    questions: exclusions.filter((one) => !isSafety(one)),
  },
  { heading: 'Medicin', questions: all('speaksAgainst') },
  { heading: 'Din sikkerhed', questions: exclusions.filter(isSafety) },
];
const CHECK_QUESTIONS = CHECK_GROUPS.flatMap(({ questions }) => questions);

/** Here nobody reads an answer; in the application it raises a flag and leads to the crisis page. */
const IN_DANGER: AtOnce = {
  answers: ['yes'],
  text:
    'Tak, fordi du svarer, som det er. Ingen læser svarene her, så vent ikke på os. Ring nu ' +
    'til et af numrene øverst på siden. Du har brug for nogen, der kan være tæt på dig lige nu, ' +
    'og det kan vi ikke over nettet.',
  recommends: ['ownGp'],
};
/** Said to somebody who has applied. */
const AFTER_APPLYING: readonly RecommendationKey[] = ['applyAgain'];

export type CheckAnswers = Readonly<Partial<Record<CheckId, string>>>;

/** One question that was answered, with what is said to it; `said` null: the answer fits. */
export interface CheckedAnswer {
  readonly id: CheckId;
  readonly question: string;
  readonly answer: string;
  readonly said: AtOnce | null;
}
export interface SelfChecked {
  /** The crisis numbers come first, and what is said about it right after them. */
  readonly isInDanger: boolean;
  readonly answers: readonly CheckedAnswer[];
  /** Other help that fits, each once. */
  readonly recommends: readonly RecommendationKey[];
}

/** What the answers give reason to say, in the order of the questions; what is no option is left out. */
export function selfChecked(given: CheckAnswers, thresholds: RiskThresholds): SelfChecked {
  const { suicideRisk } = given;
  const safety = suicideRisk === undefined ? {} : { suicideRisk };
  const isInDanger = flagsFrom({ safety }, thresholds).length > 0;
  const answers = inOrder(isInDanger).flatMap((one): readonly CheckedAnswer[] => {
    const answer = one.options.find(({ value }) => value === given[one.id]);
    if (!answer) return [];
    const said = saidTo(one.id, answer.value);
    return [{ id: one.id, question: one.question, answer: answer.label, said }];
  });
  const recommends = new Set(answers.flatMap(({ said: one }) => [...(one?.recommends ?? [])]));
  return { isInDanger, answers, recommends: [...recommends] };
}

function inOrder(isInDanger: boolean): readonly CheckQuestion[] {
  if (!isInDanger) return CHECK_QUESTIONS;
  return CHECK_QUESTIONS.toSorted((one, other) => Number(isSafety(other)) - Number(isSafety(one)));
}

function saidTo(id: CheckId, answer: string): AtOnce | null {
  if (id === 'adult') return answer === 'no' ? UNDER_AGE : null;
  if (id === 'suicideRisk') return IN_DANGER.answers.includes(answer) ? IN_DANGER : null;
  const said = explanationOf(id, answer);
  return (
    said && { ...said, recommends: said.recommends.filter((key) => !AFTER_APPLYING.includes(key)) }
  );
}
