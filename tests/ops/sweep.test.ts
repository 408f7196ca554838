/** The sweep: what did not get through is asked for again, by itself. */
import { stateOf } from '../../api/queries/courseState';
import { press, freshUpdateId } from '../../api/commands/press';
import { courseById } from '../../db/courses';
import { insertFlag } from '../../db/flags';
import { courseIncidents } from '../../db/incidents';
import { newId } from '../../db/newId';
import { slotById, takeSlot } from '../../db/slots';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { instant, plusMillis, type CourseId, type FlagId, type UpdateId } from '../../domain/ids';
import { sweep } from '../../ops/sweep/round';
import { applicant, NOW, openOffice, somebody, type Office } from '../api/applicant';
import { morning, openClinic, staff, type Clinic } from '../db/clinic';
import { RULES } from '../support/courseWalk';

const MINUTE = 60_000;
let clinic: Clinic;
let office: Office;
let real = instant(Date.now());
beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
});
beforeEach(() => {
  office.courses.isThere = true;
  real = instant(Date.now());
});
afterAll(() => clinic?.close());

const round = () => sweep({ ...office.app, db: clinic.worker, realNow: () => real });
const swept = async () => (await round()).failures;
const asWorker = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.worker, SYSTEM, work);
const rowOf = async (courseId: CourseId) => {
  const course = await asWorker((tx) => courseById(tx, courseId));
  if (!course) throw new Error('the course is gone');
  return course;
};

it('begins the course of somebody who logged in while Temporal was away', async () => {
  office.courses.isThere = false;
  const { course } = await applicant(office);
  expect((await swept()).length).toBeGreaterThan(0);
  expect((await rowOf(course.courseId)).revision).toBe(0);
  office.courses.isThere = true;
  expect(await swept()).toEqual([]);
  expect((await rowOf(course.courseId)).revision).toBe(1);
});

it('tells the course of a red flag whose event did not get through, once', async () => {
  const { ctx, course } = await applicant(office);
  const { courseId, personId } = course;
  const flagId = newId<FlagId>();
  const flag = {
    flagId,
    courseId,
    personId,
    tier: 'red',
    trigger: 'item9',
    ownerId: null,
  } as const;
  await inTransaction(clinic.app, ctx.actor, (tx) => insertFlag(tx, { ...flag, at: NOW }));
  expect(await swept()).toEqual([]);
  expect(stateOf(await rowOf(courseId))).toMatchObject({ revision: 2, flags: [{ flagId }] });
  expect(await swept()).toEqual([]);
  expect((await rowOf(courseId)).revision).toBe(2);
});

it('starts the sending of a letter that waits for more than a minute, in real time', async () => {
  const { ctx, course } = await applicant(office);
  const { courseId } = course;
  const event = { name: 'submit', region: '1083', rules: RULES, consents: [] } as const;
  expect(await press(ctx, { courseId, id: freshUpdateId(), event })).toEqual({ kind: 'done' });
  // In memory an event is recorded at domain time; here real time runs on from there.
  await clinic.owner.query('UPDATE event SET recorded_at = $2 WHERE course_id = $1', [
    courseId,
    real,
  ]);
  const { rows } = await clinic.owner.query<{ id: string }>(
    "SELECT 'delivery-' || delivery_id AS id FROM delivery WHERE course_id = $1",
    [courseId],
  );
  const ids = rows.map(({ id }) => id);
  expect(ids).toHaveLength(1);
  const started = () => office.courses.started.filter((one) => ids.includes(one));
  real = plusMillis(real, MINUTE / 2);
  await swept();
  expect(started()).toEqual([]);
  real = plusMillis(real, MINUTE);
  expect(await swept()).toEqual([]);
  expect(started()).toEqual(ids);
  expect(await swept()).toEqual([]);
  expect(started()).toEqual(ids);
});

it('lets live on what has ended and nothing lives after, as courses from before stand', async () => {
  const { ctx, course } = await applicant(office);
  const { courseId } = course;
  await press(ctx, { courseId, id: freshUpdateId(), event: { name: 'withdraw' } });
  const dues = () =>
    clinic.owner
      .query('SELECT name FROM due WHERE course_id = $1', [courseId])
      .then((one) => one.rows);
  const after = `after-${courseId}`;
  const started = () => office.courses.started.filter((one) => one === after);
  expect(await swept()).toEqual([]);
  expect(started()).toEqual([]);
  await clinic.owner.query('DELETE FROM due WHERE course_id = $1', [courseId]);
  expect(await swept()).toEqual([]);
  expect(started()).toEqual([after]);
  expect(await dues()).toEqual([{ name: 'afterwards' }]);
  expect(await swept()).toEqual([]);
  expect(started()).toEqual([after]);
});

describe('a time held for a press that came to nothing', () => {
  const held = async () => {
    const { course } = await applicant(office);
    const { id } = await staff(clinic, 'psychologist');
    const [slot] = await morning(clinic, id, 1);
    if (!slot) throw new Error('no time');
    const { courseId } = course;
    await asWorker((tx) =>
      takeSlot(tx, {
        slotId: slot.slotId,
        courseId,
        updateId: newId<UpdateId>(),
        state: 'reserved',
        heldAt: real,
      }),
    );
    const state = async () => (await asWorker((tx) => slotById(tx, slot.slotId)))?.state;
    return { courseId, slotId: slot.slotId, state };
  };

  it('is free again after a real minute', async () => {
    const time = await held();
    real = plusMillis(real, MINUTE / 2);
    await swept();
    expect(await time.state()).toBe('reserved');
    real = plusMillis(real, MINUTE);
    await swept();
    expect(await time.state()).toBe('free');
  });

  it('stays while the workflow has accepted it, and while Temporal does not say', async () => {
    const time = await held();
    real = plusMillis(real, 6 * MINUTE);
    office.courses.isThere = false;
    await swept();
    expect(await time.state()).toBe('reserved');
    office.courses.isThere = true;
    const reserved = { slotId: time.slotId, startsAt: NOW };
    await clinic.owner.query(
      `UPDATE course SET resume = jsonb_set(resume, '{reserved}', $2) WHERE course_id = $1`,
      [time.courseId, JSON.stringify(reserved)],
    );
    await swept();
    expect(await time.state()).toBe('reserved');
  });
});

describe('a course whose workflow Temporal has lost', () => {
  const lost = async (count: number) => {
    const courses = [];
    for (let made = 0; made < count; made += 1) courses.push((await applicant(office)).course);
    for (const { courseId } of courses) office.courses.gone.add(courseId);
    return courses.map(({ courseId }) => courseId);
  };
  const told = async () =>
    (await asWorker((tx) => courseIncidents(tx))).map(({ courseId }) => courseId);

  it('is rebuilt by itself', async () => {
    const [courseId] = await lost(1);
    if (!courseId) throw new Error('no course');
    expect(await swept()).toEqual([]);
    expect(await rowOf(courseId)).toMatchObject({ epoch: 2, revision: 1 });
    expect(office.courses.gone.has(courseId)).toBe(false);
    expect(await told()).toEqual([]);
    expect(await swept()).toEqual([]);
    expect((await rowOf(courseId)).epoch).toBe(2);
  });

  it('is told to the supervisor when many are lost at once, and is well again by itself', async () => {
    const ids = await lost(11);
    expect(await round()).toMatchObject({ failures: [], told: 11 });
    expect((await told()).toSorted()).toEqual(ids.toSorted());
    for (const id of ids) expect((await rowOf(id)).epoch).toBe(1);
    expect(await round()).toMatchObject({ failures: [], told: 0 });
    for (const id of ids) office.courses.gone.delete(id);
    expect(await swept()).toEqual([]);
    expect(await told()).toEqual([]);
  });
});
