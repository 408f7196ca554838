/** The sweep finds every delivery that somebody must be busy with, however many there are. */
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { unfinishedDeliveries } from '../../db/upcoming';
import { plusMillis, type DeliveryId, type Instant } from '../../domain/ids';
import { ANNA, NOW, openClinic, patient as patientOf, type Clinic, type Patient } from './clinic';

let clinic: Clinic;
let patient: Patient;
beforeAll(async () => {
  clinic = await openClinic();
  patient = await patientOf(clinic, ANNA);
});
afterAll(() => clinic?.close());

const HOUR = 3_600_000;
let sequence = 0;
async function letter(status: string, createdAt: Instant, reason: string | null = null) {
  const id = newId<DeliveryId>();
  const { courseId, personId } = patient;
  await clinic.owner.query(
    `INSERT INTO delivery (delivery_id, course_id, person_id, kind, sequence, epoch, status,
      created_at, reason) VALUES ($1, $2, $3, 'receipt', $4, 1, $5, $6, $7)`,
    [id, courseId, personId, (sequence += 1), status, createdAt, reason],
  );
  return id;
}
async function recorded(revision: number, occurredAt: Instant, recordedAt: Instant) {
  const { courseId } = patient;
  await clinic.owner.query(
    `INSERT INTO event (course_id, revision, event_id, name, event, epoch, hash, occurred_at,
      recorded_at, actor_kind)
    VALUES ($1, $2, $3, 'submit', '{}', 1, '', $4, $5, 'system')`,
    [courseId, revision, newId(), occurredAt, recordedAt],
  );
}

test('page by page each comes once, the oldest first, and what is over or just written does not', async () => {
  const at = (hours: number) => plusMillis(NOW, hours * HOUR);
  const same = at(-5);
  await recorded(90, at(-7), at(-7));
  await recorded(91, at(-6), at(0));
  const wanted = [await letter('waiting', at(-7)), await letter('sent', same)];
  wanted.push(await letter('unknown', same), await letter('sent', same), await letter('sent', NOW));
  await letter('waiting', at(-6));
  await letter('unknown', at(-6), 'noReceipt');
  await letter('delivered', at(-6));
  const found: DeliveryId[] = [];
  for (;;) {
    const after = found.at(-1);
    const page = await inTransaction(clinic.worker, SYSTEM, (tx) =>
      unfinishedDeliveries(tx, at(-1), { limit: 2, ...(after && { after }) }),
    );
    expect(page.length).toBeLessThanOrEqual(2);
    found.push(...page.map(({ deliveryId }) => deliveryId));
    if (page.length === 0) break;
  }
  const [first, ...rest] = found;
  const last = rest.pop();
  expect([first, last]).toEqual([wanted[0], wanted[4]]);
  expect(rest.toSorted()).toEqual(wanted.slice(1, 4).toSorted());
});
