/** Mail about a pause: by consent only, and true when it leaves. */
import { giveConsent } from '../../db/consents';
import { incidentsOf } from '../../db/incidents';
import { plusMillis, type StaffId } from '../../domain/ids';
import { NOW, staff } from '../db/clinic';
import { closed, treated } from '../support/courseStages';
import { moveBackOf, pauseOf, step } from '../support/courseWalk';
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
  psychologistId = (await staff(sending.clinic, 'psychologist')).id;
});
afterEach(() => sending.clinic.close());

const consents = () =>
  asWorker(sending.clinic, (tx) =>
    giveConsent(tx, {
      courseId: sending.anna.courseId,
      kind: 'contact',
      at: NOW,
      textVersion: '1',
      by: 'patient',
    }),
  );
const paused = () => step(treated(), pauseOf(treated().lastAt, 14), treated().lastAt);
const texts = () =>
  sending.partners.mail.sent.map((one) => [one['subject'], one['text']].join('\n'));

test('says until when, and later that it is over; nothing about health', async () => {
  await consents();
  await standAt(sending, paused(), { psychologistId });
  expect(await send(sending, await waiting(sending, 'pauseBegun'))).toBe('accepted');
  await standAt(sending, treated(), { psychologistId });
  expect(await send(sending, await waiting(sending, 'pauseOver'))).toBe('accepted');
  const [begun = '', over = ''] = texts();
  expect(begun).toContain('Dit forløb holder pause til mandag 16. november kl. 9.00');
  expect(over).toContain('Din pause er slut');
  expect(texts().join()).not.toMatch(/behandl|psyk/i);
});

test('does not leave without consent, nor once the pause is over, and nobody need look', async () => {
  await standAt(sending, paused(), { psychologistId });
  const without = await waiting(sending, 'pauseBegun');
  await send(sending, without);
  expect(await rowOfDelivery(sending, without)).toMatchObject({ reason: 'noConsent' });
  await consents();
  await standAt(sending, treated(), { psychologistId });
  const late = await waiting(sending, 'pauseBegun');
  await send(sending, late);
  expect(await rowOfDelivery(sending, late)).toMatchObject({ reason: 'noPause' });
  expect(sending.partners.mail.sent).toHaveLength(0);
  expect(await asWorker(sending.clinic, (tx) => incidentsOf(tx, sending.anna.courseId))).toEqual(
    [],
  );
});

test('a treatment that goes on after all is told of by letter, with its last day', async () => {
  const at = closed();
  await standAt(sending, step(at, moveBackOf(at.lastAt, 14), at.lastAt), { psychologistId });
  const letter = await waiting(sending, 'treatmentContinues', { at: plusMillis(NOW, 1) });
  expect(await send(sending, letter)).toBe('accepted');
  expect(sending.partners.digitalPost.sent).toMatchObject([
    { subject: 'Din behandling fortsætter til mandag 16. november' },
  ]);
});
