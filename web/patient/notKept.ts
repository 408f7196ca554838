/** Answers to a questionnaire that is not asked any more: they are not kept, and the patient is told why. */
import type { Answer, Asked, Ctx } from '../../api/app';
import { refusalWords, timeWords, type CommandRefusalName } from '../../domain/danish';
import { withQuery } from '../paths';
import { NOT_KEPT } from '../shared/crisisBefore';
import type { FieldErrors } from '../shared/fields';

const CAUSES = [
  'partAnswered',
  'partPaused',
  'partOver',
  'partTooLate',
  'partNotAsked',
] as const satisfies readonly CommandRefusalName[];

/** The address of a list that says on top why answers were not kept. */
export function notKept(list: string, why: CommandRefusalName): string {
  return withQuery(list, { [NOT_KEPT]: why });
}

/** What such an address has the list say; nothing for any other. */
export function notKeptWords({ query }: Asked): FieldErrors {
  const why = CAUSES.find((one) => one === query[NOT_KEPT]);
  return why ? { '': refusalWords(why) } : {};
}

/** The answer to a form that saves itself; a name: it was not kept, and asking again is no use. */
export function draftAnswer(ctx: Ctx, why: CommandRefusalName | null): Answer {
  return why === null
    ? { kind: 'json', body: { saved: `Gemt ${timeWords(ctx.now)}` } }
    : { kind: 'json', body: { failed: refusalWords(why) }, status: 409 };
}
