/** A public text as it reads today, ready to print. */
import { publicText as textOf } from '../../db/publicTexts';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { CivilDate } from '../../domain/ids';
import type { TextKey } from '../../domain/publicTexts';
import { partedHtml, type Parted } from '../../programmes/markdown';
import type { Ctx } from '../app';

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
