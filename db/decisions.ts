/** Decisions as they were pressed: reasons and letter text sealed, codes clear. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId, StaffId, UpdateId } from '../domain/ids';
import { json, zBytes, zId, zInstant } from './columns';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

const STATES = ['pressed', 'released', 'undone', 'refused'] as const;

const Decision = z.object({
  /** The pressing that made it. */
  decisionId: zId<UpdateId>(),
  courseId: zId<CourseId>(),
  kind: z.string(),
  /** Reason keys, recommendations, diagnosis code: words of ours, never free text. */
  codes: z.record(z.string(), z.unknown()),
  staffId: zId<StaffId>(),
  pressedAt: zInstant,
  state: z.enum(STATES),
});
export type Decision = z.infer<typeof Decision>;
const SealedRow = Decision.extend({ personId: zId<PersonId>(), bodySealed: zBytes });
const COLUMNS = 'decision_id, course_id, kind, codes, staff_id, pressed_at, state';
const place = (row: string) => ({ table: 'decision', column: 'body_sealed', row });

/** What somebody did, and what they wrote about it. */
interface Deed {
  readonly updateId: UpdateId;
  readonly courseId: CourseId;
  readonly personId: PersonId;
  readonly kind: string;
  readonly body: unknown;
  readonly staffId: StaffId;
  readonly at: Instant;
}

/**
 * Keeps a decision before its event is asked for; the same form again changes what is pressed. What
 * is recorded stands: a letter says what was decided, not what was typed later. What was kept for
 * an earlier pressing and never recorded is set aside, so that it does not count with this one;
 * should that event still be recorded, recording brings it back.
 */
export async function keepDecision(
  tx: Tx,
  of: Deed & { readonly codes: Record<string, unknown> },
): Promise<void> {
  await tx.run(
    `UPDATE decision SET state = 'refused'
    WHERE course_id = $1 AND state = 'pressed' AND decision_id <> $2
      AND NOT EXISTS (SELECT 1 FROM event WHERE event_id = decision.decision_id)`,
    [of.courseId, of.updateId],
  );
  const sealed = await seal(tx, of.personId, place(of.updateId), of.body);
  await tx.run(
    `INSERT INTO decision (decision_id, course_id, person_id, kind, body_sealed, codes,
    staff_id, pressed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (decision_id) DO UPDATE SET body_sealed = excluded.body_sealed,
      codes = excluded.codes, state = 'pressed'
    WHERE decision.state IN ('pressed', 'refused')
      AND NOT EXISTS (SELECT 1 FROM event WHERE event_id = decision.decision_id)`,
    [of.updateId, of.courseId, of.personId, of.kind, sealed, json(of.codes), of.staffId, of.at],
  );
}

/** Keeps why somebody did what is no event of the course; it counts at once, and is kept once. */
export async function keepDeed(tx: Tx, of: Deed): Promise<void> {
  const sealed = await seal(tx, of.personId, place(of.updateId), of.body);
  await tx.run(
    `INSERT INTO decision (decision_id, course_id, person_id, kind, body_sealed, codes,
    staff_id, pressed_at, state) VALUES ($1, $2, $3, $4, $5, '{}', $6, $7, 'released')
    ON CONFLICT (decision_id) DO NOTHING`,
    [of.updateId, of.courseId, of.personId, of.kind, sealed, of.staffId, of.at],
  );
}

/** One decision with what was written in it. */
export async function readDecision<T>(
  tx: Tx,
  updateId: UpdateId,
  shape: z.ZodType<T>,
): Promise<(Decision & { body: T }) | undefined> {
  const row = await tx.row(
    SealedRow,
    `SELECT ${COLUMNS}, person_id, body_sealed FROM decision
    WHERE decision_id = $1`,
    [updateId],
  );
  if (!row) return undefined;
  const { personId, bodySealed, ...decision } = row;
  const body = await unseal(tx, personId, place(decision.decisionId), bodySealed, shape);
  return { ...decision, body };
}

/** The clear part of a course's decisions, the oldest first. */
export function decisionsOf(tx: Tx, courseId: CourseId): Promise<Decision[]> {
  return tx.rows(
    Decision,
    `SELECT ${COLUMNS} FROM decision WHERE course_id = $1
    ORDER BY pressed_at, decision_id`,
    [courseId],
  );
}

/** The corrections of a course's letters, in the order in which the course heard of them. */
export function correctionsOf(tx: Tx, courseId: CourseId): Promise<Decision[]> {
  return tx.rows(
    Decision,
    `SELECT ${COLUMNS} FROM decision
    WHERE course_id = $1 AND kind = 'correctLetter' AND state = 'released'
    ORDER BY (SELECT revision FROM event WHERE event_id = decision_id)`,
    [courseId],
  );
}

/** The newest adjustments of a programme that the course took in, at most `limit`, with their words. */
export async function adjustmentsOf<T>(
  tx: Tx,
  courseId: CourseId,
  shape: z.ZodType<T>,
  limit: number,
): Promise<(Decision & { body: T })[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT ${COLUMNS}, person_id, body_sealed FROM decision
    WHERE course_id = $1 AND kind = 'adjustProgramme' AND state = 'released'
    ORDER BY pressed_at DESC, decision_id DESC LIMIT $2`,
    [courseId, limit],
  );
  return Promise.all(
    rows.map(async ({ personId, bodySealed, ...decision }) => ({
      ...decision,
      body: await unseal(tx, personId, place(decision.decisionId), bodySealed, shape),
    })),
  );
}

/** A decision that the course refused. False: it was decided on otherwise, or never kept. */
export async function refuseDecision(tx: Tx, updateId: UpdateId): Promise<boolean> {
  return (
    (await tx.run(
      `UPDATE decision SET state = 'refused' WHERE decision_id = $1 AND state = 'pressed'`,
      [updateId],
    )) === 1
  );
}
