/** A course that changes its psychologist: its open tasks go along, what a colleague has taken stays. */
import { newId } from '../../db/newId';
import { recordTasks, handCourseTo, openTasksOf, claimTask, taskIdOf } from '../../db/tasks';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { asId, type FlagId } from '../../domain/ids';
import { begin, steps, SUBMIT } from '../support/courseWalk';
import { ANNA, NOW, openClinic, patient, staff, type Clinic } from './clinic';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

const asWorker = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.worker, SYSTEM, work);

test('the red flag that a colleague took stays with the colleague', async () => {
  const { courseId } = await patient(clinic, ANNA);
  const [karen, jonas, amira] = await Promise.all(
    ['Karen', 'Jonas', 'Amira'].map((name) => staff(clinic, 'psychologist', `${name} Eksempel`)),
  );
  if (!karen || !jonas || !amira) throw new Error('nobody works here');
  const flagId = asId<FlagId>(newId());
  const flagged = steps(
    begin(),
    SUBMIT,
    { name: 'assign', psychologistId: karen.id },
    { name: 'writeMessage' },
    { name: 'raiseFlag', flagId, tier: 'red' },
  );
  const state = { ...flagged, courseId };
  await asWorker((tx) => recordTasks(tx, state, { dropped: false }));
  const flag = taskIdOf(courseId, { kind: 'redFlag', subject: flagId });
  await clinic.owner.query('UPDATE task SET owner_id = NULL WHERE task_id = $1', [flag]);
  const claimed = await inTransaction(clinic.app, amira, (tx) =>
    claimTask(tx, flag, amira.id, NOW),
  );
  expect(claimed).toEqual({ kind: 'claimed' });
  await asWorker((tx) => handCourseTo(tx, courseId, { from: karen.id, to: jonas.id }));
  const owners = (await asWorker((tx) => openTasksOf(tx, courseId))).map(({ kind, ownerId }) => [
    kind,
    ownerId,
  ]);
  expect(owners).toEqual(
    expect.arrayContaining([
      ['screen', jonas.id],
      ['answerMessage', jonas.id],
      ['redFlag', amira.id],
    ]),
  );
});
