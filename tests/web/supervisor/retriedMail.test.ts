/** An e-mail that was accepted and has no receipt may have come: nobody sends it twice unknowingly. */
import { CHANNELS } from '../../../activities/channels';
import { deliveryActivities } from '../../../activities/deliveries';
import { courseById } from '../../../db/courses';
import { deliveryById, insertDelivery, setDeliveryStatus } from '../../../db/deliveries';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import type { CourseId, DeliveryId } from '../../../domain/ids';
import { retryOf } from '../../../domain/incidents';
import { DELIVERIES, MAILED } from '../../../domain/taskTable';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, START, type ClinicSite } from '../clinician/clinicSite';
import { Programmes } from '../../../programmes/programmes';

let site: ClinicSite;
let courseId: CourseId;
beforeEach(async () => {
  site = await openClinicSite();
  courseId = await site.applicant(ANNA);
});
afterEach(() => site.close());

const LIST = paths.incidents.to();
const HERE = paths.incidentsOf.to({ kind: 'deliveryFailed', cause: 'noReceipt' });
const asWorker = <T>(work: (tx: Tx) => Promise<T>) =>
  inTransaction(site.clinic.worker, SYSTEM, work);
const stands = (deliveryId: DeliveryId) => asWorker((tx) => deliveryById(tx, deliveryId));
const asked = async () =>
  (
    await site.clinic.owner.query<{ kind: string }>(
      `SELECT detail ->> 'kind' AS kind FROM incident WHERE retry_asked_at IS NOT NULL`,
    )
  ).rows;

/** It was sent, and three days went by without a receipt. */
async function givenUp(deliveryId: DeliveryId): Promise<DeliveryId> {
  const { giveUpDelivery } = deliveryActivities({
    db: site.clinic.worker,
    partners: {} as never,
    programmes: new Programmes([]),
    temporal: null as never,
    baseUrl: '',
    realNow: () => START,
  });
  const start = { deliveryId, epoch: 1 };
  await asWorker((tx) => setDeliveryStatus(tx, { ...start, status: 'sent', at: START }));
  await giveUpDelivery(start);
  return deliveryId;
}
async function mailGivenUp(): Promise<DeliveryId> {
  const deliveryId = newId<DeliveryId>();
  await asWorker(async (tx) => {
    const course = await courseById(tx, courseId);
    if (!course) throw new Error('the course is gone');
    const { personId } = course;
    const of = { deliveryId, courseId, personId, kind: 'newMessage', sequence: 900 } as const;
    await insertDelivery(tx, { ...of, subject: '', epoch: 1, at: START });
  });
  return givenUp(deliveryId);
}
async function letterGivenUp(): Promise<DeliveryId> {
  const { rows } = await site.clinic.owner.query<{ id: DeliveryId }>(
    `SELECT delivery_id AS id FROM delivery WHERE kind = 'receipt'`,
  );
  const [receipt] = rows;
  if (!receipt) throw new Error('no receipt was on its way');
  return givenUp(receipt.id);
}

test('it leaves again only with a reason, as it may come twice', async () => {
  const mail = await mailGivenUp();
  const kirsten = await site.as('coordinator');
  await kirsten.get(LIST);
  expect(kirsten.words()).toContain('er måske kommet frem, måske ikke');
  expect(kirsten.html).not.toContain('Prøv igen<');
  await kirsten.get(HERE);
  expect(kirsten.words()).toContain('Modtageren får den måske to gange.');
  expect(kirsten.html).not.toContain('Prøv igen<');
  await kirsten.press(HERE, { action: 'retry', reason: '' });
  expect(kirsten.status).toBe(422);
  expect(await stands(mail)).toMatchObject({ status: 'unknown', epoch: 1 });
  await kirsten.press(HERE, { action: 'retry', reason: 'Hun har ikke fået den' });
  expect(await stands(mail)).toMatchObject({ status: 'waiting', epoch: 2 });
});

test('one press for all leaves it out, says so, and takes the letters', async () => {
  await mailGivenUp();
  await letterGivenUp();
  const kirsten = await site.as('coordinator');
  await kirsten.get(LIST);
  expect(kirsten.words()).toContain('1 e-mail sendes kun igen enkeltvis.');
  const form = kirsten.hidden(LIST);
  await kirsten.press(LIST, {});
  expect(await asked()).toEqual([{ kind: 'receipt' }]);
  expect(kirsten.html).not.toContain('Prøv igen<');
  await kirsten.post(LIST, form);
  expect(kirsten.status).toBe(409);
});

test('the e-mails of the table are those that the channels send at most once', () => {
  const sent = DELIVERIES.filter((kind) => CHANNELS[kind].atMostOnce);
  expect([...MAILED].toSorted()).toEqual(sent.toSorted());
});

test('an e-mail that certainly did not leave is retried as a letter is', () => {
  const retry = (cause: string) => retryOf('deliveryFailed', cause, 'newMessage');
  for (const cause of ['refused', 'letter:contact', 'noReceiver'])
    expect([cause, retry(cause)]).toEqual([cause, 'freely']);
  for (const cause of ['noReceipt', 'noAnswer', 'error:TypeError', 'unknown'])
    expect([cause, retry(cause)]).toEqual([cause, 'knowingly']);
  expect(retry('notDelivered')).toBe('never');
  expect(retryOf('deliveryFailed', 'noReceipt', 'epicrise')).toBe('freely');
});
