/** `record`: one accepted event becomes rows, in one transaction under the locked course row. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isOpen } from '../domain/apply';
import { duesOf, taskDueAt } from '../domain/deadlines';
import type { CourseId, DeliveryId, Instant, PersonId, StaffId, UpdateId } from '../domain/ids';
import type { CourseEvent, CourseState, Due, Sending } from '../domain/state';
import { instantsWritten } from './activity';
import { json, zBytes, zId, zInstant } from './columns';
import { recordFact } from './courseFact';
import { reportIncident } from './incidents';
import { newId } from './newId';
import { settleContent } from './settle';
import { confirmSlot, freeSlotsNotIn } from './slots';
import { recordTasks } from './tasks';
import type { Tx } from './transaction';

/** An accepted event with the state it led to, as the workflow hands it over. */
export interface RecordEntry {
  readonly id: UpdateId;
  readonly event: CourseEvent;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly state: CourseState;
  readonly sends: readonly Sending[];
}
export type RecordAnswer =
  | { readonly kind: 'recorded'; readonly dues: readonly Due[]; readonly deliveries: DeliveryId[] }
  | { readonly kind: 'broken'; readonly reason: 'hole' | 'epoch' };

const zRow = z.object({
  personId: zId<PersonId>(),
  revision: z.number(),
  epoch: z.number(),
  stage: z.string(),
  psychologistId: zId<StaffId>().nullable(),
});
const zHash = z.object({ hash: zBytes });
const zDue = z.object({ name: z.string(), subject: z.string(), dueAt: zInstant });
const zDelivery = z.object({ deliveryId: zId<DeliveryId>() });

/**
 * Writes event, course, tasks, due instants, deliveries, slots and the statistics row.
 * The same event id again answers as the first time; a hole in the revisions or an older epoch is
 * answered `broken` and changes nothing. `recordedAt` is real time.
 */
export async function recordEvent(
  tx: Tx,
  entry: RecordEntry,
  recordedAt: Instant,
): Promise<RecordAnswer> {
  const { courseId, epoch, revision } = entry.state;
  const row = await tx.row(
    zRow,
    `SELECT person_id, revision, epoch, stage, psychologist_id FROM course
    WHERE course_id = $1 FOR UPDATE`,
    [courseId],
  );
  if (!row || epoch < row.epoch) return { kind: 'broken', reason: row ? 'epoch' : 'hole' };
  const known = await tx.row(
    z.object({ revision: z.number() }),
    'SELECT revision FROM event WHERE event_id = $1 AND course_id = $2',
    [entry.id, courseId],
  );
  if (known) return answerAgain(tx, entry);
  if (row.revision !== revision - 1) return { kind: 'broken', reason: 'hole' };

  const dues = duesOf(entry.state);
  const state: CourseState = { ...entry.state, dues };
  await insertEvent(tx, entry, recordedAt);
  await updateCourse(tx, state, row.stage);
  const ends = !isOpen(state) && row.stage !== state.stage;
  await recordTasks(tx, state, { dropped: ends || entry.event.name === 'activeAgain' });
  await recordDues(tx, state);
  await recordSlots(tx, state, entry.id);
  const { personId, psychologistId: psychologistBefore } = row;
  await settleContent(tx, { ...entry, personId, psychologistBefore });
  const deliveries = await insertDeliveries(tx, entry, personId);
  await recordFact(tx, entry, personId);
  return { kind: 'recorded', dues, deliveries };
}

async function answerAgain(tx: Tx, entry: RecordEntry): Promise<RecordAnswer> {
  const { courseId } = entry.state;
  const dues = await tx.rows(
    zDue,
    'SELECT name, subject, due_at FROM due WHERE course_id = $1 ORDER BY due_at, name',
    [courseId],
  );
  const found = await Promise.all(
    entry.sends.map((send) =>
      tx.row(
        zDelivery,
        'SELECT delivery_id FROM delivery WHERE course_id = $1 AND kind = $2 AND sequence = $3',
        [courseId, send.kind, send.sequence],
      ),
    ),
  );
  return {
    kind: 'recorded',
    dues: dues as Due[],
    deliveries: found.flatMap((one) => (one ? [one.deliveryId] : [])),
  };
}

async function insertEvent(tx: Tx, entry: RecordEntry, recordedAt: Instant): Promise<void> {
  const { courseId, revision, epoch, lastAt } = entry.state;
  const before = await tx.row(
    zHash,
    'SELECT hash FROM event WHERE course_id = $1 AND revision = $2',
    [courseId, revision - 1],
  );
  const body = json(entry.event);
  const facts = [entry.id, courseId, revision, body, entry.actor.kind, entry.actor.id, lastAt];
  const hash = createHash('sha256')
    .update(before?.hash ?? Buffer.alloc(0))
    .update(json(facts))
    .digest();
  await tx.run(
    `INSERT INTO event (course_id, revision, event_id, name, event, actor_kind, actor_id,
      occurred_at, recorded_at, epoch, hash, previous_hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      courseId,
      revision,
      entry.id,
      entry.event.name,
      body,
      entry.actor.kind,
      entry.actor.id,
      lastAt,
      recordedAt,
      epoch,
      hash,
      before?.hash ?? null,
    ],
  );
}

/** For the list of running courses: what is overdue stays first until somebody has done it. */
function mostUrgent(state: CourseState): Instant | null {
  const overdue = state.tasks.flatMap((task) =>
    task.overdue && !task.waiting ? (taskDueAt(state, task) ?? []) : [],
  );
  const next = state.dues[0]?.dueAt;
  return [...overdue, ...(next ? [next] : [])].toSorted()[0] ?? null;
}

async function updateCourse(tx: Tx, state: CourseState, before: string): Promise<void> {
  await tx.run(
    `UPDATE course SET stage = $2, outcome = $3, revision = $4, psychologist_id = $5,
      region = $6, submitted_at = $7, ended_at = $8, resume = $9, next_due_at = $10,
      revocable_until = $11, stage_since = CASE WHEN stage = $12 THEN stage_since ELSE $13 END,
      municipality = coalesce(municipality, (SELECT p.municipality FROM person p
        WHERE p.person_id = course.person_id AND $7::timestamptz IS NOT NULL))
    WHERE course_id = $1`,
    [
      state.courseId,
      state.stage,
      state.outcome,
      state.revision,
      state.psychologistId,
      state.region,
      state.since.submitted ?? null,
      isOpen(state) ? null : (state.since.ended ?? state.lastAt),
      json(state),
      mostUrgent(state),
      state.revocable?.releaseAt ?? null,
      state.stage === before ? before : '',
      state.lastAt,
    ],
  );
}

/** Makes the rows of running clocks those of the state, which the clock and the sweep read. */
export async function recordDues(
  tx: Tx,
  state: Pick<CourseState, 'courseId' | 'dues'>,
): Promise<void> {
  await tx.run('DELETE FROM due WHERE course_id = $1', [state.courseId]);
  await tx.run(
    `INSERT INTO due (course_id, name, subject, due_at)
    SELECT $1, * FROM unnest($2::text[], $3::text[], $4::timestamptz[])`,
    [
      state.courseId,
      state.dues.map((due) => due.name),
      state.dues.map((due) => due.subject),
      state.dues.map((due) => due.dueAt),
    ],
  );
}

/** What the rows cannot hold: the event was accepted, but a human must look. Undoes all of it. */
export class CannotRecord extends Error {
  override readonly name = 'CannotRecord';
}

/** A time that another course has meanwhile is not taken from it. */
async function own(tx: Tx, slot: Parameters<typeof confirmSlot>[1]): Promise<void> {
  if (!(await confirmSlot(tx, slot))) throw new CannotRecord('the time is another course’s now');
}

/** The slots the state speaks of are the course's; every other one it had is free again. */
async function recordSlots(tx: Tx, state: CourseState, updateId: UpdateId): Promise<void> {
  const { courseId, reserved, appointment, closingTime, revocable } = state;
  const waiting = revocable?.event.name === 'offer' ? [revocable.event.slotId] : [];
  const held = [...(reserved ? [reserved.slotId] : []), ...waiting];
  for (const slotId of held) await own(tx, { slotId, courseId, state: 'reserved' });
  const booked = [appointment, closingTime].flatMap((time) => (time ? [time.slotId] : []));
  for (const slotId of booked) await own(tx, { slotId, courseId, state: 'booked' });
  await freeSlotsNotIn(tx, courseId, [...held, ...booked], updateId);
}

async function insertDeliveries(
  tx: Tx,
  entry: RecordEntry,
  personId: PersonId,
): Promise<DeliveryId[]> {
  const ids: DeliveryId[] = [];
  for (const send of entry.sends) {
    const deliveryId = newId<DeliveryId>();
    await tx.run(
      `INSERT INTO delivery (delivery_id, course_id, person_id, kind, sequence, subject,
        epoch, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        deliveryId,
        entry.state.courseId,
        personId,
        send.kind,
        send.sequence,
        send.subject,
        entry.state.epoch,
        entry.state.lastAt,
      ],
    );
    ids.push(deliveryId);
  }
  return ids;
}

/** Marks the course as one that needs somebody: its workflow has stopped recording. */
export async function markBroken(
  tx: Tx,
  courseId: CourseId,
  reason: string,
  at: Instant,
): Promise<void> {
  await tx.run(
    'UPDATE course SET needs_attention = true, attention_reason = $2 WHERE course_id = $1',
    [courseId, reason],
  );
  await reportIncident(tx, { kind: 'recordingStopped', courseId, cause: reason, at });
}

/**
 * When the patient was last active: the latest of what they wrote, saved or logged in for, as DOMAIN
 * says what silent is. A page that lies open and renews itself is no sign of life.
 */
export async function lastActivity(tx: Tx, courseId: CourseId): Promise<Instant | null> {
  const row = await tx.row(
    z.object({ at: zInstant.nullable() }),
    `SELECT greatest(
      (SELECT updated_at FROM application WHERE course_id = $1),
      ${instantsWritten('$1')},
      (SELECT max(at) FROM audit WHERE course_id = $1 AND actor_kind = 'patient'
        AND event = 'logIn')) AS at`,
    [courseId],
  );
  return row?.at ?? null;
}
