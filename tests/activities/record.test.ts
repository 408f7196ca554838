/** Recording starts what follows: letters and what lives after the end, once, also when Temporal was away. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { recordActivities } from '../../activities/record';
import { courseById, nextEpoch } from '../../db/courses';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { unfinishedDeliveries } from '../../db/upcoming';
import { apply } from '../../domain/apply';
import { newId } from '../../db/newId';
import { plusMillis, type UpdateId } from '../../domain/ids';
import { freshState, type CourseEvent, type CourseState } from '../../domain/state';
import { afterwardsWorkflowId, deliveryWorkflowId, type Entry } from '../../workflows/messages';
import { ANNA, NOW, openClinic, patient, type Clinic, type Patient } from '../db/clinic';
import { HOUR, moment, RULES, SUBMIT } from '../support/courseWalk';

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

/** Stands for Temporal: knows which workflows were started, and can be away for some asks. */
class Server {
  readonly started = new Map<string, unknown>();
  away = 0;
  readonly client = {
    withDeadline: <T>(_until: number, work: () => Promise<T>) => work(),
    workflow: {
      start: async (
        type: string,
        { workflowId, args }: { workflowId: string; args: unknown[] },
      ) => {
        if (this.away > 0) {
          this.away -= 1;
          throw new Error('14 UNAVAILABLE');
        }
        if (this.started.has(workflowId)) {
          throw new WorkflowExecutionAlreadyStartedError('known', workflowId, type);
        }
        this.started.set(workflowId, args[0]);
      },
    },
  };
}
function activities(server: Server) {
  const temporal = server.client as never;
  return recordActivities({ db: clinic.worker, temporal, realNow: () => NOW });
}
function entryOf(state: CourseState, event: CourseEvent): Entry {
  const when = moment(plusMillis(state.lastAt, HOUR));
  const done = apply(state, event, when);
  if (done.kind === 'refused') throw new Error(`refused: ${done.name}`);
  const actor = { kind: 'patient', id: anna.actor.id } as const;
  return {
    id: newId<UpdateId>(),
    event,
    moment: when,
    actor,
    state: done.state,
    sends: done.sends,
  };
}
const begun = () =>
  entryOf(freshState({ courseId: anna.courseId, epoch: 1, at: NOW, rules: RULES }), {
    name: 'activate',
  });
const rows = (table: string) =>
  clinic.owner.query(`SELECT * FROM ${table}`).then((one) => one.rows);

test('a letter is on its way when its event is recorded', async () => {
  const server = new Server();
  const { record } = activities(server);
  const first = begun();
  await record(first);
  const answer = await record(entryOf(first.state, SUBMIT));
  expect(answer).toMatchObject({ kind: 'recorded' });
  const [delivery] = await rows('delivery');
  expect([...server.started.keys()]).toEqual([deliveryWorkflowId(delivery.delivery_id)]);
});

test('Temporal away for a moment: the event is there once, and so is its letter', async () => {
  const server = new Server();
  const { record } = activities(server);
  const first = begun();
  await record(first);
  const entry = entryOf(first.state, SUBMIT);
  server.away = 1;
  await expect(record(entry)).rejects.toThrow('UNAVAILABLE');
  expect(server.started.size).toBe(0);
  await expect(record(entry)).resolves.toMatchObject({ kind: 'recorded' });
  expect(await rows('event')).toHaveLength(2);
  expect(await rows('delivery')).toHaveLength(1);
  expect(server.started.size).toBe(1);
  await expect(record(entry)).resolves.toMatchObject({ kind: 'recorded' });
  expect(server.started.size).toBe(1);
  const later = plusMillis(NOW, HOUR);
  const left = await inTransaction(clinic.worker, SYSTEM, (tx) =>
    unfinishedDeliveries(tx, later, { limit: 10 }),
  );
  expect(left).toHaveLength(1);
});

test('the event that ends a course starts what lives after it, from the very state of the row', async () => {
  const server = new Server();
  const { record } = activities(server);
  const first = begun();
  await record(first);
  server.away = 1;
  const end = entryOf(first.state, { name: 'withdraw' });
  await expect(record(end)).rejects.toThrow('UNAVAILABLE');
  await expect(record(end)).resolves.toMatchObject({ kind: 'recorded', handedOver: true });
  const start = server.started.get(afterwardsWorkflowId(anna.courseId));
  const course = await inTransaction(clinic.worker, SYSTEM, (tx) => courseById(tx, anna.courseId));
  expect(start).toMatchObject({ clock: { mode: 'real' }, state: course?.resume });
  expect(course?.endedAt).toBe(end.state.lastAt);
});

test('a late event of a workflow whose course was rebuilt is refused, and nobody is alarmed', async () => {
  const server = new Server();
  const { record } = activities(server);
  const first = begun();
  await record(first);
  await inTransaction(clinic.app, SYSTEM, (tx) => nextEpoch(tx, anna.courseId));
  const late = entryOf(first.state, SUBMIT);
  await expect(record(late)).resolves.toEqual({ kind: 'broken', reason: 'epoch' });
  expect(await rows('event')).toHaveLength(1);
  expect(await rows('delivery')).toEqual([]);
  expect(await rows('incident')).toEqual([]);
  expect(await rows('course')).toMatchObject([{ needs_attention: false, epoch: 2, revision: 1 }]);
  const { state } = late;
  await expect(record({ ...late, state: { ...state, epoch: 2 } })).resolves.toMatchObject({
    kind: 'recorded',
  });
});
