/** A delivery that another start has taken up is not sent by the one before; mail never leaves twice. */
import { takeUpDelivery } from '../../db/deliveries';
import { incidentsOf } from '../../db/incidents';
import type { DeliveryId } from '../../domain/ids';
import { begin } from '../support/courseWalk';
import {
  asWorker,
  openSending,
  rowOfDelivery,
  send,
  standAt,
  waiting,
  type Sending,
} from './sending';

let sending: Sending;
beforeAll(async () => {
  sending = await openSending();
  await standAt(sending, begin());
});
afterAll(() => sending.clinic.close());
beforeEach(() => {
  sending.partners.mail.sent.length = 0;
});

const mail = () => waiting(sending, 'reminderApplication', { subject: 'applicationReminder1' });
const takeUp = (id: DeliveryId) => asWorker(sending.clinic, (tx) => takeUpDelivery(tx, id));
const sent = () => sending.partners.mail.sent.length;

test('a late attempt of the start before sends nothing', async () => {
  const id = await mail();
  expect(await takeUp(id)).toEqual({ epoch: 2 });
  expect(await send(sending, id)).toBe('done');
  expect(sent()).toBe(0);
  expect(await rowOfDelivery(sending, id)).toMatchObject({ status: 'waiting', attempts: 0 });
  expect(await sending.activities.sendDelivery({ deliveryId: id, epoch: 2 })).toBe('accepted');
  expect(sent()).toBe(1);
});

test('mail that was tried and not answered for is told to somebody, and not sent again', async () => {
  const id = await mail();
  await sending.clinic.owner.query(
    `UPDATE delivery SET status = 'unknown', attempts = 1 WHERE delivery_id = $1`,
    [id],
  );
  expect(await takeUp(id)).toEqual({ epoch: 2 });
  expect(await sending.activities.sendDelivery({ deliveryId: id, epoch: 2 })).toBe('done');
  expect(sent()).toBe(0);
  expect(await rowOfDelivery(sending, id)).toMatchObject({ status: 'unknown', reason: 'noAnswer' });
  const { courseId } = sending.anna;
  const told = await asWorker(sending.clinic, (tx) => incidentsOf(tx, courseId));
  expect(told).toMatchObject([{ kind: 'deliveryFailed', subject: id }]);
  expect(await takeUp(id)).toBeUndefined();
});
