/** Retries that somebody asked for all get their turn, and what can never be done is given back. */
import type { App } from '../../api/app';
import { setDeliveryStatus } from '../../db/deliveries';
import { reportDelivery, reportIncident } from '../../db/incidents';
import { press, freshUpdateId } from '../../api/commands/press';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { instant, plusMillis, type CourseId, type DeliveryId } from '../../domain/ids';
import { sweep } from '../../ops/sweep/round';
import { applicant, NOW, openOffice, somebody, type Office } from '../api/applicant';
import { openClinic, type Clinic } from '../db/clinic';
import { butWith } from '../support/courseInMemory';
import { RULES } from '../support/courseWalk';

const MINUTE = 60_000;
/** As many as one round takes. */
const AT_ONCE = 100;
let clinic: Clinic;
let office: Office;
let real = instant(Date.now());
beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
});
beforeEach(() => clinic.owner.query('TRUNCATE incident'));
afterAll(() => clinic?.close());

const asWorker = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.worker, SYSTEM, work);
const round = async (temporal: App['temporal'] = office.app.temporal) => {
  real = plusMillis(real, MINUTE);
  return sweep({ ...office.app, temporal, db: clinic.worker, realNow: () => real });
};
const askForAll = () =>
  clinic.owner.query('UPDATE incident SET retry_asked_at = $1 WHERE retry_asked_at IS NULL', [
    real,
  ]);
const statusOf = async (id: DeliveryId) =>
  (
    await clinic.owner.query<{ status: string }>(
      'SELECT status FROM delivery WHERE delivery_id = $1',
      [id],
    )
  ).rows[0]?.status;

/** A receipt that the mailbox refused, and its incident. */
async function refusedLetter(): Promise<DeliveryId> {
  const { ctx, course } = await applicant(office);
  const { courseId } = course;
  const event = { name: 'submit', region: '1083', rules: RULES, consents: [] } as const;
  expect(await press(ctx, { courseId, id: freshUpdateId(), event })).toEqual({ kind: 'done' });
  const { rows } = await clinic.owner.query<{ id: DeliveryId }>(
    'SELECT delivery_id AS id FROM delivery WHERE course_id = $1',
    [courseId],
  );
  const deliveryId = rows[0]?.id;
  if (!deliveryId) throw new Error('no receipt was on its way');
  const reason = 'refused';
  await asWorker(async (tx) => {
    await setDeliveryStatus(tx, { deliveryId, epoch: 1, status: 'failed', reason, at: NOW });
    await reportDelivery(tx, { deliveryId, courseId, kind: 'receipt', reason, at: NOW });
  });
  return deliveryId;
}

test('however many can never be rebuilt, a letter that waits behind them leaves', async () => {
  const { courseId } = (await applicant(office)).course;
  const about = { kind: 'workflowGone', courseId, cause: 'notRunning', at: NOW } as const;
  for (let one = 0; one < AT_ONCE; one += 1)
    await asWorker((tx) => reportIncident(tx, { ...about, subject: `part ${one}` }));
  await askForAll();
  real = plusMillis(real, 1);
  const letter = await refusedLetter();
  await askForAll();
  const temporal = breaking(courseId);
  await round(temporal);
  await round(temporal);
  expect(await statusOf(letter)).not.toBe('failed');
}, 60_000);

test('what turned out to have come is not said to be retried any more', async () => {
  const deliveryId = await refusedLetter();
  await askForAll();
  await clinic.owner.query(`UPDATE delivery SET status = 'delivered' WHERE delivery_id = $1`, [
    deliveryId,
  ]);
  expect((await round()).failures).toEqual([]);
  const { rows } = await clinic.owner.query('SELECT retry_asked_at, closed_at FROM incident');
  expect(rows).toEqual([{ retry_asked_at: null, closed_at: null }]);
});

/** Temporal as it is, but one course's workflow can never be ended. */
function breaking(courseId: CourseId): App['temporal'] {
  const { temporal } = office.app;
  const getHandle = (id: string) =>
    Object.assign(
      temporal.workflow.getHandle(id),
      id === courseId && { terminate: () => Promise.reject(new Error('planted')) },
    );
  return butWith(temporal, { getHandle });
}
