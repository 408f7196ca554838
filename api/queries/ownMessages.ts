/** The messages between a patient and the clinic, as the patient reads them. */
import type { CourseRow } from '../../db/courses';
import { markMessagesRead, messagesOf, type Message } from '../../db/messages';
import { staffNames } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import {
  asId,
  instant,
  isUuid,
  type Instant,
  type MessageId,
  type StaffId,
} from '../../domain/ids';
import type { Ctx } from '../app';
import { stateOf } from './courseState';
import { draftOf, type Draft } from './draft';
import { aboutOf, type AboutExercise } from './messageAbout';

export interface OwnMessage {
  readonly messageId: MessageId;
  readonly from: 'patient' | 'staff' | 'system';
  /** The name of the member of staff. */
  readonly name: string | null;
  readonly writtenAt: Message['writtenAt'];
  readonly body: string;
  /** Staff's: the patient has not read it before. Patient's: staff has not read it yet. */
  readonly unread: boolean;
  /** Who of the clinic opened the thread with the patient's message, and when; null: nobody has. */
  readonly read: { readonly by: string | null; readonly at: Instant } | null;
  readonly about: AboutExercise | null;
}
export interface OwnMessages {
  /** The oldest first. */
  readonly messages: readonly OwnMessage[];
  /** For the address of the page before; null: this is the first. */
  readonly older: string | null;
  /** What was typed and not sent. */
  readonly draft: Draft | undefined;
}
export const OWN_MESSAGE_DRAFT = 'message';
const PAGE = 20;
const BETWEEN = '~';

/** One page of the thread; what the clinic wrote is read from now on. */
export async function ownMessages(
  ctx: Ctx,
  course: CourseRow,
  wish: { before: string | undefined },
): Promise<OwnMessages> {
  const { courseId } = course;
  const before = placeOf(wish.before);
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const rows = await messagesOf(tx, courseId, { limit: PAGE + 1, ...(before && { before }) });
    const shown = rows.slice(0, PAGE);
    const last = shown.at(-1);
    const staff = shown.flatMap((one) => {
      const id = one.authorKind === 'staff' ? one.authorId : one.readBy;
      return one.authorKind !== 'system' && id ? [asId<StaffId>(id)] : [];
    });
    const names = await staffNames(tx, staff);
    const nameOf = (id: string | null) => (id ? (names.get(asId<StaffId>(id)) ?? null) : null);
    const reader = { kind: 'patient', id: course.personId } as const;
    const messages = shown.map(({ messageId }) => messageId);
    await markMessagesRead(tx, courseId, reader, { messages, at: ctx.now });
    const draft = await draftOf(tx, ctx, courseId, OWN_MESSAGE_DRAFT);
    const sent = shown.filter((one) => one.state === 'sent' && one.authorKind === 'patient');
    return {
      // What got away after all, when nobody believed it, is no draft any more.
      draft: sent.some(({ body }) => body.replaceAll('\r\n', '\n') === wordsOf(draft))
        ? undefined
        : draft,
      older: rows.length > PAGE && last ? [last.writtenAt, last.messageId].join(BETWEEN) : null,
      // What is kept only was never sent: its text still stands in the form.
      messages: shown
        .filter((one) => one.state === 'sent')
        .toReversed()
        .map((one) => ({
          messageId: one.messageId,
          from: one.authorKind,
          writtenAt: one.writtenAt,
          body: one.body,
          name: nameOf(one.authorId),
          unread: one.readAt === null,
          read:
            one.authorKind === 'patient' && one.readAt
              ? { by: nameOf(one.readBy), at: one.readAt }
              : null,
          about: aboutOf(ctx.app, stateOf(course), one),
        })),
    };
  });
}

/** A place from an address; anything that is none begins at the newest. */
function placeOf(text: string | undefined) {
  const [at = '', id = ''] = text?.split(BETWEEN) ?? [];
  if (Number.isNaN(Date.parse(at)) || !isUuid(id)) return undefined;
  return { writtenAt: instant(at), messageId: asId<MessageId>(id) };
}

/** A form that is sent ends its lines otherwise than one that saves itself. */
function wordsOf(draft: Draft | undefined): string | undefined {
  const words = draft?.body['message'];
  return typeof words === 'string' ? words.replaceAll('\r\n', '\n').trim() : undefined;
}
