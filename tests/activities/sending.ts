/** A course put at a stage, its deliveries, and partners that keep what they are sent. */
import { deliveryActivities } from '../../activities/deliveries';
import type { DeliveryTold } from '../../activities';
import type { Partners } from '../../activities/channel';
import { deliveryById, insertDelivery, type Delivery } from '../../db/deliveries';
import { newId } from '../../db/newId';
import { saveContact } from '../../db/persons';
import { recordTasks } from '../../db/tasks';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { plusMillis, type CourseId, type DeliveryId, type Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import type { DeliveryKind } from '../../domain/taskTable';
import type { Sent } from '../../workflows/messages';
import { ANNA, NOW, openClinic, patient, type Clinic, type Patient } from '../db/clinic';
import { Programmes } from '../../programmes/programmes';

type Next = () => Promise<object>;
const AT = '2026-11-23T09:00:00.000Z';

/** A partner of any kind: takes everything, unless its next answer says otherwise. */
class FakePartner {
  readonly sent: Record<string, unknown>[] = [];
  next: Next | null = null;
  receiptStatus = 'waiting';

  readonly send = async (message: object): Promise<never> => {
    this.sent.push({ ...message });
    const answer = this.next;
    this.next = null;
    const links = { patientUrl: 'http://video.example/p', staffUrl: 'http://video.example/s' };
    return (
      answer ? await answer() : { kind: 'accepted', id: 'x', acceptedAt: AT, ...links }
    ) as never;
  };
  readonly receipt = async (): Promise<never> => ({ status: this.receiptStatus, at: AT }) as never;
}

export interface Sending {
  readonly clinic: Clinic;
  readonly anna: Patient;
  readonly partners: { readonly [P in keyof Partners]: FakePartner };
  readonly activities: ReturnType<typeof deliveryActivities>;
  /** What the log and the figures heard of deliveries. */
  readonly told: DeliveryTold[];
}

export async function openSending(): Promise<Sending> {
  const clinic = await openClinic();
  const anna = await patient(clinic, ANNA);
  const partners = {
    digitalPost: new FakePartner(),
    epj: new FakePartner(),
    medcom: new FakePartner(),
    video: new FakePartner(),
    mail: new FakePartner(),
  };
  const told: DeliveryTold[] = [];
  const activities = deliveryActivities({
    onDelivery: (one) => told.push(one),
    db: clinic.worker,
    partners: partners as unknown as Partners,
    programmes: new Programmes([]),
    temporal: null as never,
    baseUrl: 'http://portal.example',
    realNow: () => NOW,
  });
  await asWorker(clinic, (tx) =>
    saveContact(tx, anna.personId, { phone: null, email: 'anna@post.example', byConsent: true }),
  );
  return { clinic, anna, partners, activities, told };
}

export const asWorker = <T>(clinic: Clinic, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(clinic.worker, SYSTEM, work);

/** The course is at this state, with its tasks as rows. */
export async function standAt(
  { clinic, anna }: Sending,
  at: CourseState,
  change: Partial<CourseState> = {},
): Promise<CourseState> {
  const state = { ...at, ...change, courseId: anna.courseId };
  await clinic.owner.query('UPDATE course SET resume = $1', [JSON.stringify(state)]);
  await asWorker(clinic, (tx) => recordTasks(tx, state, { dropped: false }));
  return state;
}

let number = 0;
/** A delivery as `record` makes its row. */
export async function waiting(
  { clinic, anna }: Sending,
  kind: DeliveryKind,
  of: { subject?: string; at?: Instant; sequence?: number } = {},
): Promise<DeliveryId> {
  number += 1;
  const deliveryId = newId<DeliveryId>();
  const { courseId, personId } = anna;
  const { subject = '', at = NOW, sequence = number } = of;
  await asWorker(clinic, (tx) =>
    insertDelivery(tx, { deliveryId, courseId, personId, kind, sequence, subject, epoch: 1, at }),
  );
  return deliveryId;
}

export function send({ activities }: Sending, deliveryId: DeliveryId): Promise<Sent> {
  return activities.sendDelivery({ deliveryId, epoch: 1 });
}

export async function rowOfDelivery({ clinic }: Sending, id: DeliveryId): Promise<Delivery> {
  const row = await asWorker(clinic, (tx) => deliveryById(tx, id));
  if (!row) throw new Error('no such delivery');
  return row;
}

/** Recorded, as far as the journal asks: the event's id and name. */
export async function happened(
  { clinic }: Sending,
  of: { courseId: CourseId; revision: number; id: string; name: string },
): Promise<void> {
  await clinic.owner.query(
    `INSERT INTO event (course_id, revision, event_id, name, event, actor_kind, occurred_at,
      recorded_at, epoch, hash) VALUES ($1, $2, $3, $4, '{}', 'staff', $5, $5, 1, '\\x00')`,
    [of.courseId, of.revision, of.id, of.name, plusMillis(NOW, of.revision)],
  );
}
