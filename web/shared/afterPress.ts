/** What a page answers once its form was pressed: onward, "being saved", or the form again. */
import type { Answer, Asked, Ctx } from '../../api/app';
import { forgetUnsent, keepUnsent } from '../../api/commands/keepUnsent';
import type { Outcome } from '../../api/commands/press';
import { dateTimeWords, EVENT_WORDS, refusalWords } from '../../domain/danish';
import { paths, withQuery } from '../paths';
import type { FieldErrors } from './fields';
import { addressOf } from './formState';

export interface AfterPress {
  /** Where a recorded answer leads (303). */
  readonly to: string;
  /** Shown once, there. */
  readonly notice?: { readonly heading: string; readonly text: string };
  /**
   * The same page from what was typed (`asked.form`), with the update id it had. `errors` go to
   * `fieldsOf` as they are: by field name, and under '' the sentence about the whole form.
   */
  readonly again: (errors: FieldErrors, status: number) => Promise<Answer>;
  /** False for a press that carries nothing and means nothing later ("Fortryd"). */
  readonly keeps?: false;
}

type Refused = Extract<Outcome, { kind: 'refused' }>;

/** Nothing typed is ever lost: every answer but "recorded" and "being saved" shows it again. */
export async function afterPress(
  ctx: Ctx,
  asked: Asked,
  outcome: Outcome,
  then: AfterPress,
): Promise<Answer> {
  const address = addressOf(asked);
  if (outcome.kind === 'unavailable') {
    if (then.keeps !== false) await keepUnsent(ctx, asked, address);
  } else if (outcome.kind !== 'invalid') await forgetUnsent(ctx, asked, address);
  switch (outcome.kind) {
    case 'done':
      if (then.notice) asked.session.set({ notice: then.notice });
      return { kind: 'redirect', to: then.to };
    case 'saving':
      return {
        kind: 'redirect',
        to: withQuery(paths.saving.to({ update: outcome.id }), { til: then.to }),
      };
    case 'unavailable':
      return then.again({ '': refusalWords('unavailable') }, 503);
    case 'refused':
      // The page shows what holds now, and not what held when the request began.
      if (outcome.course) Object.assign(asked, { course: outcome.course });
      return then.again({ '': whyRefused(ctx, outcome) }, 409);
    case 'invalid':
      return then.again(outcome.errors, 422);
  }
}

/** The refusal's sentence, and who was there first when that is why. */
function whyRefused(ctx: Ctx, { name, changed }: Refused): string {
  const sentence = refusalWords(name);
  if (name !== 'stale' || !changed) return sentence;
  const toPatient = ctx.actor.kind === 'patient';
  const words = EVENT_WORDS[changed.event];
  const what = toPatient ? words.patient : words.staff;
  if (what === null) return sentence;
  // Nobody is called "the patient" to their face.
  const who = changed.who ?? (toPatient ? null : 'Patienten');
  const when = dateTimeWords(changed.at, ctx.now);
  // The time is of the press: in brackets it would be read as the time of what was agreed.
  return `${what}. Det skete ${when}${who === null ? '' : ` (${who})`}. ${sentence}`;
}
