/** A public text as it reads today, ready to print; and its versions, for whoever writes it. */
import {
  publicText as textOf,
  textDays,
  textsWritten,
  type TextDay,
  type WrittenText,
} from '../../db/publicTexts';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { CivilDate } from '../../domain/ids';
import { SHIPPED_TEXTS, TEXT_KEYS, type PublicText, type TextKey } from '../../domain/publicTexts';
import { lix } from '../../programmes/lix';
import { partedHtml, plainWords, type Parted } from '../../programmes/markdown';
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

/** `lix`: how hard it is to read, as a whole number; 40 is the most a page of ours should have. */
export interface Preview extends Parted {
  readonly lix: number;
}

/** A text that is not kept yet, as it would be printed. */
export function previewOf(body: string): Preview {
  return { ...partedHtml(body), lix: Math.round(lix(plainWords(body))) };
}

/** What is read of a text today and what comes, without what it says. */
export interface TextOutline {
  readonly key: TextKey;
  /** The version is null for the text that is shipped. */
  readonly now: { readonly validFrom: CivilDate; readonly version: number | null };
  /** One for each later day on which another begins, in their order. */
  readonly coming: readonly TextDay[];
}

/** Every text there is, in the order of the pages. */
export async function textOutlines(ctx: Ctx): Promise<readonly TextOutline[]> {
  const today = copenhagenDate(ctx.now);
  const days = await inTransaction(ctx.app.db, ctx.actor, (tx) => textDays(tx));
  return TEXT_KEYS.map((key) => {
    const own = days.filter((day) => day.key === key);
    const now = own.findLast(({ validFrom }) => validFrom <= today);
    return {
      key,
      now: now ?? { validFrom: SHIPPED_TEXTS[key].validFrom, version: null },
      coming: own.filter(({ validFrom }) => validFrom > today),
    };
  });
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
