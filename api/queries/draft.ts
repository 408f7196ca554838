/** A half-written form of the reader's own. */
import { z } from 'zod';
import { readDraft } from '../../db/drafts';
import type { Tx } from '../../db/transaction';
import type { CourseId, Instant } from '../../domain/ids';
import type { Ctx } from '../app';

const zTyped = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export interface Draft {
  readonly body: z.infer<typeof zTyped>;
  readonly savedAt: Instant;
}

/** The draft that a clinician's words about a task are kept in; the database knows it by this name. */
export const taskDraft = (ref: string): string => `task:${ref}`;

export async function draftOf(
  tx: Tx,
  ctx: Ctx,
  courseId: CourseId,
  form: string,
): Promise<Draft | undefined> {
  if (ctx.actor.kind !== 'staff' && ctx.actor.kind !== 'patient') return undefined;
  return readDraft(tx, { courseId, authorId: ctx.actor.id, form }, zTyped);
}
