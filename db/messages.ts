/** Messages between a patient and the clinic. */
import { z } from 'zod';
import type { CourseId, Instant, MessageId, PersonId, StaffId, UpdateId } from '../domain/ids';
import { zBytes, zId, zInstant } from './columns';
import { alone } from './pressing';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

const Clear = z.object({
  messageId: zId<MessageId>(),
  authorKind: z.enum(['patient', 'staff', 'system']),
  authorId: zId<PersonId | StaffId>().nullable(),
  /** 'kept': written, its event not recorded yet. */
  state: z.enum(['kept', 'sent']),
  writtenAt: zInstant,
  readAt: zInstant.nullable(),
  /** The member of staff who opened the thread; of the clinic's own the patient. */
  readBy: zId<PersonId | StaffId>().nullable(),
  aboutModule: z.string().nullable(),
  aboutExercise: z.string().nullable(),
});
export interface Message extends z.infer<typeof Clear> {
  readonly body: string;
}
/** The exercise that a message is about. */
export interface MessageAbout {
  readonly module: string;
  readonly exercise: string;
}
export type MessageAuthor =
  | { readonly kind: 'patient'; readonly id: PersonId }
  | { readonly kind: 'staff'; readonly id: StaffId }
  | { readonly kind: 'system'; readonly id: null };

const SealedRow = Clear.extend({ personId: zId<PersonId>(), bodySealed: zBytes });
const place = (row: string) => ({ table: 'message', column: 'body_sealed', row });

/**
 * Keeps a message before its event is asked for. The same form posted again is the same message;
 * its text may still change until it is sent. Returns the id that stands.
 */
export async function keepMessage(
  tx: Tx,
  of: {
    messageId: MessageId;
    courseId: CourseId;
    personId: PersonId;
    author: MessageAuthor;
    body: string;
    about?: MessageAbout | null;
    at: Instant;
    updateId: UpdateId;
  },
): Promise<MessageId> {
  await alone(tx, of.updateId);
  const known = await tx.row(
    z.object({ messageId: zId<MessageId>() }),
    'SELECT message_id FROM message WHERE update_id = $1',
    [of.updateId],
  );
  const messageId = known?.messageId ?? of.messageId;
  const sealed = await seal(tx, of.personId, place(messageId), of.body);
  await tx.run(
    `INSERT INTO message (message_id, course_id, person_id, author_kind, author_id,
    body_sealed, written_at, update_id, about_module, about_exercise)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (message_id) DO UPDATE SET body_sealed = excluded.body_sealed
    WHERE message.state = 'kept'`,
    [
      messageId,
      of.courseId,
      of.personId,
      of.author.kind,
      of.author.id,
      sealed,
      of.at,
      of.updateId,
      of.about?.module ?? null,
      of.about?.exercise ?? null,
    ],
  );
  return messageId;
}

/** The words kept for a pressing, sent or not; null: none are. */
export async function messageTextOf(tx: Tx, updateId: UpdateId): Promise<string | null> {
  const row = await tx.row(
    SealedRow.pick({ messageId: true, personId: true, bodySealed: true }),
    'SELECT message_id, person_id, body_sealed FROM message WHERE update_id = $1',
    [updateId],
  );
  return row ? unseal(tx, row.personId, place(row.messageId), row.bodySealed, z.string()) : null;
}

/** With the recorded event. */
export async function markMessageSent(tx: Tx, updateId: UpdateId): Promise<boolean> {
  return (await tx.run(`UPDATE message SET state = 'sent' WHERE update_id = $1`, [updateId])) === 1;
}

/** The newest first, page by page. */
export async function messagesOf(
  tx: Tx,
  courseId: CourseId,
  page: {
    limit: number;
    before?: { writtenAt: Instant; messageId: MessageId };
  },
): Promise<Message[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT message_id, person_id, author_kind, author_id,
      body_sealed, state, written_at, read_at, read_by, about_module, about_exercise FROM message
    WHERE course_id = $1 AND ($2::uuid IS NULL OR (written_at, message_id) < ($3::timestamptz, $2))
    ORDER BY written_at DESC, message_id DESC LIMIT $4`,
    [courseId, page.before?.messageId ?? null, page.before?.writtenAt ?? null, page.limit],
  );
  return Promise.all(
    rows.map(async ({ personId, bodySealed, ...clear }) => ({
      ...clear,
      body: await unseal(tx, personId, place(clear.messageId), bodySealed, z.string()),
    })),
  );
}

type Reader = 'patient' | 'staff';
/** What a reader has not written: for a patient all but their own, for staff the patient's. */
const FOR_READER = `(author_kind = 'patient') = ($2 = 'staff')`;

/** Of what a person has before them, the sent messages to them are read now. Says how many were new. */
export function markMessagesRead(
  tx: Tx,
  courseId: CourseId,
  reader: { readonly kind: Reader; readonly id: PersonId | StaffId },
  read: { readonly messages: readonly MessageId[]; readonly at: Instant },
): Promise<number> {
  return tx.run(
    `UPDATE message SET read_at = $3, read_by = $4 WHERE course_id = $1 AND ${FOR_READER}
    AND message_id = ANY($5) AND state = 'sent' AND read_at IS NULL`,
    [courseId, reader.kind, read.at, reader.id, read.messages],
  );
}

export async function unreadCount(tx: Tx, courseId: CourseId, reader: Reader): Promise<number> {
  const row = await tx.row(
    z.object({ count: z.number() }),
    `SELECT count(*) FROM message
    WHERE course_id = $1 AND ${FOR_READER} AND state = 'sent' AND read_at IS NULL`,
    [courseId, reader],
  );
  return row?.count ?? 0;
}
