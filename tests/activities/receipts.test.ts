/** Receipts of partners: late, twice, contradicting each other, or none at all. */
import { incidentsOf } from '../../db/incidents';
import type { StaffId } from '../../domain/ids';
import { staff } from '../db/clinic';
import { treated } from '../support/courseStages';
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
let psychologistId: StaffId;
beforeAll(async () => {
  sending = await openSending();
  psychologistId = (await staff(sending.clinic, 'psychologist')).id;
});
afterAll(() => sending.clinic.close());
beforeEach(async () => {
  await sending.clinic.owner.query('TRUNCATE delivery, incident, event, portal_link');
  sending.partners.digitalPost.sent.length = 0;
});

const incidents = () => asWorker(sending.clinic, (tx) => incidentsOf(tx, sending.anna.courseId));

test('a failed receipt and three days without one are told too', async () => {
  await standAt(sending, treated(), { psychologistId });
  const id = await waiting(sending, 'treatmentLogin');
  await send(sending, id);
  sending.partners.digitalPost.receiptStatus = 'failed';
  expect(await sending.activities.fetchReceipt({ deliveryId: id, epoch: 1 })).toBe('failed');
  sending.partners.digitalPost.receiptStatus = 'waiting';
  const quiet = await waiting(sending, 'treatmentLogin');
  await send(sending, quiet);
  await sending.activities.giveUpDelivery({ deliveryId: quiet, epoch: 1 });
  expect(new Set((await incidents()).map((one) => one.cause))).toEqual(
    new Set(['noReceipt', 'notDelivered']),
  );
});

test('a receipt that comes twice at once, and again, is one; a no that comes later is not heard', async () => {
  await standAt(sending, treated(), { psychologistId });
  const id = await waiting(sending, 'treatmentLogin');
  await send(sending, id);
  const fetchReceipt = () => sending.activities.fetchReceipt({ deliveryId: id, epoch: 1 });
  sending.partners.digitalPost.receiptStatus = 'delivered';
  expect(await Promise.all([fetchReceipt(), fetchReceipt()])).toEqual(['delivered', 'delivered']);
  const once = await rowOfDelivery(sending, id);
  for (const receiptStatus of ['delivered', 'failed'] as const) {
    sending.partners.digitalPost.receiptStatus = receiptStatus;
    expect(await fetchReceipt()).toBe('delivered');
  }
  expect(await rowOfDelivery(sending, id)).toEqual(once);
  const told = sending.told.filter(({ deliveryId }) => deliveryId === id);
  expect(told.map(({ outcome }) => outcome)).toEqual(['sent', 'delivered']);
  expect(sending.partners.digitalPost.sent).toHaveLength(1);
  expect(await incidents()).toEqual([]);
});
