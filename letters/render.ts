/** Answers for writing a letter: the one function that both previews it and sends it. */
import { LETTERS, type LetterData, type LetterKind } from './index';
import { plainText } from './plainText';
import { compileTemplate, type Template } from './templates';

export interface RenderedLetter {
  readonly kind: LetterKind;
  /** Kept with the letter as sent, e.g. `offer-1`. */
  readonly templateVersion: string;
  readonly subject: string;
  /** A whole, self-contained document: no scripts, no outside resources. */
  readonly html: string;
  readonly text: string;
}

const kinds = Object.keys(LETTERS) as LetterKind[];
const templates = new Map<LetterKind, Template>(kinds.map((kind) => [kind, compileTemplate(kind)]));

/**
 * Writes one letter. Throws LetterDataError, naming the field, when the data do not fit its schema.
 * What is shown before sending and what is sent both come from here.
 */
export function renderLetter<Kind extends LetterKind>(
  kind: Kind,
  data: LetterData<Kind>,
): RenderedLetter {
  const template = templates.get(kind);
  if (template === undefined) throw new Error(`There is no letter "${kind}"`);
  const letter = LETTERS[kind];
  const { subject, data: checked } = letter.prepare(kind, data);
  const html = template({ ...checked, subject });
  return {
    kind,
    templateVersion: `${kind}-${letter.version}`,
    subject,
    html,
    text: plainText(html),
  };
}
