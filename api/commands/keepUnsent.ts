/** Keeps a press that could not be taken in, with its update id, until its author presses again. */
import { dropDraft, saveDraft } from '../../db/drafts';
import { inTransaction } from '../../db/transaction';
import type { Asked, Ctx } from '../app';
import { unsentName } from '../queries/unsent';

/** Of one showing of the page, and no part of what was pressed. */
const TOKEN = '_csrf';

/**
 * The whole form, sealed, under the address it was posted to: its page shows it again, whenever it
 * is opened. Nothing sends it by itself: pressed again it is the same update, taken in at most once.
 */
export async function keepUnsent(
  ctx: Ctx,
  { course, form }: Asked,
  address: string,
): Promise<void> {
  const { actor } = ctx;
  if (actor.id === null) return;
  const { courseId, personId } = course;
  const authorId = actor.id;
  const { [TOKEN]: _token, ...body } = form;
  await inTransaction(ctx.app.db, actor, (tx) =>
    saveDraft(tx, {
      courseId,
      personId,
      authorId,
      form: unsentName(address),
      body,
      at: ctx.now,
    }),
  );
}

/** It went through, or was answered with a no that its author has read. */
export async function forgetUnsent(ctx: Ctx, asked: Asked, address: string): Promise<void> {
  const { actor } = ctx;
  if (actor.id === null || !asked.unsent.has(address)) return;
  const { courseId } = asked.course;
  const authorId = actor.id;
  await inTransaction(ctx.app.db, actor, (tx) =>
    dropDraft(tx, { courseId, authorId, form: unsentName(address) }),
  );
}
