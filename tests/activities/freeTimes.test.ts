/** Free times are filled by the weekday rules, and none that nobody could agree on. */
import { freeTimesActivities } from '../../activities/freeTimes';
import { insertSlotRule } from '../../db/slotRules';
import { freeSlots } from '../../db/slots';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { atTime, civilDate } from '../../domain/calendar';
import { openClinic, staff, type Clinic } from '../db/clinic';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

test('a weekday rule that reaches past closing time fills only what lies before it', async () => {
  const psychologistId = (await staff(clinic, 'psychologist')).id;
  const today = civilDate('2026-12-21');
  await inTransaction(clinic.worker, SYSTEM, (tx) =>
    insertSlotRule(tx, {
      psychologistId,
      weekdays: [1, 2, 3, 4, 5],
      times: ['07:30', '08:00', '14:00', '14:30', '15:00'],
      minutes: 60,
      validFrom: today,
      validTo: civilDate('2026-12-28'),
    }),
  );
  await freeTimesActivities({ db: clinic.worker }).fillFreeTimes(today);
  const free = await inTransaction(clinic.worker, SYSTEM, (tx) =>
    freeSlots(tx, {
      from: atTime(today, '00:00'),
      until: atTime(civilDate('2027-01-31'), '00:00'),
      limit: 50,
    }),
  );
  expect(free.map(({ startsAt }) => startsAt.slice(5, 16))).toEqual([
    '12-22T07:00',
    '12-22T13:00',
    '12-23T07:00',
    '12-23T13:00',
    '12-28T07:00',
    '12-28T13:00',
  ]);
});
