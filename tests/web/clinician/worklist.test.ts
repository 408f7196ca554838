import { worklistPage } from '../../../db/worklist';
import { inTransaction } from '../../../db/transaction';
import { plusMillis } from '../../../domain/ids';
import { orderWorklist } from '../../../domain/worklist';
import { paths } from '../../../web/paths';
import { ANNA, BO } from '../../db/clinic';
import { openClinicSite, START, type ClinicSite } from './clinicSite';

const DAY = 86_400_000;
const CLARA = { cpr: '0108589995', name: 'Clara Prøve' };
let site: ClinicSite;
beforeEach(async () => {
  site = await openClinicSite();
});
afterEach(() => site.close());

const wish = (more: object = {}) => ({
  owner: 'team' as const,
  me: site.staff.karen,
  roles: ['psychologist', 'supervisor'] as const,
  now: plusMillis(START, 15 * DAY),
  limit: 100,
  ...more,
});
const karenActor = () => ({ kind: 'staff', id: site.staff.karen, role: 'psychologist' }) as const;

/** Three applications, days apart: one over its deadline, with a supervisor's task about it. */
async function threeApplications(): Promise<void> {
  const first = await site.applicant(ANNA);
  await site.happens(first, {
    name: 'raiseFlag',
    flagId: '00000000-0000-4000-8000-0000000000f1' as never,
    tier: 'amber',
  });
  await site.setNow(plusMillis(START, 3 * DAY));
  await site.applicant(BO);
  await site.setNow(plusMillis(START, 7 * DAY));
  await site.applicant(CLARA);
  await site.setNow(plusMillis(START, 15 * DAY));
  await site.happens(first, { name: 'deadline', deadline: 'screeningAnswer', subject: 'screen' });
}

describe('the worklist', () => {
  it('comes from the database in the order of the domain, page by page', async () => {
    await threeApplications();
    const read = (more: object) =>
      inTransaction(site.clinic.app, karenActor(), (tx) => worklistPage(tx, wish(more)));
    const whole = await read({});
    expect(whole).toHaveLength(5);
    const ordered = orderWorklist(whole.toReversed(), wish().now).flatMap((one) => one.entries);
    expect(whole.map((one) => one.taskId)).toEqual(ordered.map((one) => one.taskId));
    const first = await read({ limit: 2 });
    const rest = await read({ after: first.at(-1)?.place });
    expect([...first, ...rest].map((one) => one.taskId)).toEqual(whole.map((one) => one.taskId));
  });

  it('puts a task under Mine once it is taken, and tells the second who has it', async () => {
    const course = await site.applicant(ANNA);
    const [karen, ib] = [await site.as('karen'), await site.as('ib')];
    const claim = paths.claimTask.to({ course });
    await karen.get(paths.worklist.to());
    await ib.get(paths.worklist.to());
    expect(ib.words()).toContain('Mine (0) Ikke taget (1)');
    await karen.press(claim, {});
    expect(karen.words()).toContain('Opgaven er din');
    await ib.press(claim, {});
    expect(ib.words()).toContain('Karen Eksempel har taget den.');
    await karen.get(paths.worklist.to());
    expect(karen.words()).toContain('Mine (1) Ikke taget (0)');
  });

  it('says what would be here when it is empty', async () => {
    const karen = await site.as('karen');
    await karen.get(paths.worklist.to());
    expect(karen.words()).toContain('Du har ingen opgaver.');
  });

  it('begins at the top for an address that is no place in the list', async () => {
    await site.applicant(ANNA);
    const karen = await site.as('karen');
    await karen.get(`${paths.worklist.to()}?vis=alt&efter=x~y`);
    expect(karen.status).toBe(200);
    expect(karen.words()).toContain('Vurdér ansøgning');
  });
});
