import { worklistPage } from '../../../db/worklist';
import { newId } from '../../../db/newId';
import { freeSlots } from '../../../db/slots';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { plusMillis, type AppointmentId, type CourseId, type Instant } from '../../../domain/ids';
import { orderWorklist } from '../../../domain/worklist';
import { paths } from '../../../web/paths';
import { ANNA, BO } from '../../db/clinic';
import { openClinicSite, START, type ClinicSite } from './clinicSite';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
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

/** A talk at one of Karen's times, offered and accepted. */
async function bookTalk(course: CourseId, startsAt: Instant): Promise<void> {
  const endsAt = plusMillis(startsAt, HOUR);
  const [slot] = await inTransaction(site.clinic.worker, SYSTEM, (tx) =>
    freeSlots(tx, { from: startsAt, until: endsAt, limit: 1, psychologistId: site.staff.karen }),
  );
  if (!slot) throw new Error('no such time');
  const at = { slotId: slot.slotId, startsAt };
  await site.happens(course, { name: 'offer', ...at, psychologistId: site.staff.karen });
  await site.happens(course, { name: 'release' });
  const appointmentId = newId<AppointmentId>();
  await site.happens(course, { name: 'book', ...at, endsAt, appointmentId, withinClock: true });
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

  it('has a talk that is held today under today, in the database as in the domain', async () => {
    await threeApplications();
    await site.setNow(START);
    const course = await site.applicant({ cpr: '0107729995', name: 'Dan Prøve' });
    await bookTalk(course, plusMillis(START, 15 * DAY));
    const dan = async (now: Instant) => {
      const rows = await inTransaction(site.clinic.app, karenActor(), (tx) =>
        worklistPage(tx, wish({ now })),
      );
      const sections = orderWorklist(rows, now);
      expect(sections.flatMap((one) => one.entries)).toEqual(rows);
      return sections.find((one) => one.entries.some((row) => row.courseId === course))?.group;
    };
    expect(await dan(plusMillis(START, 14 * DAY))).toBe('patient');
    expect(await dan(plusMillis(START, 15 * DAY - HOUR))).toBe('today');
    expect(await dan(plusMillis(START, 15 * DAY + HOUR))).toBe('today');
    await site.setNow(plusMillis(START, 15 * DAY - HOUR));
    const karen = await site.as('karen');
    await karen.get(paths.worklist.to());
    expect(karen.words()).toMatch(/Skal ses i dag .*Aftalt til i dag kl\. 10\.00\./);
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
