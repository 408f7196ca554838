/** What is still to come: what the clock must stop for, and what the sweep finds still waiting. */
import { z } from 'zod';
import type { CourseId, DeliveryId, Instant } from '../domain/ids';
import { zId, zInstant } from './columns';
import type { Tx } from './transaction';

const zNext = z.object({
  courseId: zId<CourseId>(),
  endedAt: zInstant.nullable(),
  nextDueAt: zInstant,
});

/** The courses whose next clock is due at or before `until`, the first first. */
export async function coursesDueBy(
  tx: Tx,
  until: Instant,
  limit: number,
): Promise<z.infer<typeof zNext>[]> {
  return tx.rows(
    zNext,
    `SELECT course_id, ended_at, min(due_at) AS next_due_at
    FROM due JOIN course USING (course_id) WHERE due_at <= $1
    GROUP BY course_id, ended_at ORDER BY 3, 1 LIMIT $2`,
    [until, limit],
  );
}

const zLive = z.object({ courseId: zId<CourseId>(), endedAt: zInstant.nullable() });
/** A course whose clock somebody must be told about, and whether it has ended. */
export type LiveCourse = z.infer<typeof zLive>;

/** Every course that has a workflow: open, or ended with a clock that still runs. */
export async function liveCourses(tx: Tx): Promise<LiveCourse[]> {
  return tx.rows(
    zLive,
    `SELECT course_id, ended_at FROM course
    WHERE ended_at IS NULL OR EXISTS (SELECT 1 FROM due
      WHERE due.course_id = course.course_id)`,
  );
}

/** How many decisions can still be undone. */
export async function waitingDecisions(tx: Tx): Promise<number> {
  const row = await tx.row(
    z.object({ waiting: z.number() }),
    'SELECT count(*) AS waiting FROM course WHERE revocable_until IS NOT NULL AND ended_at IS NULL',
  );
  return row?.waiting ?? 0;
}

const zUnfinished = z.object({ deliveryId: zId<DeliveryId>() });

/**
 * Deliveries that a workflow must be busy with: sent and without a receipt, tried and without an
 * answer, or waiting since an event recorded before a real instant (their own is domain time, which
 * may stand still). The oldest first, page by page: each of the three is read along its own index.
 */
export function unfinishedDeliveries(
  tx: Tx,
  recordedBefore: Instant,
  page: { limit: number; after?: DeliveryId },
): Promise<z.infer<typeof zUnfinished>[]> {
  const { limit, after = null } = page;
  const beyond = after
    ? '(created_at, delivery_id) > ((SELECT created_at FROM delivery WHERE delivery_id = $2), $2)'
    : '$2::uuid IS NULL';
  const those = (which: string) =>
    `(SELECT delivery_id, created_at FROM delivery WHERE ${which} AND ${beyond}
      ORDER BY created_at, delivery_id LIMIT $3)`;
  return tx.rows(
    zUnfinished,
    `SELECT delivery_id FROM (
      ${those("status = 'sent'")} UNION ALL
      ${those("status = 'unknown' AND reason IS NULL")} UNION ALL
      ${those(`status = 'waiting' AND (SELECT min(recorded_at) FROM event
        WHERE event.course_id = delivery.course_id AND occurred_at = delivery.created_at) < $1`)}
    ) AS unfinished ORDER BY created_at, delivery_id LIMIT $3`,
    [recordedBefore, after, limit],
  );
}

const zHeard = zLive.extend({
  number: z.string(),
  revision: z.number(),
  epoch: z.number(),
  needsAttention: z.boolean(),
  /** An enum word; null unless it needs attention. */
  attentionReason: z.string().nullable(),
});
/** A course that a workflow must be running for. */
export type HeardCourse = z.infer<typeof zHeard>;
const HEARD = `SELECT course_id, number, ended_at, revision, epoch, needs_attention,
  attention_reason FROM course`;

/**
 * Every course that has begun and is open, or has ended with a clock that still runs; in the order
 * of their ids.
 */
export function heardCourses(tx: Tx): Promise<HeardCourse[]> {
  return tx.rows(
    zHeard,
    `${HEARD} WHERE (ended_at IS NULL AND revision > 0)
      OR (ended_at IS NOT NULL AND EXISTS (SELECT 1 FROM due
        WHERE due.course_id = course.course_id))
    ORDER BY course_id`,
  );
}

/** One course as it is now, heard or not. */
export function heardCourse(tx: Tx, courseId: CourseId): Promise<HeardCourse | undefined> {
  return tx.row(zHeard, `${HEARD} WHERE course_id = $1`, [courseId]);
}

const zEnded = z.object({ courseId: zId<CourseId>(), resume: z.unknown() });

/**
 * Ended courses that nothing lives after, though it should: no clock runs for them, and they were
 * not closed for good. So stand courses that ended before there was such a thing.
 */
export function withoutAfterwards(tx: Tx, limit: number): Promise<z.infer<typeof zEnded>[]> {
  return tx.rows(
    zEnded,
    `SELECT course_id, resume FROM course
    WHERE ended_at IS NOT NULL AND (resume ->> 'afterwardsClosed') IS NULL
      AND NOT EXISTS (SELECT FROM due WHERE due.course_id = course.course_id)
    ORDER BY course_id LIMIT $1`,
    [limit],
  );
}

/** Whether a letter or mail that was written by the instant has not left yet. */
export async function lettersWait(tx: Tx, at: Instant): Promise<boolean> {
  const row = await tx.row(
    z.object({ some: z.boolean() }),
    `SELECT EXISTS (SELECT 1 FROM delivery WHERE status = 'waiting' AND created_at <= $1) AS some`,
    [at],
  );
  return row?.some ?? false;
}
