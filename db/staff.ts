/** The people who work in the clinic and in the regions; their names are no secret. */
import { z } from 'zod';
import type { StaffId } from '../domain/ids';
import { zId } from './columns';
import type { StaffRole, Tx } from './transaction';

const ROLES = [
  'psychologist',
  'coordinator',
  'supervisor',
  'regionContact',
] as const satisfies readonly StaffRole[];

const Staff = z.object({
  staffId: zId<StaffId>(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(ROLES)),
  /** False: has left; the name stays on what was signed. */
  active: z.boolean(),
});
export type Staff = z.infer<typeof Staff>;

const COLUMNS = 'staff_id, name, email, roles, active';

export function staffById(tx: Tx, staffId: StaffId): Promise<Staff | undefined> {
  return tx.row(Staff, `SELECT ${COLUMNS} FROM staff WHERE staff_id = $1`, [staffId]);
}

export function staffByEmail(tx: Tx, email: string): Promise<Staff | undefined> {
  return tx.row(Staff, `SELECT ${COLUMNS} FROM staff WHERE email = $1`, [email.toLowerCase()]);
}

/** The names of several people at once; who is unknown is left out. */
export async function staffNames(
  tx: Tx,
  ids: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, string>> {
  const rows = await tx.rows(
    Staff.pick({ staffId: true, name: true }),
    'SELECT staff_id, name FROM staff WHERE staff_id = ANY($1)',
    [ids],
  );
  return new Map(rows.map(({ staffId, name }) => [staffId, name]));
}

/** Who is active, or those of them with a role, in Danish order of their names. */
export function allStaff(tx: Tx, role?: StaffRole): Promise<Staff[]> {
  return tx.rows(
    Staff,
    `SELECT ${COLUMNS} FROM staff
    WHERE active AND ($1::text IS NULL OR $1 = ANY(roles)) ORDER BY name COLLATE "da-x-icu"`,
    [role ?? null],
  );
}

/** Adds somebody, or brings name, roles and activity of that e-mail up to date. */
export async function saveStaff(tx: Tx, staff: Staff): Promise<void> {
  await tx.run(
    `INSERT INTO staff (staff_id, name, email, roles, active)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (email) DO UPDATE
    SET name = excluded.name, roles = excluded.roles, active = excluded.active`,
    [staff.staffId, staff.name, staff.email.toLowerCase(), staff.roles, staff.active],
  );
}
