/** The times that the deadline rules of today promise, in words for the public pages. */
import type { Ctx } from '../../api/app';
import { promises } from '../../api/queries/promises';
import { ageWords, weeksWords } from '../../domain/danish';

export interface PromisedTimes {
  readonly answer: string;
  readonly assessment: string;
  readonly treatment: string;
  /** The ages that are promised another answer. */
  readonly byAge: readonly { readonly ages: string; readonly answer: string }[];
}

export async function promisedTimes(ctx: Ctx): Promise<PromisedTimes> {
  const { rules, answerByAge } = await promises(ctx);
  return {
    answer: weeksWords(rules.screeningAnswer),
    assessment: weeksWords(rules.assessmentClock),
    treatment: weeksWords(rules.treatmentLength),
    byAge: answerByAge.map((one) => ({ ages: ageWords(one), answer: weeksWords(one.rule) })),
  };
}
