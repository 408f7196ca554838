/** Reading what has happened to a course: its timeline, and who was there first. */
import { z } from 'zod';
import type { CourseId, Instant, UpdateId } from '../domain/ids';
import type { EventName } from '../domain/course';
import { zId, zInstant } from './columns';
import type { Tx } from './transaction';

export interface WhoAndWhen {
  readonly who: string | null;
  readonly at: Instant;
  readonly event: EventName;
}
const zChange = z.object({ who: z.string().nullable(), at: zInstant, event: z.string() });
const CHANGES = `SELECT s.name AS who, e.occurred_at AS at, e.name AS event FROM event e
  LEFT JOIN staff s ON s.staff_id = e.actor_id AND e.actor_kind = 'staff'`;

/** The latest event after a version that a person made; undefined when there is none. */
export async function eventsAfter(
  tx: Tx,
  courseId: CourseId,
  version: number,
): Promise<WhoAndWhen | undefined> {
  const row = await tx.row(
    zChange,
    `${CHANGES} WHERE e.course_id = $1 AND e.revision > $2
    AND e.actor_kind <> 'system' ORDER BY e.revision DESC LIMIT 1`,
    [courseId, version],
  );
  return row && { ...row, event: row.event as EventName };
}

const zEvent = zChange.extend({
  revision: z.number(),
  actorKind: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export interface TimelineEvent extends WhoAndWhen {
  readonly revision: number;
  readonly actorKind: string;
  /** The event's ids and enum words. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The newest events of a course, paged by revision. */
export async function eventsOf(
  tx: Tx,
  courseId: CourseId,
  page: { limit: number; before?: number },
): Promise<TimelineEvent[]> {
  const rows = await tx.rows(
    zEvent,
    `SELECT s.name AS who, e.occurred_at AS at, e.name AS event,
      e.revision, e.actor_kind, e.event AS detail
    FROM event e LEFT JOIN staff s ON s.staff_id = e.actor_id AND e.actor_kind = 'staff'
    WHERE e.course_id = $1 AND e.revision < $2 ORDER BY e.revision DESC LIMIT $3`,
    [courseId, page.before ?? 2 ** 31 - 1, page.limit],
  );
  return rows.map((row) => ({ ...row, event: row.event as EventName }));
}

/** True once the pressing with this id is recorded. */
export async function isRecorded(tx: Tx, id: UpdateId): Promise<CourseId | null> {
  const row = await tx.row(
    z.object({ courseId: zId<CourseId>() }),
    'SELECT course_id FROM event WHERE event_id = $1',
    [id],
  );
  return row?.courseId ?? null;
}

/** Those of the pressings that are recorded. */
export async function recordedOf(tx: Tx, ids: readonly UpdateId[]): Promise<Set<UpdateId>> {
  const rows = await tx.rows(
    z.object({ eventId: zId<UpdateId>() }),
    'SELECT event_id FROM event WHERE event_id = ANY($1)',
    [ids],
  );
  return new Set(rows.map(({ eventId }) => eventId));
}
