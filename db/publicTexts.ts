/** What the clinic says on its public pages, beside the texts that domain/publicTexts ships. */
import { z } from 'zod';
import type { CivilDate, Instant } from '../domain/ids';
import { SHIPPED_TEXTS, type PublicText, type TextKey } from '../domain/publicTexts';
import { zDate } from './columns';
import type { Tx } from './transaction';

const Row = z.object({ validFrom: zDate, body: z.string() });

/** The text of a day: the clinic's own that began last, of the same day the higher version. */
export async function publicText(tx: Tx, key: TextKey, on: CivilDate): Promise<PublicText> {
  const own = await tx.row(
    Row,
    `SELECT valid_from, body FROM public_text WHERE key = $1 AND valid_from <= $2
    ORDER BY valid_from DESC, version DESC LIMIT 1`,
    [key, on],
  );
  return own ?? SHIPPED_TEXTS[key];
}

/** What a clinic says itself; a later version goes beside it. */
export type OwnText = PublicText & { readonly key: TextKey; readonly version: number };

/** Adds a version of a text; one that is there already stays as it is. */
export async function insertText(tx: Tx, text: OwnText, at: Instant): Promise<void> {
  const { key, version, validFrom, body } = text;
  await tx.run(
    `INSERT INTO public_text (key, version, valid_from, body, added_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [key, version, validFrom, body, at],
  );
}
