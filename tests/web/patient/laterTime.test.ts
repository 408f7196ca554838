/** A patient and a time after the promised weeks: only when none is left before, and why it counts. */
import { bookTime } from '../../../api/commands/bookTime';
import { courseById } from '../../../db/courses';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { plusMillis } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { DAY } from '../../support/courseWalk';
import { openOffice, request, somebody } from '../../api/applicant';
import { openPatientSite, START, type Patient, type PatientSite } from './site';

const TIME = paths.myTime.to();
let site: PatientSite;
let patient: Patient;
beforeEach(async () => {
  site = await openPatientSite();
  patient = await site.someone();
  await site.offered(patient);
});
afterEach(() => site.close());

const timesOn = (html: string): string[] =>
  [...html.matchAll(/name="slot" value="([0-9a-f-]{36})"/g)].map(([, id = '']) => id);
/** Every free time up to day 28 goes to somebody else. */
async function noneLeft(): Promise<void> {
  await site.clinic.owner.query(
    `UPDATE slot SET state = 'closed' WHERE state = 'free' AND starts_at < $1`,
    [plusMillis(START, 29 * DAY)],
  );
}
async function takes(): Promise<void> {
  await patient.browser.get(TIME);
  await patient.browser.press(TIME, { slot: timesOn(patient.browser.html).at(-1) ?? '' });
}

describe('a time after the promised weeks', () => {
  it('is shown when none is left before, with who looks for one and when', async () => {
    await noneLeft();
    await patient.browser.get(TIME);
    expect(patient.browser.words()).toContain('Der er ingen ledige tider inden for de 4 uger');
    expect(patient.browser.words()).toMatch(
      /Er der stadig ikke en tidligere tid mandag 14. december, får lederen til opgave/,
    );
  });

  it('is the wish of a patient who had an earlier one', async () => {
    await noneLeft();
    await takes();
    expect((await site.state(patient)).appointment).toMatchObject({ beyond: 'patientWish' });
  });

  it('is our lack of times for one who had not', async () => {
    await (await patient.browser.get(paths.myCourse.to())).press(TIME, {});
    await site.happens(patient, { name: 'cancelByClinic' });
    await noneLeft();
    await takes();
    expect((await site.state(patient)).appointment).toMatchObject({ beyond: 'noCapacity' });
  });

  it('is not given when one before has become free meanwhile, and those are shown', async () => {
    await noneLeft();
    await patient.browser.get(TIME);
    const late = timesOn(patient.browser.html).at(-1) ?? '';
    await site.clinic.owner.query(`UPDATE slot SET state = 'free' WHERE state = 'closed'`);
    await patient.browser.press(TIME, { slot: late });
    expect(patient.browser.status).toBe(409);
    expect(patient.browser.words()).toContain('Der er blevet en tid ledig inden for de uger');
    expect((await site.state(patient)).appointment).toBeNull();
    const held = await inTransaction(site.clinic.app, SYSTEM, (tx) =>
      tx.run(`UPDATE slot SET state = state WHERE slot_id = $1 AND state = 'free'`, [late]),
    );
    expect(held).toBe(1);
  });
});

describe('a time on a page that was left open', () => {
  it('is refused by name once it has gone by, and others are shown', async () => {
    await patient.browser.get(TIME);
    const [, first = ''] = timesOn(patient.browser.html);
    await site.clinic.owner.query(`UPDATE clock SET virtual_origin = $1`, [
      plusMillis(START, 8 * DAY),
    ]);
    await patient.browser.press(TIME, { slot: first });
    expect(patient.browser.status).toBe(409);
    expect(patient.browser.words()).toContain('Tiden er gået.');
    expect(patient.browser.words()).not.toContain('En anden har lige taget tiden');
    expect(timesOn(patient.browser.html).length).toBeGreaterThan(2);
  });

  it('comes back fresh, both its forms, when another window was first', async () => {
    await takes();
    const [before, other = '', third = ''] = await freeSlotsNow();
    expect(before).toBeDefined();
    await patient.browser.get(TIME);
    inTheMiddle(() => movesElsewhere(other));
    await patient.browser.press(TIME, { do: 'cancel', updateId: newId() });
    expect(patient.browser.status).toBe(409);
    expect((await site.state(patient)).appointment?.slotId).toBe(other);
    // The form beside the one that was pressed: its first press goes through.
    expect(patient.browser.hidden(TIME)).not.toHaveProperty('do');
    await patient.browser.press(TIME, { slot: third });
    expect(patient.browser.status).toBe(200);
    expect((await site.state(patient)).appointment?.slotId).toBe(third);
  });
});

const freeSlotsNow = async () => {
  await patient.browser.get(TIME);
  return timesOn(patient.browser.html);
};
/** Something happens after the request has read the course, and before the course is asked. */
function inTheMiddle(happens: () => Promise<unknown>): void {
  const { workflow } = site.courses.client;
  const getHandle = workflow.getHandle.bind(workflow);
  jest.spyOn(workflow, 'getHandle').mockImplementationOnce((id: string) => {
    const handle = getHandle(id);
    const { executeUpdate, startUpdate } = handle;
    const after =
      <Of extends unknown[], R>(ask: (...of: Of) => Promise<R>) =>
      async (...of: Of) => {
        await happens();
        return ask(...of);
      };
    return Object.assign(handle, {
      executeUpdate: after(executeUpdate),
      startUpdate: after(startUpdate),
    });
  });
}
async function movesElsewhere(slot: string): Promise<void> {
  const { courseId, personId } = patient;
  const office = openOffice(site.clinic, somebody());
  const course = await inTransaction(site.clinic.worker, SYSTEM, (tx) => courseById(tx, courseId));
  if (!course) throw new Error('the course is gone');
  const version = String((await site.state(patient)).offerVersion);
  const form = { updateId: newId(), version, slot };
  const ctx = request(office, START, { kind: 'patient', id: personId, role: 'patient' });
  expect(await bookTime(ctx, course, form)).toEqual({ kind: 'done' });
}
