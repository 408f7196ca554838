/** What leaves about a closing call: a call on the telephone, and never another conversation's time. */
import { insertAppointment, setAppointmentOutcome } from '../../db/appointments';
import { giveConsent } from '../../db/consents';
import { newId } from '../../db/newId';
import type { TalkKind, TimeOutcome } from '../../domain/conversations';
import { instant, type AppointmentId, type StaffId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { morning, NOW, staff } from '../db/clinic';
import { closingTimeOf } from '../support/closingCalls';
import { closed } from '../support/courseStages';
import { steps } from '../support/courseWalk';
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
beforeEach(async () => {
  sending = await openSending();
  psychologistId = (await staff(sending.clinic, 'psychologist', 'Karen Eksempel')).id;
});
afterEach(() => sending.clinic.close());

const called = (): CourseState => steps(closed(), closingTimeOf(closed().lastAt));
const stands = (state: CourseState) => standAt(sending, state, { psychologistId });

test.each(['closingBooked', 'epjClosing'] as const)(
  'no "%s" leaves once the call is off, whatever was agreed before treatment',
  async (kind) => {
    await stands(closed());
    const id = await waiting(sending, kind);
    await send(sending, id);
    expect(await rowOfDelivery(sending, id)).toMatchObject({ reason: 'noAppointment' });
  },
);

test('the patient and the record are told of a call on the telephone, at its time', async () => {
  await stands(called());
  for (const kind of ['closingBooked', 'epjClosing'] as const) {
    expect(await send(sending, await waiting(sending, kind))).toBe('accepted');
  }
  expect(sending.partners.digitalPost.sent).toMatchObject([
    {
      subject: expect.stringMatching(/^Vi ringer til dig \p{L}+ \d+\. /u),
      appointment: { title: 'Samtale på telefonen', startsAt: called().closingTime?.startsAt },
    },
  ]);
  expect(sending.partners.epj.sent).toMatchObject([
    { title: 'Afsluttende samtale på telefonen', status: 'booked' },
  ]);
});

test('the reminder says when and that we ring, and nothing of treatment', async () => {
  await stands({ ...called(), consents: ['contact'] });
  const id = await waiting(sending, 'reminderAppointment', { subject: 'appointmentReminder3' });
  const { courseId } = sending.anna;
  await asWorker(sending.clinic, (tx) =>
    giveConsent(tx, { courseId, kind: 'contact', at: NOW, textVersion: '2', by: 'patient' }),
  );
  expect(await send(sending, id)).toBe('accepted');
  const [mail] = sending.partners.mail.sent;
  expect(mail?.['text']).toContain('Du har en aftale på telefonen');
  expect(mail?.['text']).toContain('Vi ringer til dig.');
  expect(`${String(mail?.['subject'])} ${String(mail?.['text'])}`).not.toMatch(
    /video|behandling|afslut|psyk(?!iatri)/i,
  );
});

test.each([
  ['2026-12-31T23:00:00Z', 'Log ind og vælg en ny tid'],
  ['2026-11-20T23:00:00Z', 'Log ind og skriv til psykologen'],
])('with a last day of %s, whom nobody reached is asked: %s', async (until, words) => {
  await callEnded('noShow');
  const extended = { 'closingCall:closingCall': instant(until) };
  await stands({ ...closed(), closingWish: 'wants', extended });
  expect(await send(sending, await waiting(sending, 'closingMissed', { sequence: 1 }))).toBe(
    'accepted',
  );
  const [letter] = sending.partners.digitalPost.sent;
  expect(letter?.['text']).toContain(words);
});

test('who said no to the call, or withdrew, is told that it is off as they wished', async () => {
  await callEnded('cancelledByPatient');
  await stands({ ...closed(), closingWish: 'declines' });
  expect(await send(sending, await waiting(sending, 'closingCancelled', { sequence: 1 }))).toBe(
    'accepted',
  );
  const [letter] = sending.partners.digitalPost.sent;
  expect(letter?.['text']).toContain('er aflyst, som du ønskede');
  expect(letter?.['text']).not.toContain('vælg en');
});

/** A closing call of Anna's that came to nothing. */
async function callEnded(outcome: TimeOutcome): Promise<void> {
  const [slot] = await morning(sending.clinic, psychologistId, 1);
  if (!slot) throw new Error('no time');
  const { courseId } = sending.anna;
  const appointmentId = newId<AppointmentId>();
  await asWorker(sending.clinic, async (tx) => {
    await insertAppointment(tx, { ...slot, appointmentId, courseId, kind: 'closing', at: NOW });
    await setAppointmentOutcome(tx, appointmentId, outcome);
  });
}

test('what is said about a call that is off names that call, not an older conversation', async () => {
  const slots = await morning(sending.clinic, psychologistId, 2);
  const { courseId } = sending.anna;
  const kinds: readonly TalkKind[] = ['assessment', 'closing'];
  const ids = await asWorker(sending.clinic, async (tx) => {
    const made: AppointmentId[] = [];
    for (const [index, kind] of kinds.entries()) {
      const slot = slots[index];
      if (!slot) throw new Error('no time');
      const appointmentId = newId<AppointmentId>();
      await insertAppointment(tx, { ...slot, appointmentId, courseId, kind, at: NOW });
      await setAppointmentOutcome(tx, appointmentId, 'noShow');
      made.push(appointmentId);
    }
    return made;
  });
  await stands(closed());
  for (const kind of ['epjAppointmentEnded', 'epjClosingEnded', 'closingMissed'] as const) {
    expect(await send(sending, await waiting(sending, kind, { sequence: 1 }))).toBe('accepted');
  }
  expect(sending.partners.epj.sent.map((one) => one['externalId'])).toEqual(ids);
  const [letter] = sending.partners.digitalPost.sent;
  expect(letter?.['text']).toContain('tirsdag 1. december kl. 11.00');
});
