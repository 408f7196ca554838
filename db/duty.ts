/** The duty roster: who takes red flags on a working day. */
import { z } from 'zod';
import { dutyDay } from '../domain/calendar';
import type { CivilDate, Instant, StaffId } from '../domain/ids';
import { zDate, zId } from './columns';
import type { Tx } from './transaction';

/** Somebody who has left, or is no psychologist any more, takes no flag however they are planned. */
const TAKES_FLAGS = `(staff.active AND 'psychologist' = ANY(staff.roles))`;
/** The roster as far as it counts. */
export const ON_DUTY = `duty JOIN staff ON staff.staff_id = duty.staff_id AND ${TAKES_FLAGS}`;

/** Who takes what is raised at that instant. Undefined: nobody, so it is the supervisor's. */
export async function onDutyAt(tx: Tx, at: Instant): Promise<StaffId | undefined> {
  const row = await tx.row(
    z.object({ staffId: zId<StaffId>() }),
    `SELECT duty.staff_id FROM ${ON_DUTY} WHERE on_date = $1`,
    [dutyDay(at)],
  );
  return row?.staffId;
}

const Duty = z.object({
  onDate: zDate,
  staffId: zId<StaffId>(),
  name: z.string(),
  /** False: stands in the roster, but has left or is no psychologist any more. */
  takesFlags: z.boolean(),
});
export type Duty = z.infer<typeof Duty>;

/** What is planned from one date to another, both included; a date without a row has nobody. */
export function dutiesBetween(tx: Tx, from: CivilDate, to: CivilDate): Promise<Duty[]> {
  return tx.rows(
    Duty,
    `SELECT on_date, duty.staff_id, name, ${TAKES_FLAGS} AS takes_flags
    FROM duty JOIN staff USING (staff_id) WHERE on_date BETWEEN $1 AND $2 ORDER BY on_date`,
    [from, to],
  );
}

/** Until the transaction ends nobody else plans; who asks for the duty does not wait for it. */
export async function lockRoster(tx: Tx): Promise<void> {
  await tx.run('LOCK TABLE duty IN SHARE ROW EXCLUSIVE MODE');
}

/** Null: nobody. */
export async function setDuty(tx: Tx, on: CivilDate, staffId: StaffId | null): Promise<void> {
  if (staffId === null) {
    await tx.run('DELETE FROM duty WHERE on_date = $1', [on]);
    return;
  }
  await tx.run(
    `INSERT INTO duty (on_date, staff_id) VALUES ($1, $2)
    ON CONFLICT (on_date) DO UPDATE SET staff_id = excluded.staff_id`,
    [on, staffId],
  );
}

/** The last date that somebody is planned on. */
export async function lastDuty(tx: Tx): Promise<CivilDate | undefined> {
  const row = await tx.row(
    z.object({ last: zDate.nullable() }),
    'SELECT max(on_date) AS last FROM duty',
  );
  return row?.last ?? undefined;
}
