/** A letter as it will be sent, with the form that was typed going along unseen. */
import type { Answer, Asked, Ctx, Form } from '../../api/app';
import type { LetterPreview } from '../../api/queries/letterPreview';
import { letterBody } from '../shared/letterBody';
import type { LetterFrame } from '../shared/parts';
import { showCourse, undoLength } from './coursePage';

export interface LetterPage {
  readonly letter: LetterPreview;
  readonly to: string;
  readonly by: string;
  /** Where the letter is approved, and what the button says. */
  readonly send: { readonly action: string; readonly button: string };
  /** Back to the form; what was typed is kept as a draft. */
  readonly edit: string;
  /** Goes the moment it is approved: there is no "Fortryd". */
  readonly atOnce?: true;
}
const OWN = new Set(['_csrf', 'updateId', 'version']);

export function showLetter(ctx: Ctx, asked: Asked, page: LetterPage): Promise<Answer> {
  const { form } = asked;
  const hidden = Object.fromEntries(
    ['updateId', 'version'].flatMap((name) => {
      const value = form[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  return showCourse(ctx, asked, 'clinician/letterPreview', {
    title: 'Brevet, som det sendes',
    main: {
      undo: page.atOnce ? null : undoLength(ctx),
      edit: page.edit,
      letter: letterFrame({ ...page.letter, to: page.to, by: page.by }),
      form: { action: page.send.action, hidden, button: page.send.button, kept: keptFields(form) },
    },
  });
}

/** A letter to its writer: who gets it, how it goes, and what it is called in the inbox. */
export function letterFrame(of: LetterPreview & { to: string; by: string }): LetterFrame {
  return {
    subject: of.subject,
    facts: [
      { term: 'Til', text: of.to },
      { term: 'Sendes', text: of.by },
      { term: 'Emne', text: of.subject },
    ],
    body: letterBody(of.html),
  };
}

/** Every typed value as a field of its own, lists included. */
function keptFields(form: Form): { name: string; value: string }[] {
  return Object.entries(form)
    .filter(([name]) => !OWN.has(name))
    .flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one) => ({ name, value: one })),
    );
}
