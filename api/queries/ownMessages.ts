/** The messages between a patient and the clinic, as the patient reads them. */
import type { CourseRow } from '../../db/courses';
import { markMessagesRead, messagesOf, type Message } from '../../db/messages';
import { staffNames } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import { asId, instant, isUuid, type MessageId, type StaffId } from '../../domain/ids';
import type { Ctx } from '../app';

export interface OwnMessage {
  readonly messageId: MessageId;
  readonly from: 'patient' | 'staff' | 'system';
  /** The name of the member of staff. */
  readonly name: string | null;
  readonly writtenAt: Message['writtenAt'];
  readonly body: string;
  /** Staff's: the patient has not read it before. Patient's: staff has not read it yet. */
  readonly unread: boolean;
}
export interface OwnMessages {
  /** The oldest first. */
  readonly messages: readonly OwnMessage[];
  /** For the address of the page before; null: this is the first. */
  readonly older: string | null;
}
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
    const authors = shown.flatMap((one) =>
      one.authorKind === 'staff' && one.authorId ? [asId<StaffId>(one.authorId)] : [],
    );
    const names = await staffNames(tx, authors);
    await markMessagesRead(tx, courseId, 'patient', ctx.now);
    return {
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
          name: one.authorId ? (names.get(asId<StaffId>(one.authorId)) ?? null) : null,
          unread: one.readAt === null,
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
