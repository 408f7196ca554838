/** What leaves after the end: a correction to the doctor, and the mail about a late worry. */
import { giveConsent, withdrawConsent } from '../../db/consents';
import { keepDecision } from '../../db/decisions';
import { seedGps, setCourseGp } from '../../db/gps';
import { newId } from '../../db/newId';
import { FOLLOW_UP_MINUTES } from '../../domain/followUp';
import { asId, type StaffId, type UpdateId } from '../../domain/ids';
import { civilDate } from '../../domain/calendar';
import type { CourseState } from '../../domain/state';
import { NOW, staff } from '../db/clinic';
import { lettered } from '../support/courseStages';
import { FLAG, steps } from '../support/courseWalk';
import {
  asWorker,
  happened,
  openSending,
  rowOfDelivery,
  send,
  standAt,
  waiting,
  type Sending,
} from './sending';

let sending: Sending;
let karen: StaffId;
const ended = () => steps(lettered(), { name: 'approveEpicrise' }, { name: 'release' });

beforeAll(async () => {
  sending = await openSending();
  karen = (await staff(sending.clinic, 'psychologist', 'Karen Eksempel')).id;
  const { courseId } = sending.anna;
  const gp = { ydernummer: 'X00002', name: 'Lægerne ved Åen (øvelse)', municipality: '0751' };
  await asWorker(sending.clinic, async (tx) => {
    await seedGps(tx, [{ ...gp, validFrom: civilDate('2007-01-01'), validTo: null }]);
    await setCourseGp(tx, courseId, gp.ydernummer);
    await giveConsent(tx, { courseId, kind: 'gpEnd', textVersion: '1', by: 'patient', at: NOW });
    await tx.run(
      `INSERT INTO course_fact (course_id, stage, diagnosis) VALUES ($1, 'ended', 'DF321')`,
      [courseId],
    );
  });
});
afterAll(() => sending.clinic.close());

/** A correction as it is kept and recorded; the delivery that is to leave. */
async function corrected(sequence: number, letterText: string) {
  const { courseId, personId } = sending.anna;
  const updateId = newId<UpdateId>();
  const of = { updateId, courseId, personId, staffId: karen, at: NOW };
  await asWorker(sending.clinic, (tx) =>
    keepDecision(tx, {
      ...of,
      kind: 'correctLetter',
      codes: { letter: 'epicrise' },
      body: { letterText },
    }),
  );
  await happened(sending, { courseId, revision: sequence, id: updateId, name: 'correctLetter' });
  await sending.clinic.owner.query(
    `UPDATE decision SET state = 'released' WHERE decision_id = $1`,
    [updateId],
  );
  return waiting(sending, 'epicriseCorrection', { subject: 'epicrise', sequence });
}

test('a correction names the epicrise it puts right, and stays here without the patient’s yes', async () => {
  await standAt(sending, ended(), { psychologistId: karen });
  const epicrise = await waiting(sending, 'epicrise', { sequence: 1 });
  expect(await send(sending, await corrected(1, 'PHQ-9 var 8.'))).toBe('accepted');
  const [message] = sending.partners.medcom.sent;
  expect(message).toMatchObject({ kind: 'correction', corrects: epicrise });
  expect(String(message?.['text'])).toContain('PHQ-9 var 8.');
  const { courseId } = sending.anna;
  await asWorker(sending.clinic, (tx) => withdrawConsent(tx, { courseId, kind: 'gpEnd', at: NOW }));
  const second = await corrected(2, 'Diagnosen var DF320.');
  expect(await send(sending, second)).toBe('done');
  expect(await rowOfDelivery(sending, second)).toMatchObject({
    status: 'notAllowed',
    reason: 'noConsent',
  });
  expect(sending.partners.medcom.sent).toHaveLength(1);
});

test('a red flag after the end is told to the psychologist the course had', async () => {
  const flag = { flagId: FLAG, tier: 'red' as const, raisedAt: NOW, takenBy: null };
  await standAt(sending, ended(), { psychologistId: asId<StaffId>(karen), flags: [flag] });
  expect(await send(sending, await waiting(sending, 'staffRedFlag', { subject: FLAG }))).toBe(
    'accepted',
  );
  expect([sending.partners.mail.sent.at(-1)?.['to']].flat()).toEqual([`${karen}@klinik.example`]);
});

test('a course that chose its rules before there was a follow-up is asked by the shipped ones', async () => {
  const { followUp: _followUp, afterwards: _afterwards, ...rules } = ended().rules;
  await standAt(sending, { ...ended(), rules: rules as CourseState['rules'] });
  const deliveryId = await waiting(sending, 'followUpInvitation');
  expect(await send(sending, deliveryId)).toBe('accepted');
  const [letter] = sending.partners.digitalPost.sent.slice(-1);
  expect(String(letter?.['text'])).toContain('Du kan svare til og med');
});

test('the invitation half a year after says how long the questionnaires take, as their page does', async () => {
  await standAt(sending, ended(), { psychologistId: karen });
  await send(sending, await waiting(sending, 'followUpInvitation'));
  const text = String(sending.partners.digitalPost.sent.at(-1)?.['text']);
  expect(text).toContain(`Det tager cirka ${FOLLOW_UP_MINUTES} minutter.`);
});
