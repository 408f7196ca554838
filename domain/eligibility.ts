/** Answers for what an application says about the target group: where to look, and who is 18. */
import { ageOn } from './cpr';
import type { CivilDate } from './ids';
import { ADULT_AGE, CRITERIA, CRITERION_IDS } from './targetGroup';
import type { Criterion, CriterionId } from './targetGroup';

/** The value of the chosen option for each criterion; what was not answered is left out. */
export type EligibilityAnswers = Readonly<Partial<Record<CriterionId, string>>>;

/** The row of a criterion, as the general shape that pages walk. */
export function criterion(id: CriterionId): Criterion {
  return CRITERIA[id];
}

/** The Danish words of an answer, or null when it was not given or is no option. */
export function answerLabel(id: CriterionId, answer: string | undefined): string | null {
  return criterion(id).options.find((option) => option.value === answer)?.label ?? null;
}

export interface LookHere {
  readonly id: CriterionId;
  readonly because: 'answer' | 'unanswered';
}

/**
 * The criteria a psychologist should look at, in the order of the form: an answer that is marked so
 * or none at all; and what something else points at, as `also` says. It is a pointer, never a verdict: nothing in the software decides from it.
 */
export function lookHere(
  answers: EligibilityAnswers,
  also: readonly CriterionId[] = [],
): readonly LookHere[] {
  return CRITERION_IDS.flatMap((id): readonly LookHere[] => {
    const answer = answers[id];
    if (answerLabel(id, answer) === null) return [{ id, because: 'unanswered' }];
    const isMarked = also.includes(id) || criterion(id).lookHere.some((value) => value === answer);
    return isMarked ? [{ id, because: 'answer' }] : [];
  });
}

/** The one rule that is asked of the identity number: 18 or older on the day of sending. */
export function isOldEnough(birth: CivilDate, sentOn: CivilDate): boolean {
  return ageOn(birth, sentOn) >= ADULT_AGE;
}

/** The first day on which somebody born then is 18: who was born on a leap day, on 1 March. */
export function adultFrom(birth: CivilDate): CivilDate {
  const year = Number(birth.slice(0, 4)) + ADULT_AGE;
  const day = birth.slice(4) === '-02-29' && year % 4 !== 0 ? '-03-01' : birth.slice(4);
  return `${year}${day}` as CivilDate;
}
