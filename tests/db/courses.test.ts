/** One open course a person, lists in the order of what falls due, and two tabs that find out. */
import {
  lockApplication,
  readApplication,
  saveSection,
  unlockApplication,
} from '../../db/applications';
import {
  courseById,
  courseByNumber,
  endedCourses,
  insertCourse,
  latestCourseOf,
  openCourseOf,
  runningCourses,
  unstartedCourses,
} from '../../db/courses';
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { Tx } from '../../db/transaction';
import type { CourseId, Instant, StaffId } from '../../domain/ids';
import { ANNA, BO, NOW, openClinic, patient, staff, waitingForLocks } from './clinic';
import type { Clinic, Patient } from './clinic';

let clinic: Clinic;
let anna: Patient;
let bo: Patient;
beforeAll(async () => {
  clinic = await openClinic();
  anna = await patient(clinic, ANNA);
  bo = await patient(clinic, BO);
});
afterAll(() => clinic.close());

const asAnna = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.app, anna.actor, work);
const asWorker = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.worker, SYSTEM, work);
const ofAnna = () => ({ courseId: anna.courseId, personId: anna.personId, at: NOW });

describe('a course', () => {
  test('is begun once, however often "Søg behandling" is pressed', async () => {
    const begin = () =>
      asWorker((tx) =>
        insertCourse(tx, {
          courseId: newId<CourseId>(),
          personId: anna.personId,
          resume: {},
          at: NOW,
        }),
      );
    const answers = await Promise.all([begin(), begin(), begin()]);
    for (const { course, inserted } of answers) {
      expect(inserted).toBe(false);
      expect(course).toMatchObject({ courseId: anna.courseId, revision: 0, beganAt: NOW });
    }
    await expect(
      clinic.owner.query(
        `INSERT INTO course (course_id, person_id, resume, began_at,
      stage_since, created_at) VALUES ($1, $2, '{}', $3, $3, $3)`,
        [newId(), anna.personId, NOW],
      ),
    ).rejects.toThrow('course_open');
  });

  test('has a number that people can say, and is found by it', async () => {
    const course = await asWorker((tx) => courseById(tx, anna.courseId));
    expect(course?.number).toMatch(/^F-19\d\d$/);
    const found = await asWorker((tx) => courseByNumber(tx, ` ${course?.number.toLowerCase()}`));
    expect(found?.courseId).toBe(anna.courseId);
  });

  test('that has ended makes room for another, and cannot be half ended', async () => {
    const person = await patient(clinic, { cpr: '0108589995', name: 'Karl Ende' });
    const end = (endedAt: string | null) =>
      clinic.owner.query(`UPDATE course SET stage = 'ended', ended_at = $2 WHERE course_id = $1`, [
        person.courseId,
        endedAt,
      ]);
    await expect(end(null)).rejects.toThrow('course_ended_at');
    await end(NOW);
    const { personId } = person;
    await asWorker(async (tx) => {
      expect(await openCourseOf(tx, personId)).toBeUndefined();
      expect((await latestCourseOf(tx, personId))?.courseId).toBe(person.courseId);
      const again = { courseId: newId<CourseId>(), personId, resume: {}, at: NOW };
      expect((await insertCourse(tx, again)).inserted).toBe(true);
      expect((await latestCourseOf(tx, personId))?.courseId).toBe(again.courseId);
      expect((await unstartedCourses(tx, 9)).map((one) => one.courseId)).toContain(again.courseId);
    });
  });
});

test('running courses are listed by what falls due next, with names, page by page', async () => {
  const due = (courseId: CourseId, when: string | null) =>
    asWorker((tx) =>
      tx.run('UPDATE course SET next_due_at = $2 WHERE course_id = $1', [courseId, when]),
    );
  await due(bo.courseId, '2026-11-24T00:00:00Z');
  await due(anna.courseId, '2026-12-05T00:00:00Z');
  const names: string[] = [];
  let after: { nextDueAt: typeof NOW | null; courseId: CourseId } | undefined;
  for (let page = 0; page < 9; page += 1) {
    const [row] = await asWorker((tx) => runningCourses(tx, { limit: 1, after }));
    if (!row) break;
    names.push(row.personName);
    after = { nextDueAt: row.nextDueAt, courseId: row.courseId };
  }
  expect(names).toEqual([BO.name, ANNA.name, 'Karl Ende']);
  const none = await asWorker((tx) => runningCourses(tx, { limit: 9, stages: ['booked'] }));
  expect(none).toEqual([]);
});

test('ended courses are listed newest first, a psychologist’s with those nobody was given', async () => {
  const karen = (await staff(clinic, 'psychologist', 'Karen Eksempel')).id;
  const ib = (await staff(clinic, 'psychologist', 'Ib Eksempel')).id;
  const ended = async (cpr: string, name: string, endedAt: string, whose: StaffId | null) => {
    const { courseId } = await patient(clinic, { cpr, name });
    await clinic.owner.query(
      `UPDATE course SET stage = 'ended', ended_at = $2, psychologist_id = $3 WHERE course_id = $1`,
      [courseId, endedAt, whose],
    );
  };
  await ended('0107729995', 'Dan Karens', '2026-12-02T09:00:00Z', karen);
  await ended('0108729992', 'Eva Ibs', '2026-12-04T09:00:00Z', ib);
  await ended('0109729998', 'Finn Ingens', '2026-12-03T09:00:00Z', null);
  await ended('0110729990', 'Gry Karens', '2026-12-02T09:00:00Z', karen);
  const read = async (psychologistId?: StaffId) => {
    const names: string[] = [];
    let after: { endedAt: Instant; courseId: CourseId } | undefined;
    for (let page = 0; page < 9; page += 1) {
      const wish = { limit: 1, ...(after && { after }), ...(psychologistId && { psychologistId }) };
      const [row] = await asWorker((tx) => endedCourses(tx, wish));
      if (!row?.endedAt) break;
      names.push(row.personName);
      after = { endedAt: row.endedAt, courseId: row.courseId };
    }
    return names;
  };
  const all = ['Eva Ibs', 'Finn Ingens', 'Gry Karens', 'Dan Karens'];
  expect((await read()).filter((name) => all.includes(name))).toEqual(all);
  expect(await read(karen)).toEqual([...all.slice(1), 'Karl Ende']);
});

describe('an application in two tabs', () => {
  const save = (answers: Record<string, unknown>, basedOn: number, section = 'eligibility') =>
    asAnna((tx) => saveSection(tx, { ...ofAnna(), section, answers, basedOn }));

  test('is never overwritten in silence, and the same press twice is saved once', async () => {
    expect(await save({ adult: 'yes' }, 0)).toEqual({ kind: 'saved', version: 1 });
    expect(await save({ adult: 'yes' }, 0)).toEqual({ kind: 'saved', version: 1 });
    expect(await save({ adult: 'no' }, 0)).toEqual({
      kind: 'changedElsewhere',
      version: 1,
      answers: { adult: 'yes' },
    });
    expect(await save({ adult: 'no' }, 1)).toEqual({ kind: 'saved', version: 2 });
  });

  test('keeps both when the tabs stand in different sections at once', async () => {
    await clinic.owner.query('BEGIN');
    await clinic.owner.query('SELECT FROM application FOR UPDATE');
    const saves = Promise.all([save({ a: 1 }, 0, 'phq9'), save({ b: 2 }, 0, 'gad7')]);
    await waitingForLocks(clinic, 2);
    await clinic.owner.query('COMMIT');
    expect(await saves).toEqual([
      { kind: 'saved', version: 1 },
      { kind: 'saved', version: 1 },
    ]);
    const application = await asAnna((tx) => readApplication(tx, anna.courseId));
    expect(application?.answers).toMatchObject({ phq9: { a: 1 }, gad7: { b: 2 } });
    expect(application?.versions).toMatchObject({ phq9: 1, gad7: 1 });
  });

  test('takes nothing more once submitted, and opens again when that was refused', async () => {
    expect(await asAnna((tx) => lockApplication(tx, anna.courseId, NOW))).toBe('locked');
    expect(await asAnna((tx) => lockApplication(tx, anna.courseId, NOW))).toBe('alreadyLocked');
    expect(await save({ a: 3 }, 1, 'phq9')).toEqual({ kind: 'locked' });
    await asAnna((tx) => unlockApplication(tx, anna.courseId));
    expect(await save({ a: 3 }, 1, 'phq9')).toEqual({ kind: 'saved', version: 2 });
    expect(await asWorker((tx) => lockApplication(tx, bo.courseId, NOW))).toBe('missing');
  });
});
