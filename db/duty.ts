/** The duty roster: who takes red flags on a date. */
import { z } from 'zod';
import type { CivilDate, StaffId } from '../domain/ids';
import { zId } from './columns';
import type { Tx } from './transaction';

/** Undefined: nobody is on duty, so it is the supervisor's. */
export async function dutyOn(tx: Tx, on: CivilDate): Promise<StaffId | undefined> {
  const row = await tx.row(
    z.object({ staffId: zId<StaffId>() }),
    'SELECT staff_id FROM duty WHERE on_date = $1',
    [on],
  );
  return row?.staffId;
}

export async function setDuty(tx: Tx, on: CivilDate, staffId: StaffId): Promise<void> {
  await tx.run(
    `INSERT INTO duty (on_date, staff_id) VALUES ($1, $2)
    ON CONFLICT (on_date) DO UPDATE SET staff_id = excluded.staff_id`,
    [on, staffId],
  );
}
