/** What is still to come: what the clock must stop for, and what the sweep finds still waiting. */
import { z } from 'zod';
import type { CourseId, DeliveryId, Instant } from '../domain/ids';
import { zId, zInstant } from './columns';
import type { Tx } from './transaction';

const zNext = z.object({ courseId: zId<CourseId>(), nextDueAt: zInstant });

/** The courses whose next clock is due at or before `until`, the first first. */
export async function coursesDueBy(
  tx: Tx,
  until: Instant,
  limit: number,
): Promise<z.infer<typeof zNext>[]> {
  return tx.rows(
    zNext,
    `SELECT course_id, min(due_at) AS next_due_at FROM due WHERE due_at <= $1
    GROUP BY course_id ORDER BY 2, 1 LIMIT $2`,
    [until, limit],
  );
}

/** Every course that may have a workflow: open, or with a flag that nobody has released. */
export async function liveCourses(tx: Tx): Promise<CourseId[]> {
  const rows = await tx.rows(
    z.object({ courseId: zId<CourseId>() }),
    `SELECT course_id FROM course
    WHERE ended_at IS NULL OR EXISTS (SELECT 1 FROM flag f
      WHERE f.course_id = course.course_id AND f.released_at IS NULL)`,
  );
  return rows.map((row) => row.courseId);
}

/** How many decisions can still be undone. */
export async function waitingDecisions(tx: Tx): Promise<number> {
  const row = await tx.row(
    z.object({ waiting: z.number() }),
    'SELECT count(*) AS waiting FROM course WHERE revocable_until IS NOT NULL AND ended_at IS NULL',
  );
  return row?.waiting ?? 0;
}

const zWaiting = z.object({ deliveryId: zId<DeliveryId>(), epoch: z.number() });

/**
 * Deliveries that nobody has begun to send, of events recorded before a real instant; the oldest
 * first. Their own instant is domain time, which may stand still.
 */
export function waitingDeliveries(
  tx: Tx,
  recordedBefore: Instant,
  limit: number,
): Promise<z.infer<typeof zWaiting>[]> {
  return tx.rows(
    zWaiting,
    `SELECT delivery_id, delivery.epoch FROM delivery
    WHERE status = 'waiting' AND EXISTS (SELECT 1 FROM event
      WHERE event.course_id = delivery.course_id AND occurred_at = delivery.created_at
        AND recorded_at < $1)
    ORDER BY created_at, delivery_id LIMIT $2`,
    [recordedBefore, limit],
  );
}
