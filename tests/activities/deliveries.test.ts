/** What leaves, what must not, what is tried again, and what somebody must look at. */
import { insertAppointment, setAppointmentOutcome } from '../../db/appointments';
import { giveConsent, withdrawConsent } from '../../db/consents';
import { incidentsOf } from '../../db/incidents';
import { incidentsIn } from '../../db/incidentList';
import { newId } from '../../db/newId';
import { inTransaction } from '../../db/transaction';
import type { TimeOutcome } from '../../domain/conversations';
import { plusMillis, type AppointmentId, type DeliveryId, type StaffId } from '../../domain/ids';
import { PartnerUnavailable } from '../../partners/exchange';
import { morning, NOW, staff } from '../db/clinic';
import { booked, offered, screened, treated } from '../support/courseStages';
import { begin, steps } from '../support/courseWalk';
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
  await sending.clinic.owner.query(
    'TRUNCATE task, delivery, incident, consent, appointment, note, event, portal_link',
  );
  for (const partner of Object.values(sending.partners)) partner.sent.length = 0;
});

const count = async (): Promise<number> =>
  (await asWorker(sending.clinic, (tx) => incidentsOf(tx, sending.anna.courseId))).length;
/** How far the log and the figures heard that it has come. */
const outcomes = (id: DeliveryId) =>
  sending.told.filter(({ deliveryId }) => deliveryId === id).map(({ outcome }) => outcome);
const unavailable = (why: 'neverSent' | 'noAnswer') => () =>
  Promise.reject(new PartnerUnavailable('mail', why));

describe('the yes to messages by e-mail', () => {
  const of = () => ({ courseId: sending.anna.courseId, kind: 'contact' as const, at: NOW });
  const give = () =>
    asWorker(sending.clinic, (tx) => giveConsent(tx, { ...of(), textVersion: '1', by: 'patient' }));

  test('counts as ticked until the application is sent', async () => {
    await standAt(sending, begin());
    const id = await waiting(sending, 'reminderApplication', { subject: 'applicationReminder1' });
    expect(await send(sending, id)).toBe('accepted');
    expect(sending.partners.mail.sent).toHaveLength(1);
  });

  test('counts as given afterwards, and not when it is withdrawn', async () => {
    await standAt(sending, treated(), { psychologistId });
    const none = await waiting(sending, 'newMessage');
    expect(await send(sending, none)).toBe('done');
    expect(await rowOfDelivery(sending, none)).toMatchObject({ reason: 'noConsent' });
    await give();
    expect(await send(sending, await waiting(sending, 'newMessage'))).toBe('accepted');
    await asWorker(sending.clinic, (tx) => withdrawConsent(tx, of()));
    const gone = await waiting(sending, 'newMessage');
    expect(await send(sending, gone)).toBe('done');
    expect(await rowOfDelivery(sending, gone)).toMatchObject({ status: 'notAllowed' });
    expect(sending.partners.mail.sent).toHaveLength(1);
    expect(await count()).toBe(0);
  });
});

describe('a mail', () => {
  const ready = async () => {
    await standAt(sending, begin());
    return waiting(sending, 'reminderApplication', { subject: 'applicationReminder1' });
  };

  test('that certainly never left is tried again, and then leaves', async () => {
    const id = await ready();
    sending.partners.mail.next = unavailable('neverSent');
    await expect(send(sending, id)).rejects.toThrow(PartnerUnavailable);
    expect(await rowOfDelivery(sending, id)).toMatchObject({ status: 'waiting' });
    expect(await send(sending, id)).toBe('accepted');
    expect(await rowOfDelivery(sending, id)).toMatchObject({ status: 'sent', attempts: 2 });
    expect(await count()).toBe(0);
  });

  test('with a lost answer never leaves twice, and somebody is told once', async () => {
    const id = await ready();
    sending.partners.mail.next = () => Promise.resolve({ kind: 'unknown' });
    expect(await send(sending, id)).toBe('done');
    expect(await send(sending, id)).toBe('done');
    expect(sending.partners.mail.sent).toHaveLength(1);
    expect(await rowOfDelivery(sending, id)).toMatchObject({
      status: 'unknown',
      reason: 'noAnswer',
    });
    expect(await count()).toBe(1);
    expect(outcomes(id)).toEqual(['unknown']);
  });

  test('that left is told as sent, and not as unknown on its way', async () => {
    const id = await ready();
    await send(sending, id);
    expect(outcomes(id)).toEqual(['sent']);
  });

  test('that left, but whose sender died, still has its receipt read', async () => {
    const id = await ready();
    expect(await send(sending, id)).toBe('accepted');
    expect(await send(sending, id)).toBe('accepted');
    expect(sending.partners.mail.sent).toHaveLength(1);
  });

  test('whose sender died in the middle is told of, and not sent again', async () => {
    const id = await ready();
    await sending.clinic.owner.query(`UPDATE delivery SET status = 'unknown'`);
    expect(await send(sending, id)).toBe('done');
    expect(sending.partners.mail.sent).toHaveLength(0);
    expect(await count()).toBe(1);
  });
});

describe('a letter names only what is agreed', () => {
  test('no offer leaves when its time is no longer kept', async () => {
    await standAt(sending, offered(), { psychologistId, reserved: null });
    const id = await waiting(sending, 'offer');
    expect(await send(sending, id)).toBe('done');
    expect(await rowOfDelivery(sending, id)).toMatchObject({
      status: 'notAllowed',
      reason: 'noReservation',
    });
    expect(sending.partners.digitalPost.sent).toHaveLength(0);
    expect(await count()).toBe(1);
  });

  test.each([
    ['has chosen a time already', booked()],
    ['has withdrawn', steps(offered(), { name: 'withdraw' })],
  ])('an offer that could not leave before the patient %s is nobody’s work', async (_, state) => {
    await standAt(sending, state, { psychologistId, reserved: null });
    const id = await waiting(sending, 'offer');
    await send(sending, id);
    expect(await rowOfDelivery(sending, id)).toMatchObject({ reason: 'offerOver' });
    expect(await count()).toBe(0);
  });

  test.each(['appointmentBooked', 'epjAppointment', 'videoMeeting'] as const)(
    'no "%s" leaves once its conversation is off, and nobody need look',
    async (kind) => {
      await standAt(sending, offered(), { psychologistId });
      const id = await waiting(sending, kind);
      await send(sending, id);
      expect(await rowOfDelivery(sending, id)).toMatchObject({ reason: 'noAppointment' });
      expect(await count()).toBe(0);
    },
  );

  test.each([
    'appointmentCancelled',
    'appointmentMissed',
    'epjAppointmentEnded',
    'videoCancelled',
  ] as const)('no "%s" leaves without the conversation that is off', async (kind) => {
    await standAt(sending, offered(), { psychologistId });
    const id = await waiting(sending, kind);
    await send(sending, id);
    expect(await rowOfDelivery(sending, id)).toMatchObject({ reason: 'noEndedAppointment' });
    expect(await count()).toBe(1);
  });

  /** Conversations that came to nothing, one after the other. */
  async function cameToNothing(...outcomes: TimeOutcome[]): Promise<AppointmentId[]> {
    const slots = await morning(sending.clinic, psychologistId, outcomes.length);
    const { courseId } = sending.anna;
    return asWorker(sending.clinic, async (tx) => {
      const ids: AppointmentId[] = [];
      for (const [index, slot] of slots.entries()) {
        const appointmentId = newId<AppointmentId>();
        const at = plusMillis(NOW, index);
        await insertAppointment(tx, { ...slot, appointmentId, courseId, at });
        const outcome = outcomes[index];
        if (outcome) await setAppointmentOutcome(tx, appointmentId, outcome);
        ids.push(appointmentId);
      }
      return ids;
    });
  }

  test.each([
    ['cancelledByClinic', 'appointmentCancelled', 'Vi er nødt til at aflyse din samtale'],
    ['cancelledByPatient', 'appointmentCancelled', 'Du har aflyst din samtale'],
    ['noShow', 'appointmentMissed', 'Du kan vælge en ny tid til din samtale'],
  ] as const)('after "%s" the letter "%s" names the time', async (outcome, kind, subject) => {
    await cameToNothing(outcome);
    await standAt(sending, offered(), { psychologistId });
    expect(await send(sending, await waiting(sending, kind, { sequence: 1 }))).toBe('accepted');
    const [letter] = sending.partners.digitalPost.sent;
    expect(letter?.['subject']).toBe(subject);
    expect(letter?.['text']).toContain('tirsdag 1. december kl. 10.00');
  });

  test('a late letter about the first time off does not name the second', async () => {
    await cameToNothing('cancelledByClinic', 'cancelledByPatient');
    await standAt(sending, offered(), { psychologistId, sent: { appointmentCancelled: 2 } });
    for (const sequence of [1, 2])
      await send(sending, await waiting(sending, 'appointmentCancelled', { sequence }));
    expect(sending.partners.digitalPost.sent.map((one) => one['subject'])).toEqual([
      'Vi er nødt til at aflyse din samtale',
      'Du har aflyst din samtale',
    ]);
  });

  test.each([
    ['noShow', 'noShow'],
    ['cancelledByPatient', 'cancelled'],
    ['cancelledByClinic', 'cancelled'],
  ] as const)('after "%s" the record is told "%s"', async (outcome, status) => {
    await cameToNothing(outcome);
    await standAt(sending, offered(), { psychologistId });
    const id = await waiting(sending, 'epjAppointmentEnded', { sequence: 1 });
    expect(await send(sending, id)).toBe('accepted');
    expect(sending.partners.epj.sent).toMatchObject([{ kind: 'appointment', status }]);
  });

  test('the video meeting is closed under the id it was made with', async () => {
    const [, externalId] = await cameToNothing('noShow', 'cancelledByPatient');
    await standAt(sending, offered(), { psychologistId });
    const id = await waiting(sending, 'videoCancelled', { sequence: 1 });
    expect(await send(sending, id)).toBe('accepted');
    expect(sending.partners.video.sent).toMatchObject([{ externalId, cancelled: true }]);
  });

  test('a conversation that was moved is off under its own id', async () => {
    const [externalId] = await cameToNothing('moved', 'neverAgreed');
    await standAt(sending, booked(), { psychologistId });
    for (const kind of ['epjAppointmentEnded', 'videoCancelled'] as const)
      await send(sending, await waiting(sending, kind, { sequence: 1 }));
    expect(sending.partners.epj.sent).toMatchObject([{ externalId, status: 'cancelled' }]);
    expect(sending.partners.video.sent).toMatchObject([{ externalId, cancelled: true }]);
  });

  test('a letter that lacks a fact is not tried for ever: it fails, and somebody is told', async () => {
    const { submitted: _unknown, ...since } = screened().since;
    await standAt(sending, screened(), { since });
    const id = await waiting(sending, 'receipt');
    expect(await send(sending, id)).toBe('done');
    expect(await rowOfDelivery(sending, id)).toMatchObject({
      status: 'failed',
      reason: 'letter:submitted',
    });
    expect(await count()).toBe(1);
  });
});

describe('what did not come through', () => {
  test('is told to the supervisor once, with course, kind and what was seen last', async () => {
    await standAt(sending, treated(), { psychologistId });
    const id = await waiting(sending, 'treatmentLogin');
    sending.partners.digitalPost.next = () => Promise.resolve({ kind: 'refused', reason: 'no' });
    expect(await send(sending, id)).toBe('refused');
    await sending.activities.giveUpDelivery({ deliveryId: id, epoch: 1 });
    const supervisor = await staff(sending.clinic, 'supervisor');
    const seen = await inTransaction(sending.clinic.app, supervisor, (tx) =>
      incidentsIn(tx, { kind: 'deliveryFailed', cause: 'noReceipt' }, { limit: 9 }),
    );
    expect(seen).toMatchObject([
      { courseId: sending.anna.courseId, deliveryKind: 'treatmentLogin', times: 2 },
    ]);
    expect(seen[0]?.courseNumber).toMatch(/^F-/);
  });

  test('an entry of a shape that no partner takes fails instead of trying for ever', async () => {
    const state = booked();
    const appointment = { ...state.appointment, startsAt: 'i morgen', endsAt: 'i morgen' } as never;
    await standAt(sending, state, { psychologistId, appointment });
    const id = await waiting(sending, 'epjAppointment');
    expect(await send(sending, id)).toBe('done');
    expect(await rowOfDelivery(sending, id)).toMatchObject({
      status: 'failed',
      reason: 'error:ZodError',
    });
    expect(await count()).toBe(1);
  });

  test('a partner that is away is asked again, and nobody is alarmed', async () => {
    await standAt(sending, treated(), { psychologistId });
    const id = await waiting(sending, 'treatmentLogin');
    sending.partners.digitalPost.next = unavailable('noAnswer');
    await expect(send(sending, id)).rejects.toThrow(PartnerUnavailable);
    expect(await rowOfDelivery(sending, id)).toMatchObject({ status: 'waiting' });
    expect(await send(sending, id)).toBe('accepted');
    const [first, second] = sending.partners.digitalPost.sent;
    expect(second).toEqual(first);
    expect(await count()).toBe(0);
  });
});
