/** Letters, journal entries and messages on their way out, and the letters as they were sent. */
import { z } from 'zod';
import { DELIVERIES } from '../domain/taskTable';
import type { DeliveryKind } from '../domain/taskTable';
import type { CourseId, DeliveryId, Instant, PersonId } from '../domain/ids';
import { zBytes, zId, zInstant } from './columns';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

const STATUSES = ['waiting', 'sent', 'delivered', 'failed', 'unknown', 'notAllowed'] as const;
export type DeliveryStatus = (typeof STATUSES)[number];

const Delivery = z.object({
  deliveryId: zId<DeliveryId>(),
  courseId: zId<CourseId>(),
  personId: zId<PersonId>(),
  kind: z.enum(DELIVERIES),
  /** Counts the deliveries of one kind in a course. */
  sequence: z.number(),
  /** What within the course it is about, '' for the course itself. */
  subject: z.string(),
  status: z.enum(STATUSES),
  epoch: z.number(),
  createdAt: zInstant,
  sentAt: zInstant.nullable(),
  deliveredAt: zInstant.nullable(),
  attempts: z.number(),
  /** Enum words: why it failed, and who carried it. */
  reason: z.string().nullable(),
  partner: z.string().nullable(),
  /** The letter is kept and can be read. */
  hasLetter: z.boolean(),
});
export type Delivery = z.infer<typeof Delivery>;

const Letter = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  templateVersion: z.string(),
  /** Who it went to, in words. */
  to: z.string(),
  /** The conversation that goes along as an entry for the receiver's calendar. */
  appointment: z.object({ startsAt: zInstant, endsAt: zInstant }).optional(),
});
export type Letter = z.infer<typeof Letter>;

/** These carry plain facts, not a letter; what left is kept in the same sealed column. */
const ENTRIES = [
  'epjAppointment',
  'epjAppointmentEnded',
  'epjCourse',
  'epjNote',
  'videoMeeting',
  'videoCancelled',
] as const satisfies readonly DeliveryKind[];
const Entry = z.record(z.string(), z.unknown());
export type Entry = z.infer<typeof Entry>;
/** True for a row of `delivery` whose letter can be read. */
export const HAS_LETTER = `(letter_sealed IS NOT NULL AND kind NOT IN ('${ENTRIES.join("', '")}'))`;

const COLUMNS = `delivery_id, course_id, person_id, kind, sequence, subject, status, epoch,
  created_at, sent_at, delivered_at, attempts, reason, partner,
  ${HAS_LETTER} AS has_letter`;
const place = (row: string) => ({ table: 'delivery', column: 'letter_sealed', row });

/** False: this kind and sequence is there already. */
export async function insertDelivery(
  tx: Tx,
  of: {
    deliveryId: DeliveryId;
    courseId: CourseId;
    personId: PersonId;
    kind: DeliveryKind;
    sequence: number;
    subject: string;
    epoch: number;
    at: Instant;
  },
): Promise<boolean> {
  return (
    (await tx.run(
      `INSERT INTO delivery (delivery_id, course_id, person_id, kind, sequence,
    subject, epoch, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (course_id, kind, sequence) DO NOTHING`,
      [of.deliveryId, of.courseId, of.personId, of.kind, of.sequence, of.subject, of.epoch, of.at],
    )) === 1
  );
}

export function deliveryById(tx: Tx, deliveryId: DeliveryId): Promise<Delivery | undefined> {
  return tx.row(Delivery, `SELECT ${COLUMNS} FROM delivery WHERE delivery_id = $1`, [deliveryId]);
}

/** The last of its kind in a course; undefined: there was none. */
export function deliveryOfKind(
  tx: Tx,
  courseId: CourseId,
  kind: DeliveryKind,
): Promise<Delivery | undefined> {
  return tx.row(
    Delivery,
    `SELECT ${COLUMNS} FROM delivery WHERE course_id = $1 AND kind = $2
    ORDER BY sequence DESC LIMIT 1`,
    [courseId, kind],
  );
}

/** The newest first, page by page. */
export function deliveriesOf(
  tx: Tx,
  courseId: CourseId,
  page: {
    limit: number;
    before?: { createdAt: Instant; deliveryId: DeliveryId };
  },
): Promise<Delivery[]> {
  return tx.rows(
    Delivery,
    `SELECT ${COLUMNS} FROM delivery
    WHERE course_id = $1 AND ($2::uuid IS NULL OR (created_at, delivery_id) < ($3::timestamptz, $2))
    ORDER BY created_at DESC, delivery_id DESC LIMIT $4`,
    [courseId, page.before?.deliveryId ?? null, page.before?.createdAt ?? null, page.limit],
  );
}

/** Letters of some kinds that are kept as sent, the newest first, page by page. */
export function lettersOf(
  tx: Tx,
  courseId: CourseId,
  page: {
    kinds: readonly DeliveryKind[];
    limit: number;
    before?: { createdAt: Instant; deliveryId: DeliveryId };
  },
): Promise<Delivery[]> {
  return tx.rows(
    Delivery,
    `SELECT ${COLUMNS} FROM delivery
    WHERE course_id = $1 AND kind = ANY($2) AND ${HAS_LETTER}
      AND ($3::uuid IS NULL OR (created_at, delivery_id) < ($4::timestamptz, $3))
    ORDER BY created_at DESC, delivery_id DESC LIMIT $5`,
    [
      courseId,
      page.kinds,
      page.before?.deliveryId ?? null,
      page.before?.createdAt ?? null,
      page.limit,
    ],
  );
}

/** How many letters of some kinds are kept as sent. */
export async function countLetters(
  tx: Tx,
  courseId: CourseId,
  kinds: readonly DeliveryKind[],
): Promise<number> {
  const row = await tx.row(
    z.object({ count: z.number() }),
    `SELECT count(*) FROM delivery
    WHERE course_id = $1 AND kind = ANY($2) AND ${HAS_LETTER}`,
    [courseId, kinds],
  );
  return row?.count ?? 0;
}

/** Keeps the letter as it is about to leave; what is kept once is what a retry sends. */
export async function storeLetter(
  tx: Tx,
  delivery: { deliveryId: DeliveryId; personId: PersonId },
  letter: Letter,
): Promise<void> {
  await keep(tx, delivery, letter);
}

/** Keeps an entry of plain facts likewise. */
export async function storeEntry(
  tx: Tx,
  delivery: { deliveryId: DeliveryId; personId: PersonId },
  entry: Entry,
): Promise<void> {
  await keep(tx, delivery, entry);
}

async function keep(
  tx: Tx,
  delivery: { deliveryId: DeliveryId; personId: PersonId },
  content: Letter | Entry,
): Promise<void> {
  const sealed = await seal(tx, delivery.personId, place(delivery.deliveryId), content);
  await tx.run(
    `UPDATE delivery SET letter_sealed = $2
    WHERE delivery_id = $1 AND letter_sealed IS NULL`,
    [delivery.deliveryId, sealed],
  );
}

/** Undefined: there is no letter (yet), or it is not the actor's to see. */
export function readLetter(tx: Tx, deliveryId: DeliveryId): Promise<Letter | undefined> {
  return kept(tx, deliveryId, Letter, HAS_LETTER);
}

/** Undefined: the entry has not been on its way yet. */
export function readEntry(tx: Tx, deliveryId: DeliveryId): Promise<Entry | undefined> {
  return kept(tx, deliveryId, Entry, `letter_sealed IS NOT NULL AND NOT ${HAS_LETTER}`);
}

async function kept<T>(
  tx: Tx,
  deliveryId: DeliveryId,
  shape: z.ZodType<T>,
  which: string,
): Promise<T | undefined> {
  const row = await tx.row(
    z.object({ personId: zId<PersonId>(), letterSealed: zBytes }),
    `SELECT person_id, letter_sealed FROM delivery WHERE delivery_id = $1 AND ${which}`,
    [deliveryId],
  );
  return row && unseal(tx, row.personId, place(deliveryId), row.letterSealed, shape);
}

/**
 * How far it has come. False when a later epoch of the course owns the row, or when it was
 * delivered: a late answer does not unsend it.
 */
export async function setDeliveryStatus(
  tx: Tx,
  of: {
    deliveryId: DeliveryId;
    epoch: number;
    status: DeliveryStatus;
    at: Instant;
    reason?: string;
    partner?: string;
  },
): Promise<boolean> {
  return (
    (await tx.run(
      `UPDATE delivery SET status = $3, reason = $5,
      partner = coalesce($6, partner),
      sent_at = CASE WHEN $3 = 'sent' THEN coalesce(sent_at, $4) ELSE sent_at END,
      delivered_at = CASE WHEN $3 = 'delivered' THEN $4 ELSE delivered_at END
    WHERE delivery_id = $1 AND epoch <= $2 AND status <> 'delivered'`,
      [of.deliveryId, of.epoch, of.status, of.at, of.reason ?? null, of.partner ?? null],
    )) === 1
  );
}

/** One more attempt to send begins. False: a later epoch owns the row. */
export async function countAttempt(
  tx: Tx,
  deliveryId: DeliveryId,
  epoch: number,
): Promise<boolean> {
  return (
    (await tx.run(
      `UPDATE delivery SET attempts = attempts + 1
    WHERE delivery_id = $1 AND epoch <= $2`,
      [deliveryId, epoch],
    )) === 1
  );
}

/**
 * Lets a delivery that came to nothing leave once more, under the same id: a new epoch, in which no
 * late answer of the old attempt is heard. Undefined: it is not one that came to nothing.
 */
export function resendDelivery(tx: Tx, deliveryId: DeliveryId): Promise<NewEpoch | undefined> {
  return tx.row(
    NewEpoch,
    `UPDATE delivery SET status = 'waiting', epoch = epoch + 1, reason = NULL
    WHERE delivery_id = $1 AND status IN ('failed', 'unknown', 'notAllowed') AND reason IS NOT NULL
    RETURNING epoch`,
    [deliveryId],
  );
}

/**
 * A new workflow takes an unfinished delivery up, and the one before is not heard any more: a new
 * epoch. Undefined: it is finished.
 */
export function takeUpDelivery(tx: Tx, deliveryId: DeliveryId): Promise<NewEpoch | undefined> {
  return tx.row(
    NewEpoch,
    `UPDATE delivery SET epoch = epoch + 1
    WHERE delivery_id = $1
      AND (status IN ('waiting', 'sent') OR (status = 'unknown' AND reason IS NULL))
    RETURNING epoch`,
    [deliveryId],
  );
}

const NewEpoch = z.object({ epoch: z.number() });
type NewEpoch = z.infer<typeof NewEpoch>;
