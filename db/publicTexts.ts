/** What the clinic says on its public pages, beside the texts that domain/publicTexts ships. */
import { z } from 'zod';
import type { CivilDate, Instant, StaffId } from '../domain/ids';
import { SHIPPED_TEXTS, TEXT_KEYS, type PublicText, type TextKey } from '../domain/publicTexts';
import { zDate, zId, zInstant } from './columns';
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

const Written = Row.extend({
  version: z.number(),
  addedAt: zInstant,
  writtenBy: zId<StaffId>().nullable(),
  /** Who wrote it; null for what was not written on a page of ours. */
  name: z.string().nullable(),
});
export type WrittenText = z.infer<typeof Written>;

/** Every version that the clinic has written itself, the newest first. */
export function textsWritten(tx: Tx, key: TextKey): Promise<WrittenText[]> {
  return tx.rows(
    Written,
    `SELECT version, valid_from, body, added_at, written_by, name
    FROM public_text LEFT JOIN staff ON staff_id = written_by
    WHERE key = $1 ORDER BY version DESC`,
    [key],
  );
}

const Day = z.object({ key: z.enum(TEXT_KEYS), validFrom: zDate, version: z.number() });
/** A day on which a text of the clinic's own begins, with the version that is read from then on. */
export type TextDay = z.infer<typeof Day>;

/** Each day on which a text of the clinic's own begins, in their order, without what they say. */
export function textDays(tx: Tx): Promise<TextDay[]> {
  return tx.rows(
    Day,
    `SELECT DISTINCT ON (key, valid_from) key, valid_from, version FROM public_text
    ORDER BY key, valid_from, version DESC`,
    [],
  );
}

/** Adds a version of a text. False: there is one of that number already, and it stays as it is. */
export async function insertText(
  tx: Tx,
  text: OwnText,
  by: { readonly at: Instant; readonly writtenBy: StaffId | null },
): Promise<boolean> {
  const { key, version, validFrom, body } = text;
  const added = await tx.run(
    `INSERT INTO public_text (key, version, valid_from, body, added_at, written_by)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [key, version, validFrom, body, by.at, by.writtenBy],
  );
  return added === 1;
}
