/** What the audit says was done, the oldest first. */
import type { Clinic } from '../db/clinic';

export interface Audited {
  readonly role: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export async function audits(clinic: Clinic, event: string): Promise<Audited[]> {
  const { rows } = await clinic.owner.query<Audited>(
    'SELECT role, detail FROM audit WHERE event = $1 ORDER BY audit_id',
    [event],
  );
  return rows;
}
