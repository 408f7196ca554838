/** The messages of a course as staff read them; reading marks the patient's as read. */
import type { CourseRow } from '../../db/courses';
import { markMessagesRead, messagesOf, type Message } from '../../db/messages';
import { personIdentity } from '../../db/persons';
import { allStaff } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import type { Ctx } from '../app';
import { stateOf } from './courseState';
import { draftOf, type Draft } from './draft';
import { aboutOf, type AboutExercise } from './messageAbout';

export const MESSAGE_DRAFT = 'answerMessage';
const SHOWN = 100;

export interface CourseThread {
  /** Oldest first, sent ones only. */
  readonly messages: readonly ThreadMessage[];
  readonly draft: Draft | undefined;
}
export interface ThreadMessage extends Message {
  readonly from: string;
  /** The exercise it is about, by its title. */
  readonly about: AboutExercise | null;
}

export async function courseThread(ctx: Ctx, course: CourseRow): Promise<CourseThread> {
  const { courseId, personId } = course;
  const { actor } = ctx;
  return inTransaction(ctx.app.db, actor, async (tx) => {
    const found = await messagesOf(tx, courseId, { limit: SHOWN });
    const names = new Map((await allStaff(tx)).map((one) => [String(one.staffId), one.name]));
    const { name } = await personIdentity(tx, personId);
    if (actor.kind === 'staff') {
      const messages = found.map(({ messageId }) => messageId);
      const reader = { kind: 'staff', id: actor.id } as const;
      await markMessagesRead(tx, courseId, reader, { messages, at: ctx.now });
    }
    return {
      messages: found
        .filter((one) => one.state === 'sent')
        .toReversed()
        .map((one) => ({
          ...one,
          about: aboutOf(ctx.app, stateOf(course), one),
          from:
            one.authorKind === 'patient'
              ? name
              : (names.get(one.authorId ?? '') ?? 'Internetpsykiatrien'),
        })),
      draft: await draftOf(tx, ctx, courseId, MESSAGE_DRAFT),
    };
  });
}
