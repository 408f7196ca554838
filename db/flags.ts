/** Risk flags: raised, taken by somebody, released with an action, an outcome and a name. */
import { z } from 'zod';
import type { CourseId, FlagId, Instant, PersonId, StaffId } from '../domain/ids';
import type { FlagTier } from '../domain/state';
import { zBytes, zId, zInstant } from './columns';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

const TIERS = ['amber', 'worse', 'red'] as const satisfies readonly FlagTier[];
const Clear = z.object({
  flagId: zId<FlagId>(),
  courseId: zId<CourseId>(),
  tier: z.enum(TIERS),
  trigger: z.string(),
  raisedAt: zInstant,
  ownerId: zId<StaffId>().nullable(),
  takenAt: zInstant.nullable(),
  releasedAt: zInstant.nullable(),
  releasedBy: zId<StaffId>().nullable(),
  outcome: z.string().nullable(),
});
export interface Flag extends z.infer<typeof Clear> {
  /** What was done, in the releaser's words. */
  readonly action: string | null;
}
const SealedRow = Clear.extend({ personId: zId<PersonId>(), actionSealed: zBytes.nullable() });
const COLUMNS = `flag_id, course_id, person_id, tier, trigger, raised_at, owner_id, taken_at,
  released_at, released_by, action_sealed, outcome`;
const place = (row: string) => ({ table: 'flag', column: 'action_sealed', row });

/** `trigger` is an enum word. False: the flag is there already. */
export async function insertFlag(
  tx: Tx,
  of: {
    flagId: FlagId;
    courseId: CourseId;
    personId: PersonId;
    tier: FlagTier;
    trigger: string;
    ownerId: StaffId | null;
    at: Instant;
  },
): Promise<boolean> {
  return (
    (await tx.run(
      `INSERT INTO flag (flag_id, course_id, person_id, tier, trigger, raised_at,
    owner_id) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (flag_id) DO NOTHING`,
      [of.flagId, of.courseId, of.personId, of.tier, of.trigger, of.at, of.ownerId],
    )) === 1
  );
}

async function open(
  tx: Tx,
  { personId, actionSealed, ...clear }: z.infer<typeof SealedRow>,
): Promise<Flag> {
  if (actionSealed === null) return { ...clear, action: null };
  const action = await unseal(tx, personId, place(clear.flagId), actionSealed, z.string());
  return { ...clear, action };
}

export async function flagById(tx: Tx, flagId: FlagId): Promise<Flag | undefined> {
  const row = await tx.row(SealedRow, `SELECT ${COLUMNS} FROM flag WHERE flag_id = $1`, [flagId]);
  return row && open(tx, row);
}

/** The oldest first. */
export async function flagsOf(tx: Tx, courseId: CourseId): Promise<Flag[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT ${COLUMNS} FROM flag WHERE course_id = $1
    ORDER BY raised_at, flag_id`,
    [courseId],
  );
  return Promise.all(rows.map((row) => open(tx, row)));
}

const OpenFlag = Clear.extend({ courseNumber: z.string() });
export type OpenFlag = z.infer<typeof OpenFlag>;

/** Those nobody has released, with their courses' numbers; the oldest first. */
export function openFlags(tx: Tx, limit: number): Promise<OpenFlag[]> {
  return tx.rows(
    OpenFlag,
    `SELECT flag_id, flag.course_id, course.number AS course_number, tier, trigger, raised_at,
      owner_id, taken_at, released_at, released_by, flag.outcome
    FROM flag JOIN course ON course.course_id = flag.course_id
    WHERE released_at IS NULL ORDER BY raised_at, flag_id LIMIT $1`,
    [limit],
  );
}

/** The red flag that has waited longest for somebody to take it. */
export function oldestUntakenRed(tx: Tx): Promise<OpenFlag | undefined> {
  return tx.row(
    OpenFlag,
    `SELECT flag_id, flag.course_id, course.number AS course_number, tier, trigger, raised_at,
      owner_id, taken_at, released_at, released_by, flag.outcome
    FROM flag JOIN course ON course.course_id = flag.course_id
    WHERE tier = 'red' AND taken_at IS NULL AND released_at IS NULL
    ORDER BY raised_at, flag_id LIMIT 1`,
  );
}

const Untold = Clear.pick({ flagId: true, courseId: true, tier: true });

/** Flags that the course itself has not heard of; the red first, then the oldest. */
export function untoldFlags(tx: Tx, limit: number): Promise<z.infer<typeof Untold>[]> {
  return tx.rows(
    Untold,
    `SELECT flag_id, flag.course_id, tier
    FROM flag JOIN course ON course.course_id = flag.course_id
    WHERE released_at IS NULL AND (resume ->> 'afterwardsClosed') IS NULL
      AND NOT coalesce(resume -> 'flags' @>
        jsonb_build_array(jsonb_build_object('flagId', flag_id)), false)
    ORDER BY tier = 'red' DESC, raised_at, flag_id LIMIT $1`,
    [limit],
  );
}

/** Somebody has it now. False: it was taken or released before. */
export async function takeFlag(
  tx: Tx,
  of: { flagId: FlagId; staffId: StaffId; at: Instant },
): Promise<boolean> {
  return (
    (await tx.run(
      `UPDATE flag SET owner_id = $2, taken_at = $3
    WHERE flag_id = $1 AND taken_at IS NULL AND released_at IS NULL`,
      [of.flagId, of.staffId, of.at],
    )) === 1
  );
}

/** What the releaser writes, kept before the event is asked for; `outcome` is an enum word. */
export async function keepFlagAction(
  tx: Tx,
  of: {
    flagId: FlagId;
    personId: PersonId;
    action: string;
    outcome: string;
  },
): Promise<boolean> {
  const sealed = await seal(tx, of.personId, place(of.flagId), of.action);
  return (
    (await tx.run(
      `UPDATE flag SET action_sealed = $2, outcome = $3
    WHERE flag_id = $1 AND released_at IS NULL`,
      [of.flagId, sealed, of.outcome],
    )) === 1
  );
}

/** With the recorded event. Postgres refuses a release without action and outcome. */
export async function releaseFlag(
  tx: Tx,
  of: { flagId: FlagId; by: StaffId; at: Instant },
): Promise<boolean> {
  return (
    (await tx.run(
      `UPDATE flag SET released_at = $3, released_by = $2
    WHERE flag_id = $1 AND released_at IS NULL`,
      [of.flagId, of.by, of.at],
    )) === 1
  );
}
