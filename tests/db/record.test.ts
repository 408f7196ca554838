/** Recording on real Postgres: once or not at all, and the row says what the workflow says. */
import fc from 'fast-check';
import { z } from 'zod';
import { appointmentsOf, insertAppointment } from '../../db/appointments';
import { courseById } from '../../db/courses';
import { insertFlag } from '../../db/flags';
import { takeSlot, slotById } from '../../db/slots';
import { CannotRecord, recordEvent, type RecordEntry } from '../../db/record';
import { openTasksOf } from '../../db/tasks';
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { apply } from '../../domain/apply';
import { duesOf } from '../../domain/deadlines';
import {
  asId,
  instant,
  plusMillis,
  type AppointmentId,
  type FlagId,
  type SlotId,
  type UpdateId,
} from '../../domain/ids';
import { freshState, type CourseEvent, type CourseState } from '../../domain/state';
import { RULES } from '../support/courseWalk';
import {
  ANNA,
  BO,
  morning,
  NOW,
  openClinic,
  patient,
  staff,
  type Clinic,
  type Patient,
} from './clinic';

let clinic: Clinic;
let anna: Patient;
beforeAll(async () => {
  clinic = await openClinic();
});
beforeEach(async () => {
  await clinic.owner.query('TRUNCATE person CASCADE');
  anna = await patient(clinic, ANNA);
});
afterAll(() => clinic.close());

const HOUR = 3_600_000;
const REAL = instant('2026-11-22T10:00:00Z');
const asWorker = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.worker, SYSTEM, work);
const count = async (table: string) => {
  const { rows } = await clinic.owner.query(`SELECT count(*)::int AS n FROM ${table}`);
  return z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n;
};

function fresh(): CourseState {
  return freshState({ courseId: anna.courseId, epoch: 1, at: NOW, rules: RULES });
}
function entryOf(state: CourseState, event: CourseEvent): RecordEntry {
  const at = plusMillis(state.lastAt, HOUR);
  const done = apply(state, event, { at, realAt: at, releaseAt: at });
  if (done.kind === 'refused') throw new Error(`refused: ${done.name}`);
  return {
    id: newId<UpdateId>(),
    event,
    actor: { kind: 'patient', id: anna.actor.id },
    state: done.state,
    sends: done.sends,
  };
}
async function record(state: CourseState, event: CourseEvent): Promise<CourseState> {
  const entry = entryOf(state, event);
  const answer = await asWorker((tx) => recordEvent(tx, entry, REAL));
  if (answer.kind === 'broken') throw new Error(answer.reason);
  return { ...entry.state, dues: answer.dues };
}

test('a sent application opens the task of reading it, with the promised day', async () => {
  const begun = await record(fresh(), { name: 'activate' });
  const sent = await record(begun, { name: 'submit', region: '1083', rules: RULES, consents: [] });
  const [task] = await asWorker((tx) => openTasksOf(tx, anna.courseId));
  expect(task).toMatchObject({ kind: 'screen', role: 'psychologist', state: 'open' });
  expect(task?.dueAt).toBe(sent.dues.find((due) => due.name === 'screeningAnswer')?.dueAt);
  expect(await count('delivery')).toBe(1);
});

test('the same event again answers as the first time and changes nothing', async () => {
  const begun = await record(fresh(), { name: 'activate' });
  const entry = entryOf(begun, { name: 'submit', region: '1083', rules: RULES, consents: [] });
  const first = await asWorker((tx) => recordEvent(tx, entry, REAL));
  const again = await asWorker((tx) => recordEvent(tx, entry, REAL));
  expect(again).toEqual({
    ...first,
    dues: expect.arrayContaining([...(first.kind === 'recorded' ? first.dues : [])]),
  });
  expect(await count('event')).toBe(2);
  expect(await count('delivery')).toBe(1);
});

test('a hole in the revisions, or a late worker of an older epoch, changes nothing', async () => {
  const begun = await record(fresh(), { name: 'activate' });
  const skipped = entryOf(
    { ...begun, revision: 5 },
    { name: 'submit', region: '1083', rules: RULES, consents: [] },
  );
  expect(await asWorker((tx) => recordEvent(tx, skipped, REAL))).toEqual({
    kind: 'broken',
    reason: 'hole',
  });
  await clinic.owner.query('UPDATE course SET epoch = 2');
  const late = entryOf(begun, { name: 'submit', region: '1083', rules: RULES, consents: [] });
  expect(await asWorker((tx) => recordEvent(tx, late, REAL))).toEqual({
    kind: 'broken',
    reason: 'epoch',
  });
  expect(await count('event')).toBe(1);
});

test('each event carries the hash of the one before', async () => {
  const begun = await record(fresh(), { name: 'activate' });
  await record(begun, { name: 'submit', region: '1083', rules: RULES, consents: [] });
  const { rows } = await clinic.owner.query(
    'SELECT e.previous_hash = f.hash AS chained FROM event e JOIN event f ON f.revision = 1 WHERE e.revision = 2',
  );
  expect(rows).toEqual([{ chained: true }]);
});

test('a withdrawn offer gives its time back to others', async () => {
  const psychologistId = (await staff(clinic, 'psychologist')).id;
  const [free] = await morning(clinic, psychologistId, 1);
  const slotId = free?.slotId ?? newId<SlotId>();
  const begun = await record(fresh(), { name: 'activate' });
  const sent = await record(begun, { name: 'submit', region: '1083', rules: RULES, consents: [] });
  const press = entryOf(sent, {
    name: 'offer',
    slotId,
    startsAt: free?.startsAt ?? NOW,
    psychologistId,
  });
  await asWorker(async (tx) => {
    await takeSlot(tx, {
      slotId,
      courseId: anna.courseId,
      updateId: press.id,
      state: 'reserved',
      heldAt: NOW,
    });
    await recordEvent(tx, press, REAL);
  });
  expect((await asWorker((tx) => slotById(tx, slotId)))?.state).toBe('reserved');
  await record(press.state, { name: 'withdraw' });
  expect((await asWorker((tx) => slotById(tx, slotId)))?.state).toBe('free');
});

/** A course with a time agreed, by real recording; the time and the appointment are in their tables. */
async function agreed(): Promise<{ state: CourseState; slotId: SlotId }> {
  const psychologistId = (await staff(clinic, 'psychologist')).id;
  const [free] = await morning(clinic, psychologistId, 1);
  if (!free) throw new Error('there is no free time');
  const { slotId, startsAt, endsAt } = free;
  const appointmentId = newId<AppointmentId>();
  let state = await record(fresh(), { name: 'activate' });
  state = await record(state, { name: 'submit', region: '1083', rules: RULES, consents: [] });
  state = await record(state, { name: 'offer', slotId, startsAt, psychologistId });
  state = await record(state, { name: 'release' });
  await asWorker((tx) =>
    insertAppointment(tx, {
      appointmentId,
      courseId: anna.courseId,
      slotId,
      psychologistId,
      startsAt,
      endsAt,
      at: NOW,
    }),
  );
  const book = {
    name: 'book',
    slotId,
    appointmentId,
    startsAt,
    endsAt,
    withinClock: true,
  } as const;
  return { state: await record(state, book), slotId };
}

test('whoever ends a course before treatment gives the agreed time back', async () => {
  const { state, slotId } = await agreed();
  expect((await asWorker((tx) => slotById(tx, slotId)))?.state).toBe('booked');
  await record(state, { name: 'withdraw' });
  expect((await asWorker((tx) => slotById(tx, slotId)))?.state).toBe('free');
  const [appointment] = await asWorker((tx) => appointmentsOf(tx, anna.courseId));
  expect(appointment?.outcome).toBe('cancelledByPatient');
});

test('two times agreed at the same instant stand in the order in which they were agreed', async () => {
  const psychologistId = (await staff(clinic, 'psychologist')).id;
  const free = await morning(clinic, psychologistId, 2);
  // As ids of different makers may be: the later one is the smaller.
  const ids = ['01ffffff-0000-7000-8000-000000000001', '01000000-0000-7000-8000-000000000002'];
  let state = await record(fresh(), { name: 'activate' });
  state = await record(state, { name: 'submit', region: '1083', rules: RULES, consents: [] });
  for (const [index, { slotId, startsAt, endsAt }] of free.entries()) {
    if (index === 0) {
      state = await record(state, { name: 'offer', slotId, startsAt, psychologistId });
      state = await record(state, { name: 'release' });
    }
    const appointmentId = asId<AppointmentId>(ids[index] ?? '');
    const time = { appointmentId, slotId, startsAt, endsAt };
    const { courseId } = anna;
    await asWorker(async (tx) => {
      await takeSlot(tx, { slotId, courseId, updateId: newId(), state: 'reserved', heldAt: NOW });
      await insertAppointment(tx, { ...time, courseId, psychologistId, at: NOW });
    });
    state = await record(state, { name: 'book', ...time, withinClock: true });
  }
  const stand = await asWorker((tx) => appointmentsOf(tx, anna.courseId));
  expect(stand.map(({ appointmentId }) => appointmentId)).toEqual(ids);
});

test('a conversation that led to no offer of treatment was held all the same', async () => {
  const { state } = await agreed();
  const pressed = await record(state, { name: 'decline' });
  await record(pressed, { name: 'release' });
  const [appointment] = await asWorker((tx) => appointmentsOf(tx, anna.courseId));
  expect(appointment?.outcome).toBe('held');
  const { rows } = await clinic.owner.query(
    `SELECT outcome, decision, assessed_at IS NOT NULL AS assessed, birth_year, sex FROM course_fact`,
  );
  expect(rows).toEqual([
    { outcome: 'notOffered', decision: 'offer', assessed: true, birth_year: 1991, sex: 'female' },
  ]);
});

test('a time that another course has is never taken from it', async () => {
  const { slotId } = await agreed();
  const bo = await patient(clinic, BO);
  anna = bo;
  let state = await record(fresh(), { name: 'activate' });
  state = await record(state, { name: 'submit', region: '1083', rules: RULES, consents: [] });
  const psychologistId = (await staff(clinic, 'psychologist')).id;
  const late = record(state, { name: 'offer', slotId, startsAt: NOW, psychologistId });
  await expect(late).rejects.toThrow(CannotRecord);
  expect((await asWorker((tx) => courseById(tx, bo.courseId)))?.revision).toBe(state.revision);
});

test('whoever takes a flag has its task, and nobody believes that somebody else calls', async () => {
  const karen = await staff(clinic, 'psychologist');
  const flagId = newId<FlagId>();
  const begun = await record(fresh(), { name: 'activate' });
  await asWorker((tx) =>
    insertFlag(tx, {
      flagId,
      courseId: anna.courseId,
      personId: anna.personId,
      tier: 'red',
      trigger: 'phq9Item9High',
      ownerId: null,
      at: NOW,
    }),
  );
  const raised = await record(begun, { name: 'raiseFlag', flagId, tier: 'red' });
  await record(raised, { name: 'takeFlag', flagId, staffId: karen.id });
  const [task] = await asWorker((tx) => openTasksOf(tx, anna.courseId));
  expect([task?.kind, task?.ownerId]).toEqual(['redFlag', karen.id]);
});

test('resume in the row is the workflow state, after every event of any course', async () => {
  const events: fc.Arbitrary<CourseEvent> = fc.constantFrom<CourseEvent>(
    { name: 'writeMessage' },
    { name: 'answerMessage' },
    { name: 'giveConsent', consent: 'gpEnd' },
    { name: 'withdrawConsent', consent: 'gpEnd' },
    { name: 'reject' },
    { name: 'undo' },
    { name: 'release' },
    { name: 'withdraw' },
    { name: 'raiseFlag', flagId: newId<FlagId>(), tier: 'red' },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(events, { maxLength: 12 }), async (walk) => {
      await clinic.owner.query('TRUNCATE person CASCADE');
      anna = await patient(clinic, ANNA);
      let state = await record(fresh(), { name: 'activate' });
      state = await record(state, { name: 'submit', region: '1083', rules: RULES, consents: [] });
      for (const event of walk) {
        const at = plusMillis(state.lastAt, HOUR);
        if (apply(state, event, { at, realAt: at, releaseAt: at }).kind === 'refused') continue;
        state = await record(state, event);
        const row = await asWorker((tx) => courseById(tx, anna.courseId));
        expect(row?.resume).toEqual(state);
        expect(state.dues).toEqual(duesOf(state));
      }
    }),
    { numRuns: 15 },
  );
});
