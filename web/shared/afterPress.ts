/** What a page answers once its form was pressed: onward, "being saved", or the form again. */
import type { Answer, Asked, Ctx } from '../../api/app';
import type { Outcome } from '../../api/commands/press';
import { dateTimeWords, EVENT_WORDS, refusalWords } from '../../domain/danish';
import { paths, withQuery } from '../paths';
import type { FieldErrors } from './fields';

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
}

type Refused = Extract<Outcome, { kind: 'refused' }>;

/** Nothing typed is ever lost: every answer but "recorded" and "being saved" shows it again. */
export async function afterPress(
  ctx: Ctx,
  asked: Asked,
  outcome: Outcome,
  then: AfterPress,
): Promise<Answer> {
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
      return then.again({ '': whyRefused(ctx, outcome) }, 409);
    case 'invalid':
      return then.again(outcome.errors, 422);
  }
}

/** The refusal's sentence, and who was there first when that is why. */
function whyRefused(ctx: Ctx, { name, changed }: Refused): string {
  const sentence = refusalWords(name);
  if (name !== 'stale' || !changed) return sentence;
  const who = changed.who ?? 'Patienten';
  const what =
    ctx.actor.kind === 'patient'
      ? EVENT_WORDS[changed.event].patient
      : EVENT_WORDS[changed.event].staff;
  if (what === null) return sentence;
  return `${what} (${who}, ${dateTimeWords(changed.at, ctx.now)}). ${sentence}`;
}
