/** The clinic's real pages over a real database; a stand-in applies and records what is pressed. */
import type { AddressInfo } from 'node:net';
import { MemoryStore } from 'express-session';
import pino from 'pino';
import type { App, Route } from '../../../api/app';
import { NOTHING_PERSONAL } from '../../../api/guard';
import { saveSection } from '../../../db/applications';
import { insertCourse } from '../../../db/courses';
import { seedCrisisNumbers } from '../../../db/crisisNumbers';
import { seedGps } from '../../../db/gps';
import { newId } from '../../../db/newId';
import { findOrCreateByCpr, saveContact, saveMunicipality } from '../../../db/persons';
import { fillSlots } from '../../../db/slotRules';
import { saveStaff } from '../../../db/staff';
import { settleSubmission } from '../../../db/submission';
import { lockApplication } from '../../../db/applications';
import { inTransaction, SYSTEM, type Actor, type StaffRole } from '../../../db/transaction';
import { addDays, atTime, civilDate, copenhagenDate, isWorkingDay } from '../../../domain/calendar';
import {
  instant,
  plusMillis,
  type CourseId,
  type Instant,
  type PersonId,
  type StaffId,
} from '../../../domain/ids';
import { chooseRules, SHIPPED_RULES } from '../../../domain/rules';
import { freshState, type CourseEvent, type CourseState } from '../../../domain/state';
import { createApp } from '../../../ops/web';
import type { Identity } from '../../../partners/identity/client';
import { loadProgrammes } from '../../../programmes/load';
import { clinicianRoutes } from '../../../web/clinician';
import { supervisorRoutes } from '../../../web/supervisor';
import { openClinic, type Clinic } from '../../db/clinic';
import { ANSWERS } from './answers';
import { Browser } from './reader';
import { advance, nowOf, REAL_NOW, setClock, standIn, stateIn, UNDO_MS } from './standIn';

export { Browser } from './reader';

export const START = instant('2026-11-23T09:00:00Z');

export interface ClinicSite {
  readonly origin: string;
  readonly clinic: Clinic;
  readonly staff: Readonly<Record<'karen' | 'ib' | 'coordinator' | 'supervisor', StaffId>>;
  /** Someone who has sent an application. */
  applicant(who: { cpr: string; name: string }, more?: object): Promise<CourseId>;
  /** What the patient or the system does, past any page. */
  happens(course: CourseId, event: CourseEvent, as?: Actor): Promise<void>;
  state(course: CourseId): Promise<CourseState>;
  /** Moves the practice clock. */
  setNow(at: Instant): Promise<void>;
  as(who: keyof ClinicSite['staff']): Promise<Browser>;
  /** While true, nothing can be pressed: Temporal is away. */
  away(isAway: boolean): void;
  /** From now on this is no practice; who has logged in stays so. */
  inEarnest(): void;
  close(): Promise<void>;
}

const PEOPLE = {
  karen: ['psychologist', 'Karen Eksempel'],
  ib: ['psychologist', 'Ib Eksempel'],
  coordinator: ['coordinator', 'Kirsten Koordinator'],
  supervisor: ['supervisor', 'Lise Leder'],
} as const satisfies Record<string, readonly [StaffRole, string]>;

/** `programmes`: those that ship, unless said. */
export async function openClinicSite(programmes = loadProgrammes()): Promise<ClinicSite> {
  const clinic = await openClinic();
  const staff = await seed(clinic);
  let isAway = false;
  let practice = true;
  const temporal = standIn(clinic, () => isAway);
  const app: App = {
    db: clinic.app,
    temporal,
    identity: {} as unknown as Identity,
    programmes,
    get practice() {
      return practice;
    },
    baseUrl: 'http://127.0.0.1',
    standInsUrl: '',
    temporalUiUrl: '',
    temporalNamespace: 'default',
    undoMs: UNDO_MS,
    realNow: REAL_NOW,
  };
  const site = createApp({
    app,
    store: new MemoryStore(),
    sessionSecret: 'only for tests',
    loginOrigins: [],
    log: pino({ level: 'error' }),
    routes: [...clinicianRoutes, ...supervisorRoutes, loginRoute(staff)],
  });
  const server = site.listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    clinic,
    staff,
    applicant: (who, more = {}) => applicant(clinic, who, more),
    happens: async (courseId, event, as = SYSTEM) => {
      const done = await advance(clinic, courseId, {
        id: newId(),
        event,
        at: await nowOf(clinic),
        actor: { kind: 'system', id: as.id },
      });
      if (typeof done === 'string') throw new Error(`${event.name} was refused: ${done}`);
    },
    state: (courseId) => stateIn(clinic, courseId),
    setNow: (at) => setClock(clinic, at),
    as: async (who) => {
      const browser = new Browser(origin);
      await browser.get(`/test-login/${who}`);
      return browser;
    },
    away: (now) => {
      isAway = now;
    },
    inEarnest: () => {
      practice = false;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await clinic.close();
    },
  };
}

function loginRoute(staff: ClinicSite['staff']): Route {
  return {
    method: 'get',
    path: '/test-login/:who',
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: async (_ctx, asked) => {
      const who = asked.params['who'] as keyof typeof PEOPLE;
      const [role] = PEOPLE[who];
      await asked.session.renew({ who: { actor: { kind: 'staff', id: staff[who], role } } });
      return { kind: 'json', body: {} };
    },
  };
}

async function seed(clinic: Clinic): Promise<ClinicSite['staff']> {
  const ids = Object.fromEntries(
    Object.keys(PEOPLE).map((who) => [who, newId<StaffId>()]),
  ) as ClinicSite['staff'];
  await inTransaction(clinic.app, SYSTEM, async (tx) => {
    for (const [who, [role, name]] of Object.entries(PEOPLE)) {
      const staffId = ids[who as keyof typeof PEOPLE];
      await saveStaff(tx, {
        staffId,
        name,
        email: `${who}@klinik.example`,
        roles: [role],
        active: true,
      });
    }
    await seedGps(tx, [
      {
        ydernummer: 'X00002',
        name: 'Lægerne ved Åen (øvelse)',
        municipality: '0751',
        validFrom: civilDate('2007-01-01'),
        validTo: null,
      },
    ]);
    await seedCrisisNumbers(tx);
  });
  await inTransaction(clinic.worker, SYSTEM, async (tx) => {
    for (const psychologist of [ids.karen, ids.ib])
      await fillSlots(tx, psychologist, workingHours());
  });
  await setClock(clinic, START);
  return ids;
}

function workingHours(): { startsAt: Instant; endsAt: Instant }[] {
  const days = Array.from({ length: 60 }, (_, day) => addDays(copenhagenDate(START), day));
  return days.filter(isWorkingDay).flatMap((day) =>
    ['09:00', '10:00'].map((time) => {
      const startsAt = atTime(day, time);
      return { startsAt, endsAt: plusMillis(startsAt, 3_600_000) };
    }),
  );
}

async function applicant(
  clinic: Clinic,
  who: { cpr: string; name: string },
  more: object,
): Promise<CourseId> {
  const courseId = newId<CourseId>();
  const at = await nowOf(clinic);
  const rules = chooseRules(SHIPPED_RULES, civilDate('2026-11-23'), 34);
  const personId = await inTransaction(clinic.app, SYSTEM, async (tx) => {
    const person = await findOrCreateByCpr(tx, { ...who, at });
    const resume = freshState({ courseId, epoch: 1, at, rules });
    await insertCourse(tx, { courseId, personId: person.personId, resume, at });
    return person.personId;
  });
  await answer(clinic, { courseId, personId, at }, { ...ANSWERS, ...more });
  const run = (event: CourseEvent) =>
    advance(clinic, courseId, {
      id: newId(),
      event,
      at,
      actor: { kind: 'patient', id: personId },
    });
  await run({ name: 'activate' });
  await run({ name: 'submit', region: '1082', rules, consents: [] });
  await run({ name: 'giveConsent', consent: 'gpEnd' });
  await inTransaction(clinic.app, SYSTEM, (tx) => settleSubmission(tx, { courseId, personId, at }));
  return courseId;
}

async function answer(
  clinic: Clinic,
  of: { courseId: CourseId; personId: PersonId; at: Instant },
  answers: Readonly<Record<string, Record<string, unknown>>>,
): Promise<void> {
  const actor: Actor = { kind: 'patient', id: of.personId, role: 'patient' };
  await inTransaction(clinic.app, actor, async (tx) => {
    await saveContact(tx, of.personId, { phone: '00 00 00 01', email: null, byConsent: false });
    await saveMunicipality(tx, of.personId, '0740');
    for (const [section, values] of Object.entries(answers)) {
      await saveSection(tx, { ...of, section, answers: values, basedOn: 0 });
    }
    await lockApplication(tx, of.courseId, of.at);
  });
}
