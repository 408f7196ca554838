/** The patient's real pages over a real database; a course in memory applies and records what is pressed. */
import type { AddressInfo } from 'node:net';
import { WithStartWorkflowOperation, type Workflow } from '@temporalio/client';
import { MemoryStore } from 'express-session';
import pino from 'pino';
import type { App, Route } from '../../../api/app';
import { NOTHING_PERSONAL } from '../../../api/guard';
import { readClock, writeClock } from '../../../db/clock';
import { courseById, insertCourse } from '../../../db/courses';
import { newId } from '../../../db/newId';
import { findOrCreateByCpr } from '../../../db/persons';
import { fillSlots } from '../../../db/slotRules';
import { freeSlots, takeSlot, type NamedSlot } from '../../../db/slots';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { isOpen } from '../../../domain/apply';
import { clockNow } from '../../../domain/clock';
import type { DeadlineName } from '../../../domain/course';
import {
  instant,
  plusMillis,
  type CourseId,
  type Instant,
  type PersonId,
  type UpdateId,
} from '../../../domain/ids';
import { programmeToFollow, type ProgrammePlan } from '../../../domain/programme';
import { freshState, type CourseEvent, type CourseState } from '../../../domain/state';
import { createApp } from '../../../ops/web';
import { paths } from '../../../web/paths';
import { routes } from '../../../web/routes';
import {
  afterwardsWorkflowId,
  courseWorkflowId,
  type Advance,
  type AdvanceAnswer,
  type CourseStart,
} from '../../../workflows/messages';
import { openClinic, staff, type Clinic } from '../../db/clinic';
import { coursesInMemory, type InMemory } from '../../support/courseInMemory';
import { DAY, HOUR, RULES } from '../../support/courseWalk';
import { Browser } from '../clinician/clinicSite';
import { AWAY, databaseThatMayGo, numberOf, workingHours } from './siteParts';
import { depression, programmes } from '../../support/depression';

/** A Monday at ten in the morning. */
export const START = instant('2026-11-23T09:00:00Z');

export interface Patient {
  readonly courseId: CourseId;
  readonly personId: PersonId;
  readonly browser: Browser;
  readonly cpr: string;
}
export interface PatientSite {
  readonly origin: string;
  readonly clinic: Clinic;
  readonly courses: InMemory;
  /** `isThere` is false: no page reaches Postgres, as when it is away. */
  readonly postgres: { isThere: boolean };
  readonly psychologist: Awaited<ReturnType<typeof staff>>;
  /** A new person whose application is not sent yet, logged in. */
  writing(cpr?: string): Promise<Patient>;
  /** Moves the practice clock, forwards or back. */
  setNow(at: Instant): Promise<void>;
  /** A new person who has sent an application, logged in. */
  someone(): Promise<Patient>;
  /** A new person whose treatment has begun, of depression unless said. */
  inTreatment(plan?: ProgrammePlan): Promise<Patient>;
  /** What the clinic or the clock does, an hour after what happened last. */
  happens(patient: Patient, ...events: readonly CourseEvent[]): Promise<void>;
  /** The clock of the pages stands at that instant; nothing happens in any course. */
  clockAt(at: Instant): Promise<void>;
  /** The running clock of that name comes due. */
  fires(patient: Patient, deadline: DeadlineName): Promise<void>;
  /** The same person has applied once more. */
  again(patient: Patient): Promise<Patient>;
  /** An offer with the first time from a week on, released. */
  offered(patient: Patient): Promise<NamedSlot>;
  state(patient: Patient): Promise<CourseState>;
  close(): Promise<void>;
}
const RELEASE: CourseEvent = { name: 'release' };

/** `hours`: the times free with the psychologist on each working day; `shipped`: every programme. */
export async function openPatientSite(
  hours = ['09:00', '10:00'],
  shipped = programmes,
): Promise<PatientSite> {
  const clinic = await openClinic();
  const psychologist = await staff(clinic, 'psychologist', 'Karen Eksempel');
  await inTransaction(clinic.worker, SYSTEM, (tx) =>
    fillSlots(tx, psychologist.id, workingHours(START, hours)),
  );
  await setClock(clinic, START);
  const courses = coursesInMemory(clinic.worker);
  const { postgres, db, end } = databaseThatMayGo(clinic);
  const app: App = {
    get db() {
      return db();
    },
    temporal: courses.client,
    identity: AWAY,
    programmes: shipped,
    practice: true,
    baseUrl: 'http://127.0.0.1',
    standInsUrl: '',
    temporalUiUrl: '',
    temporalNamespace: 'default',
    undoMs: HOUR,
    realNow: () => instant(Date.now()),
  };
  const server = createApp({
    app,
    store: new MemoryStore(),
    sessionSecret: 'only for tests',
    loginOrigins: [],
    log: pino({ level: 'error' }),
    routes: [loginRoute, ...routes],
  }).listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const state = async ({ courseId }: Patient): Promise<CourseState> => {
    const row = await inTransaction(clinic.worker, SYSTEM, (tx) => courseById(tx, courseId));
    if (!row) throw new Error('no such course');
    return row.resume as CourseState;
  };
  const happensAt = async (patient: Patient, event: CourseEvent, due?: Instant): Promise<void> => {
    const now = await state(patient);
    const at = due ?? plusMillis(now.lastAt, HOUR);
    await setClock(clinic, at > (await nowOf(clinic)) ? at : await nowOf(clinic));
    const advance = {
      id: newId<UpdateId>(),
      event,
      at,
      actor: { kind: 'system', id: null },
    } as const;
    const workflowId = (isOpen(now) ? courseWorkflowId : afterwardsWorkflowId)(patient.courseId);
    const handle = courses.client.workflow.getHandle(workflowId);
    await handle.executeUpdate('advance', { args: [advance] });
  };
  const happens = async (patient: Patient, ...events: readonly CourseEvent[]): Promise<void> => {
    for (const event of events) await happensAt(patient, event);
  };
  const fires = async (patient: Patient, deadline: DeadlineName): Promise<void> => {
    const due = (await state(patient)).dues.find((one) => one.name === deadline);
    if (!due) throw new Error(`${deadline} does not run`);
    await happensAt(patient, { name: 'deadline', deadline, subject: due.subject }, due.dueAt);
  };
  let people = 0;
  const begins = async (cpr: string, name: string): Promise<Patient> => {
    const { personId, courseId } = await insertApplicant(clinic, cpr, name);
    const browser = new Browser(origin);
    await browser.get(`/test-login/${personId}`);
    const patient = { personId, courseId, browser, cpr };
    await begin(courses, await state(patient));
    return patient;
  };
  const applies = async (cpr: string, name: string): Promise<Patient> => {
    const patient = await begins(cpr, name);
    await happens(patient, { name: 'submit', region: '1083', rules: RULES, consents: [] });
    return patient;
  };
  const next = <T>(come: (cpr: string, name: string) => Promise<T>, cpr?: string): Promise<T> => {
    people += 1;
    return come(cpr ?? numberOf(people - 1), `Prøve ${people - 1}`);
  };
  const someone = (): Promise<Patient> => next(applies);
  const offered = async (patient: Patient): Promise<NamedSlot> => {
    const slot = await reserve(clinic, patient.courseId);
    await happens(
      patient,
      {
        name: 'offer',
        slotId: slot.slotId,
        startsAt: slot.startsAt,
        psychologistId: psychologist.id,
      },
      RELEASE,
    );
    return slot;
  };
  return {
    origin,
    clinic,
    courses,
    postgres,
    psychologist,
    writing: (cpr) => next(begins, cpr),
    setNow: (at) => setClock(clinic, at),
    state,
    happens,
    fires,
    clockAt: (at) => setClock(clinic, at),
    again: ({ cpr }) => applies(cpr, ''),
    someone,
    offered,
    inTreatment: async (plan = depression) => {
      const patient = await someone();
      await offered(patient);
      await (await patient.browser.get(paths.myCourse.to())).press(paths.myTime.to(), {});
      await happens(patient, acceptEvent(plan));
      return patient;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await end();
      await clinic.close();
    },
  };
}

/** The first event of a course, with which its workflow begins. */
async function begin({ client }: InMemory, state: CourseState): Promise<void> {
  const actor = { kind: 'system', id: null } as const;
  const start: CourseStart = { state, clock: { mode: 'real' }, undoMs: HOUR };
  const first: Advance = { id: newId<UpdateId>(), event: { name: 'activate' }, at: START, actor };
  await client.workflow.executeUpdateWithStart<Workflow, AdvanceAnswer, [Advance]>('advance', {
    args: [first],
    startWorkflowOperation: new WithStartWorkflowOperation('course', {
      workflowId: state.courseId,
      args: [start],
      taskQueue: 'none',
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
}

/** The event after which the treatment of depression runs. */
function acceptEvent(plan: ProgrammePlan): CourseEvent {
  return { name: 'accept', programme: programmeToFollow(plan), diagnosis: 'DF320' };
}

const loginRoute: Route = {
  method: 'get',
  path: '/test-login/:person',
  permission: 'public',
  audit: NOTHING_PERSONAL,
  handle: async (_ctx, asked) => {
    const id = asked.params['person'] as PersonId;
    await asked.session.renew({ who: { actor: { kind: 'patient', id, role: 'patient' } } });
    return { kind: 'json', body: {} };
  },
};

function insertApplicant(clinic: Clinic, cpr: string, name: string) {
  return inTransaction(clinic.app, SYSTEM, async (tx) => {
    const { personId } = await findOrCreateByCpr(tx, { cpr, name, at: START });
    const courseId = newId<CourseId>();
    const resume = freshState({ courseId, epoch: 1, at: START, rules: RULES });
    await insertCourse(tx, { courseId, personId, resume, at: START });
    return { personId, courseId };
  });
}

function reserve(clinic: Clinic, courseId: CourseId): Promise<NamedSlot> {
  return inTransaction(clinic.worker, SYSTEM, async (tx) => {
    const from = plusMillis(START, 7 * DAY);
    const [slot] = await freeSlots(tx, { from, until: plusMillis(from, 7 * DAY), limit: 1 });
    if (!slot) throw new Error('no time to keep');
    await takeSlot(tx, {
      slotId: slot.slotId,
      courseId,
      updateId: newId<UpdateId>(),
      state: 'reserved',
      heldAt: START,
    });
    return slot;
  });
}

async function setClock(clinic: Clinic, at: Instant): Promise<void> {
  const now = instant(Date.now());
  const clock = {
    mode: 'practice',
    realOrigin: now,
    virtualOrigin: at,
    speed: 1,
    paused: true,
  } as const;
  await inTransaction(clinic.worker, SYSTEM, (tx) => writeClock(tx, clock, { seenAt: now }));
}
async function nowOf(clinic: Clinic): Promise<Instant> {
  const row = await inTransaction(clinic.worker, SYSTEM, (tx) => readClock(tx));
  return clockNow(row?.clock ?? { mode: 'real' }, instant(Date.now()));
}
