/** Incidents: the same fault is one row that counts, and what was closed and is still there is new. */
import { closeIncidents, incidentsOf, reportIncident, type Incident } from '../../db/incidents';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { plusMillis } from '../../domain/ids';
import { COURSE_INCIDENTS } from '../../domain/incidents';
import { ANNA, BO, NOW, openClinic, patient, type Clinic, type Patient } from './clinic';

let clinic: Clinic;
let anna: Patient;
let bo: Patient;
beforeAll(async () => {
  clinic = await openClinic();
  [anna, bo] = [await patient(clinic, ANNA), await patient(clinic, BO)];
});
beforeEach(() => clinic.owner.query('TRUNCATE incident'));
afterAll(() => clinic.close());

const LATER = plusMillis(NOW, 60_000);
const asWorker = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.worker, SYSTEM, work);
const ofAnna = (): Promise<Incident[]> => asWorker((tx) => incidentsOf(tx, anna.courseId));
const differs = (of: Patient, cause = 'rowAhead', at = NOW) =>
  asWorker((tx) =>
    reportIncident(tx, { kind: 'workflowDiffers', courseId: of.courseId, cause, at }),
  );

test('the same fault seen again is the same incident, seen twice, with the newest cause', async () => {
  await differs(anna);
  await differs(bo);
  await differs(anna, 'workflowAhead', LATER);
  expect(await ofAnna()).toMatchObject([
    { kind: 'workflowDiffers', cause: 'workflowAhead', openedAt: NOW, lastSeenAt: LATER, times: 2 },
  ]);
});

test('two who see the same fault at once tell of one', async () => {
  await Promise.all(Array.from({ length: 5 }, () => differs(anna)));
  expect(await ofAnna()).toMatchObject([{ times: 5 }]);
});

test('two letters of one course are two incidents', async () => {
  for (const subject of ['a', 'b', 'a']) {
    const of = { kind: 'deliveryFailed', courseId: anna.courseId, cause: 'refused' } as const;
    await asWorker((tx) => reportIncident(tx, { ...of, subject, at: NOW }));
  }
  expect((await ofAnna()).map((one) => [one.subject, one.times])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});

test('what was closed and is still wrong is told again, as a new one', async () => {
  await differs(anna);
  const of = {
    courseId: anna.courseId,
    kinds: COURSE_INCIDENTS,
    how: 'mended',
    at: LATER,
  } as const;
  const close = () => asWorker((tx) => closeIncidents(tx, of));
  expect([await close(), await close()]).toEqual([1, 0]);
  expect(await ofAnna()).toEqual([]);
  await differs(anna, 'rowAhead', LATER);
  expect(await ofAnna()).toMatchObject([{ openedAt: LATER, times: 1 }]);
});
