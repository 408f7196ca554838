/** Over what was typed and stands in no form any more: now, or in a draft begun earlier. */
import { dateTimeWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { FormState } from '../shared/formState';
import type { Form } from '../shared/parts';
import type { WorkDraft } from './workDraft';

export interface Left {
  readonly heading: string;
  readonly text: string;
  /** {{> left-draft left}}: throws the draft away; null: there is none. */
  readonly discard: (Form & { readonly button: string }) | null;
}

/** `address`: the page that the draft belongs to. */
export function leftWords(
  { form, draft = null }: { readonly form: FormState; readonly draft?: WorkDraft | null },
  address: string,
  now: Instant,
): Left {
  if (form.status !== 200 || !draft) {
    return {
      heading: 'Det, du skrev lige nu, er ikke gemt',
      text: 'Det står her endnu. Kopiér det, hvis du vil beholde det.',
      discard: null,
    };
  }
  return {
    heading: `Du var begyndt på det her ${dateTimeWords(draft.savedAt, now)}`,
    text:
      'Det er en kladde, som du ikke nåede at gemme. Her kan ikke skrives nu. Kopiér det, hvis du ' +
      'vil beholde det.',
    discard: {
      action: address,
      hidden: { ...form.hidden, seen: draft.stamp },
      button: 'Slet kladden',
    },
  };
}
