/** The supervisor adds a version of a public text, from a day on; nothing that stood is changed. */
import { writeAudit } from '../../db/audit';
import { insertText, textsWritten } from '../../db/publicTexts';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { CivilDate } from '../../domain/ids';
import type { TextKey } from '../../domain/publicTexts';
import { hasPageHeading } from '../../programmes/markdown';
import type { Ctx, Form } from '../app';
import { errorsOf, textOf } from './press';
import { NO_DATE, typedDate } from './typedTime';

/** As the table has it (`public_text_body_check`). */
export const LONGEST_TEXT = 40_000;

export type TextOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly name: 'textChanged' }
  | { readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> };

/** The form has `body`, the day it begins, and `version`: the newest there was when it was shown. */
export async function writePublicText(ctx: Ctx, key: TextKey, form: Form): Promise<TextOutcome> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new Error('only staff write public texts');
  const body = textOf(form, 'body');
  const validFrom = typedDate(form, 'from');
  const errors = textErrors(ctx, form);
  if (Object.keys(errors).length > 0 || !validFrom) return { kind: 'invalid', errors };
  const version = (Number(textOf(form, 'version')) || 0) + 1;
  return inTransaction(ctx.app.db, actor, async (tx): Promise<TextOutcome> => {
    const text = { key, version, validFrom, body };
    const by = { at: ctx.now, writtenBy: actor.id };
    const newest = (await textsWritten(tx, key))[0]?.version ?? 0;
    const isNext = version === newest + 1 && (await insertText(tx, text, by));
    if (!isNext) {
      // The same form sent twice is the same version; sent at once, it came after we had looked.
      const same = (await textsWritten(tx, key)).find((one) => one.version === version);
      const isOurs = same?.body === body && same.validFrom === validFrom;
      return isOurs ? { kind: 'done' } : { kind: 'refused', name: 'textChanged' };
    }
    await writeAudit(tx, {
      at: ctx.now,
      event: 'wrotePublicText',
      detail: { text: key, version, validFrom },
      requestId: ctx.requestId,
    });
    return { kind: 'done' };
  });
}

const PAGE_HEADING =
  'Siden har allerede sin store overskrift. Begynd en overskrift i teksten med ## og et mellemrum.';

/** What is wrong with what was typed, in Danish, by field. */
export function textErrors(ctx: Ctx, form: Form): Readonly<Record<string, string>> {
  return errorsOf({
    body: bodyError(textOf(form, 'body')),
    from: dayError(typedDate(form, 'from'), copenhagenDate(ctx.now)),
  });
}

function bodyError(body: string): string | null {
  if (body === '') return 'Skriv den tekst, som folk skal læse.';
  if (body.length > LONGEST_TEXT) {
    return `Der er plads til ${LONGEST_TEXT} tegn. Du har skrevet ${body.length}.`;
  }
  return hasPageHeading(body) ? PAGE_HEADING : null;
}

function dayError(validFrom: CivilDate | null, today: CivilDate): string | null {
  if (!validFrom) return NO_DATE;
  return validFrom < today
    ? 'Dagen er gået. Det, folk har læst, kan ikke ændres. Vælg i dag eller en senere dag.'
    : null;
}
