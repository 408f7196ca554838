/** A public text as it reads today, ready to print; and its versions, for whoever writes it. */
import { publicText as textOf, textsWritten, type WrittenText } from '../../db/publicTexts';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { CivilDate } from '../../domain/ids';
import { SHIPPED_TEXTS, type PublicText, type TextKey } from '../../domain/publicTexts';
import { partedHtml, type Parted } from '../../programmes/markdown';
import type { Ctx } from '../app';

export type { Parted } from '../../programmes/markdown';
export type { WrittenText } from '../../db/publicTexts';

/** Made from Markdown in which HTML is only text: safe to print as it is. */
export interface TextToday extends Parted {
  readonly validFrom: CivilDate;
}

export async function publicText(ctx: Ctx, key: TextKey): Promise<TextToday> {
  const today = copenhagenDate(ctx.now);
  const { validFrom, body } = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    textOf(tx, key, today),
  );
  return { validFrom, ...partedHtml(body) };
}

/** A text that is not kept yet, as it would be printed. */
export function previewOf(body: string): Parted {
  return partedHtml(body);
}

export interface TextVersions {
  readonly key: TextKey;
  /** What people read today. */
  readonly now: PublicText;
  /** The number of the clinic's own version that is read today; null: the text that is shipped. */
  readonly nowVersion: number | null;
  readonly shipped: PublicText;
  /** The clinic's own, the newest first. */
  readonly written: readonly WrittenText[];
}

export function textVersions(ctx: Ctx, key: TextKey): Promise<TextVersions> {
  const today = copenhagenDate(ctx.now);
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const now = await textOf(tx, key, today);
    const written = await textsWritten(tx, key);
    const own = written.find(
      ({ validFrom, body }) => validFrom === now.validFrom && body === now.body,
    );
    return { key, now, nowVersion: own?.version ?? null, shipped: SHIPPED_TEXTS[key], written };
  });
}
