/** Bookable times: who is free when, who takes a time first, and what frees it again. */
import { z } from 'zod';
import { TALK_KINDS, type TalkKind } from '../domain/conversations';
import type { CourseId, Instant, SlotId, StaffId, UpdateId } from '../domain/ids';
import { zId, zInstant } from './columns';
import { newId } from './newId';
import type { Tx } from './transaction';

const Slot = z.object({
  slotId: zId<SlotId>(),
  psychologistId: zId<StaffId>(),
  startsAt: zInstant,
  endsAt: zInstant,
  kind: z.enum(TALK_KINDS),
  state: z.enum(['free', 'reserved', 'booked', 'closed']),
  courseId: zId<CourseId>().nullable(),
  /** Taken for an event that is not recorded yet. */
  heldByUpdate: zId<UpdateId>().nullable(),
});
export type Slot = z.infer<typeof Slot>;
const NamedSlot = Slot.extend({ psychologistName: z.string() });
export type NamedSlot = z.infer<typeof NamedSlot>;

const COLUMNS = `slot_id, psychologist_id, starts_at, ends_at, kind, slot.state, course_id,
  held_by_update`;

/**
 * Free times that begin in [from, until), the earliest first, page by page. To the course `for` which
 * a pressing holds one, that one is free too: its form may have come back unsent. Without a `kind`:
 * times for the first conversation.
 */
export function freeSlots(
  tx: Tx,
  wish: {
    from: Instant;
    until: Instant;
    limit: number;
    psychologistId?: StaffId;
    kind?: TalkKind;
    after?: { startsAt: Instant; slotId: SlotId };
    for?: CourseId;
  },
): Promise<NamedSlot[]> {
  return tx.rows(
    NamedSlot,
    `SELECT ${COLUMNS}, staff.name AS psychologist_name
    FROM slot JOIN staff ON staff_id = psychologist_id
    WHERE (slot.state = 'free' OR (held_by_update IS NOT NULL AND course_id = $7))
      AND starts_at >= $1 AND starts_at < $2 AND kind = $8
      AND ($3::uuid IS NULL OR psychologist_id = $3)
      AND ($4::uuid IS NULL OR (starts_at, slot_id) > ($5::timestamptz, $4))
    ORDER BY starts_at, slot_id LIMIT $6`,
    [
      wish.from,
      wish.until,
      wish.psychologistId ?? null,
      wish.after?.slotId ?? null,
      wish.after?.startsAt ?? null,
      wish.limit,
      wish.for ?? null,
      wish.kind ?? 'assessment',
    ],
  );
}

/**
 * A time typed for one course, free until it is taken in the same transaction; the psychologist's
 * own time where it stands already. Undefined: it overlaps another, or it is taken or closed.
 */
export async function openSlot(
  tx: Tx,
  of: { psychologistId: StaffId; startsAt: Instant; endsAt: Instant; kind: TalkKind },
): Promise<SlotId | undefined> {
  const span = [of.psychologistId, of.startsAt, of.endsAt, of.kind];
  const opened = await tx.row(
    Slot,
    `INSERT INTO slot (slot_id, psychologist_id, starts_at, ends_at, kind, by_hand)
    VALUES ($5, $1, $2, $3, $4, true) ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
    [...span, newId<SlotId>()],
  );
  if (opened) return opened.slotId;
  const there = await tx.row(
    Slot,
    `SELECT ${COLUMNS} FROM slot WHERE psychologist_id = $1 AND starts_at = $2 AND ends_at = $3
      AND kind = $4 AND state <> 'closed'`,
    span,
  );
  return there?.slotId;
}

/**
 * Takes a free time for a course, for the event that this pressing asks for. The course's own time
 * counts as taken and stays as it is, so that a refused event does not lose it; what this pressing
 * holds already is held anew. `heldAt` is real time, as the sweep's is.
 */
export async function takeSlot(
  tx: Tx,
  of: {
    slotId: SlotId;
    courseId: CourseId;
    updateId: UpdateId;
    state: 'reserved' | 'booked';
    heldAt: Instant;
  },
): Promise<{ kind: 'taken'; slot: Slot } | { kind: 'takenByOther' }> {
  const taken = await tx.row(
    Slot,
    `UPDATE slot
    SET state = $4, course_id = $2, held_by_update = $3, held_at = $5
    WHERE slot_id = $1 AND (state = 'free' OR held_by_update = $3) RETURNING ${COLUMNS}`,
    [of.slotId, of.courseId, of.updateId, of.state, of.heldAt],
  );
  const slot = taken ?? (await slotById(tx, of.slotId));
  return slot?.courseId === of.courseId ? { kind: 'taken', slot } : { kind: 'takenByOther' };
}

/** With the recorded event: the time has its final state and is no longer tentative. */
export async function confirmSlot(
  tx: Tx,
  of: { slotId: SlotId; courseId: CourseId; state: 'reserved' | 'booked' },
): Promise<boolean> {
  return (
    (await tx.run(
      `UPDATE slot SET state = $3, course_id = $2, held_by_update = NULL, held_at = NULL
    WHERE slot_id = $1 AND (course_id = $2 OR state = 'free' OR (by_hand AND state = 'closed'))`,
      [of.slotId, of.courseId, of.state],
    )) === 1
  );
}

/** A time typed for one patient is offered to nobody else. */
const FREED = `state = CASE WHEN by_hand THEN 'closed' ELSE 'free' END, course_id = NULL,
  held_by_update = NULL, held_at = NULL`;

/**
 * With the recorded event: frees the course's other times. What another pressing holds and has not
 * been decided on stays; the recorded pressing's own is freed with the rest.
 */
export function freeSlotsNotIn(
  tx: Tx,
  courseId: CourseId,
  keep: readonly SlotId[],
  recorded?: UpdateId,
): Promise<number> {
  return tx.run(
    `UPDATE slot SET ${FREED} WHERE course_id = $1 AND slot_id <> ALL($2)
    AND (held_by_update IS NULL OR held_by_update = $3)`,
    [courseId, keep, recorded ?? null],
  );
}

/** A refused event gives its time back at once. */
export function releaseHold(tx: Tx, updateId: UpdateId): Promise<number> {
  return tx.run(`UPDATE slot SET ${FREED} WHERE held_by_update = $1`, [updateId]);
}

const StaleHold = z.object({ slotId: zId<SlotId>(), courseId: zId<CourseId>() });

/** For the sweep: times that a pressing has held since before a real instant, the oldest first. */
export function staleHolds(
  tx: Tx,
  heldBefore: Instant,
  limit: number,
): Promise<z.infer<typeof StaleHold>[]> {
  return tx.rows(
    StaleHold,
    `SELECT slot_id, course_id FROM slot
    WHERE held_by_update IS NOT NULL AND held_at < $1 ORDER BY held_at, slot_id LIMIT $2`,
    [heldBefore, limit],
  );
}

/** For the sweep: the event was never accepted. False: the time is held anew, or decided on. */
export async function releaseStaleHold(
  tx: Tx,
  slotId: SlotId,
  heldBefore: Instant,
): Promise<boolean> {
  return (
    (await tx.run(
      `UPDATE slot SET ${FREED}
    WHERE slot_id = $1 AND held_by_update IS NOT NULL AND held_at < $2`,
      [slotId, heldBefore],
    )) === 1
  );
}

export function slotById(tx: Tx, slotId: SlotId): Promise<Slot | undefined> {
  return tx.row(Slot, `SELECT ${COLUMNS} FROM slot WHERE slot_id = $1`, [slotId]);
}

export function slotsOfCourse(tx: Tx, courseId: CourseId): Promise<NamedSlot[]> {
  return tx.rows(
    NamedSlot,
    `SELECT ${COLUMNS}, staff.name AS psychologist_name
    FROM slot JOIN staff ON staff_id = psychologist_id
    WHERE course_id = $1 ORDER BY starts_at, slot_id`,
    [courseId],
  );
}

/** Takes a free time out of the offer. False: somebody has it. */
export async function closeSlot(tx: Tx, slotId: SlotId): Promise<boolean> {
  return (
    (await tx.run(`UPDATE slot SET state = 'closed' WHERE slot_id = $1 AND state = 'free'`, [
      slotId,
    ])) === 1
  );
}
