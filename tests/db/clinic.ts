/** A small clinic for tests of the database: its logins, its staff, and persons with a course. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { instant } from '../../domain/ids';
import type { CourseId, Instant, PersonId, StaffId } from '../../domain/ids';
import { insertCourse } from '../../db/courses';
import { newId } from '../../db/newId';
import { findOrCreateByCpr } from '../../db/persons';
import { fillSlots } from '../../db/slotRules';
import { freeSlots } from '../../db/slots';
import type { NamedSlot } from '../../db/slots';
import { saveStaff } from '../../db/staff';
import { inTransaction, openDatabase, SYSTEM } from '../../db/transaction';
import type { Actor, Database, Keys, StaffRole } from '../../db/transaction';
import { cloneDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

export const NOW = instant('2026-11-23T09:00:00Z');
export const at = (text: string): Instant => instant(text);

/** Published test numbers of the CPR office. */
export const ANNA = { cpr: '0201919990', name: 'Anna Østergaard Åkjær' };
export const BO = { cpr: '0201609995', name: 'Bo Christensen' };

export const randomKeys = (): Keys => ({ master: randomBytes(32), hash: randomBytes(32) });

export interface Clinic {
  readonly place: TestDatabase;
  readonly keys: Keys;
  /** The web's login and the worker's. */
  readonly app: Database;
  readonly worker: Database;
  /** Raw SQL as the owner, past all row policies. */
  readonly owner: Client;
  close(): Promise<void>;
}

export async function openClinic(): Promise<Clinic> {
  const place = await cloneDatabase();
  const keys = randomKeys();
  const open = (url: string) => openDatabase({ url, applicationName: 'forloeb-test', keys });
  const [app, worker] = [open(place.appUrl), open(place.workerUrl)];
  const owner = new Client(place.ownerUrl);
  await owner.connect();
  return {
    place,
    keys,
    app,
    worker,
    owner,
    async close() {
      await Promise.all([app.close(), worker.close(), owner.end()]);
      await place.drop();
    },
  };
}

export interface Patient {
  readonly personId: PersonId;
  readonly courseId: CourseId;
  readonly actor: Actor;
}

/** A person who has logged in and has a course, begun now unless there was one. */
export async function patient(
  clinic: Clinic,
  who: { cpr: string; name: string },
): Promise<Patient> {
  const { personId, courseId } = await inTransaction(clinic.app, SYSTEM, async (tx) => {
    const person = await findOrCreateByCpr(tx, { ...who, at: NOW });
    const begun = { courseId: newId<CourseId>(), personId: person.personId, resume: {}, at: NOW };
    return (await insertCourse(tx, begun)).course;
  });
  return { personId, courseId, actor: { kind: 'patient', id: personId, role: 'patient' } };
}

/** Answers when so many transactions in this clinic stand before a lock that another one holds. */
export async function waitingForLocks(clinic: Clinic, count: number): Promise<void> {
  for (let waiting = 0; waiting < count;) {
    await clinic.owner.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await clinic.owner.query<{ waiting: number }>(`SELECT count(*)::int AS waiting
      FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE NOT granted AND datname = current_database()`);
    waiting = rows[0]?.waiting ?? 0;
  }
}

/** A member of staff with one role, as an actor. */
export async function staff(
  clinic: Clinic,
  role: StaffRole,
  name = 'Mette Lund',
): Promise<Actor & { kind: 'staff' }> {
  const staffId = newId<StaffId>();
  const email = `${staffId}@klinik.example`;
  await inTransaction(clinic.app, SYSTEM, (tx) =>
    saveStaff(tx, { staffId, name, email, roles: [role], active: true }),
  );
  return { kind: 'staff', id: staffId, role };
}

/** Free times of a psychologist on one morning, an hour each from 9. */
export async function morning(
  clinic: Clinic,
  psychologistId: StaffId,
  hours: number,
): Promise<NamedSlot[]> {
  const times = Array.from({ length: hours }, (_, hour) => ({
    startsAt: at(`2026-12-01T${String(9 + hour).padStart(2, '0')}:00:00Z`),
    endsAt: at(`2026-12-01T${String(10 + hour).padStart(2, '0')}:00:00Z`),
  }));
  return inTransaction(clinic.worker, SYSTEM, async (tx) => {
    await fillSlots(tx, psychologistId, times);
    const window = { from: at('2026-12-01T00:00:00Z'), until: at('2026-12-02T00:00:00Z') };
    return freeSlots(tx, { ...window, limit: 50, psychologistId });
  });
}
