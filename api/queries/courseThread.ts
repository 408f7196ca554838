/** The messages of a course as staff read them; reading marks the patient's as read. */
import type { CourseRow } from '../../db/courses';
import { markMessagesRead, messagesOf, type Message } from '../../db/messages';
import { personIdentity } from '../../db/persons';
import { allStaff } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import type { Ctx } from '../app';
import { draftOf, type Draft } from './draft';

export const MESSAGE_DRAFT = 'answerMessage';
const SHOWN = 100;

export interface CourseThread {
  /** Oldest first, sent ones only. */
  readonly messages: readonly (Message & { readonly from: string })[];
  readonly draft: Draft | undefined;
}

export async function courseThread(ctx: Ctx, course: CourseRow): Promise<CourseThread> {
  const { courseId, personId } = course;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    await markMessagesRead(tx, courseId, 'staff', ctx.now);
    const messages = await messagesOf(tx, courseId, { limit: SHOWN });
    const names = new Map((await allStaff(tx)).map((one) => [String(one.staffId), one.name]));
    const { name } = await personIdentity(tx, personId);
    return {
      messages: messages
        .filter((one) => one.state === 'sent')
        .toReversed()
        .map((one) => ({
          ...one,
          from:
            one.authorKind === 'patient'
              ? name
              : (names.get(one.authorId ?? '') ?? 'Internetpsykiatrien'),
        })),
      draft: await draftOf(tx, ctx, courseId, MESSAGE_DRAFT),
    };
  });
}
