import { frameFacts } from '../../api/queries/frame';
import { insertFlag } from '../../db/flags';
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { plusMillis, type FlagId } from '../../domain/ids';
import { openClinic, staff, type Clinic } from '../db/clinic';
import { applicant, NOW, openOffice, request, somebody, type Office } from './applicant';

let clinic: Clinic;
let office: Office;
beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
});
afterAll(() => clinic?.close());

it('an untaken red flag stands on every page, however many milder ones are older', async () => {
  const karen = await staff(clinic, 'psychologist');
  const { course } = await applicant(office);
  const { courseId, personId } = course;
  const red = newId<FlagId>();
  await inTransaction(clinic.worker, SYSTEM, async (tx) => {
    const flag = { courseId, personId, trigger: 'item9', ownerId: null };
    for (let minute = 0; minute < 25; minute += 1) {
      const at = plusMillis(NOW, minute * 60_000);
      await insertFlag(tx, { ...flag, flagId: newId<FlagId>(), tier: 'amber', at });
    }
    const at = plusMillis(NOW, 3_600_000);
    await insertFlag(tx, { ...flag, flagId: red, tier: 'red', at });
  });
  const { redFlag } = await frameFacts(request(office, plusMillis(NOW, 7_200_000), karen));
  expect(redFlag).toMatchObject({ flagId: red, courseId });
});
