/** A half-filled exercise or diary on its page: shown again, kept at each pause, and thrown away. */
import type { Answer, Asked, Ctx } from '../../api/app';
import { forgetWork, keepWork } from '../../api/commands/keepWork';
import { isOwnDraft, workDraft, type WorkDraft } from '../../api/queries/workDraft';
import {
  dateTimeWords,
  refusalWords,
  timeWords,
  type CommandRefusalName,
} from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { RefusalName } from '../../domain/refusals';
import { withQuery } from '../paths';
import { afterPress } from '../shared/afterPress';
import { addressOf } from '../shared/formState';

export { workDraft, type WorkDraft };

/** Where a form keeps itself at each pause. */
export function draftAddress(address: string): string {
  return withQuery(address, { kladde: '1' });
}
/** Whether a post is a pause in the typing, and no press. */
export function isPause({ query }: Asked): boolean {
  return query['kladde'] !== undefined;
}

/** What the form carries, so that the draft it was shown is its own to write on. */
export function seenIn(asked: Asked, draft: WorkDraft | null): { seen?: string } {
  const { form } = asked;
  if (draft && (Object.keys(form).length === 0 || isOwnDraft(draft, form))) {
    return { seen: draft.stamp };
  }
  const { seen } = form;
  return typeof seen === 'string' ? { seen } : {};
}

/** Over a form that is opened with a draft in it. */
export interface Begun {
  readonly text: string;
  readonly discard: string;
}
export function begunWords(draft: WorkDraft | null, button: string, now: Instant): Begun | null {
  return (
    draft && {
      text:
        `Her er det, du var i gang med. Det blev gemt som kladde ${dateTimeWords(draft.savedAt, now)}. ` +
        `Det er først med, når du trykker »${button}«.`,
      discard: 'Slet kladden',
    }
  );
}

/** The form's words to a script: kept, or why not. */
async function paused(
  ctx: Ctx,
  asked: Asked,
  { isNew, closed }: WorkOf,
  isPress: boolean,
): Promise<{ readonly failed: string | null }> {
  if (closed)
    return { failed: `Ikke gemt: ${refusalWords(closed)} Det, du skrev, står her stadig.` };
  const kept = await keepWork(ctx, asked.course, addressOf(asked), {
    form: asked.form,
    isNew,
    isPress,
  });
  return { failed: kept === 'kept' ? null : NOT_KEPT[kept] };
}
const NOT_KEPT = {
  elsewhere:
    'Du skriver det samme sted i et andet vindue. Det, du skriver her, er ikke gemt endnu. Gem det ' +
    'med knappen, hvis det er det her, du vil beholde.',
  // Read only by who went back to a page that was pressed: the press itself leads on.
  settled:
    'Siden her har du trykket på før. Det, du skriver nu, er ikke gemt endnu. Gem det med knappen, ' +
    'hvis du vil beholde det.',
} as const;
const NOT_DISCARDED =
  'Kladden er ikke slettet. Du har skrevet videre på den i et andet vindue. Åbn siden igen, så kan ' +
  'du læse den, før du sletter den.';

interface WorkOf {
  /** Something stands in the form that is not saved. */
  readonly isNew: boolean;
  /** Why nothing can be written any more. */
  readonly closed: RefusalName | CommandRefusalName | null;
}

/** What a pause in the typing is answered with. */
export async function answerPause(ctx: Ctx, asked: Asked, of: WorkOf): Promise<Answer> {
  const { failed } = await paused(ctx, asked, of, false);
  return failed === null
    ? { kind: 'json', body: { saved: `Kladden er gemt ${timeWords(ctx.now)}` } }
    : { kind: 'json', body: { failed }, status: 409 };
}

/** "Gem som kladde" and "Slet kladden", which need no script; null for every other press. */
export async function pressedDraft(
  ctx: Ctx,
  asked: Asked,
  of: WorkOf & { readonly again: (errors: Record<string, string>) => Promise<Answer> },
): Promise<Answer | null> {
  const wanted = asked.form['do'];
  if (wanted === 'discard') return discarded(ctx, asked, of.again);
  if (wanted !== 'draft') return null;
  const { failed } = await paused(ctx, asked, of, true);
  if (failed !== null) return of.again({ '': failed });
  const notice = { heading: 'Kladden er gemt', text: 'Du kan skrive videre en anden gang.' };
  return backWith(ctx, asked, notice);
}

/** The draft is thrown away, and what is saved stands on the page again; another window's stays. */
export async function discarded(
  ctx: Ctx,
  asked: Asked,
  again: (errors: Record<string, string>) => Promise<Answer>,
): Promise<Answer> {
  const { course, form } = asked;
  const became = await forgetWork(ctx, course, addressOf(asked), { form, isOver: true });
  if (became === 'elsewhere') return again({ '': NOT_DISCARDED });
  const text = 'Det, der er gemt, står der stadig.';
  return backWith(ctx, asked, { heading: 'Kladden er slettet', text });
}

function backWith(ctx: Ctx, asked: Asked, notice: { heading: string; text: string }) {
  const then = { to: addressOf(asked), notice, again: noneAgain };
  return afterPress(ctx, asked, { kind: 'done' }, then);
}

function noneAgain(): Promise<Answer> {
  throw new Error('it was done');
}

/**
 * After a press that saves: what is saved needs no draft, and what was not taken in becomes one, so
 * that it stands there also when the page is left. `isOver`: the form does not come back.
 */
export async function settleDraft(
  ctx: Ctx,
  asked: Asked,
  {
    isSaved,
    isOver = isSaved,
    mayWrite = true,
  }: { isSaved: boolean; isOver?: boolean; mayWrite?: boolean },
): Promise<void> {
  const { course, form } = asked;
  if (isSaved) await forgetWork(ctx, course, addressOf(asked), { form, isOver });
  else if (mayWrite)
    await keepWork(ctx, course, addressOf(asked), {
      form,
      isNew: true,
      isPress: true,
    });
}
