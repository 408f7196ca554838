/** A supervisor lets a course's workflow start again, and says why. */
import { askForRebuild } from '../../api/commands/askForRebuild';
import { freshUpdateId, press } from '../../api/commands/press';
import { rebuildCourse } from '../../api/commands/rebuildCourse';
import { auditOfCourse } from '../../db/audit';
import { courseById } from '../../db/courses';
import { readDecision } from '../../db/decisions';
import { reportIncident, incidentsOf } from '../../db/incidents';
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { CourseId } from '../../domain/ids';
import { z } from 'zod';
import { openClinic, staff, type Clinic } from '../db/clinic';
import { applicant, NOW, openOffice, request, somebody, type Office } from './applicant';

let clinic: Clinic;
let office: Office;
beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
});
beforeEach(() => {
  office.courses.isThere = true;
});
afterAll(() => clinic?.close());

const supervisor = async () => request(office, NOW, await staff(clinic, 'supervisor'));
const rowOf = async (courseId: CourseId) => {
  const row = await inTransaction(clinic.worker, SYSTEM, (tx) => courseById(tx, courseId));
  if (!row) throw new Error('the course is gone');
  return row;
};

test('a course whose workflow is gone goes on, and who asked for it and why is kept', async () => {
  const { ctx: patient, course } = await applicant(office);
  const { courseId } = course;
  office.courses.gone.add(courseId);
  const gone = { kind: 'workflowGone', courseId, cause: 'notRunning', at: NOW } as const;
  await inTransaction(clinic.worker, SYSTEM, (tx) => reportIncident(tx, gone));
  const ctx = await supervisor();
  const updateId = freshUpdateId();
  const form = { updateId, reason: 'Forløbet stod stille.' };
  const rebuilt = { kind: 'rebuilt', offered: 0, refused: [] };
  expect(await askForRebuild(ctx, course, form)).toEqual(rebuilt);
  const row = await rowOf(courseId);
  expect(row).toMatchObject({ epoch: 2, resume: { epoch: 2 }, needsAttention: false });
  const kept = await inTransaction(clinic.app, ctx.actor, async (tx) => ({
    incidents: await incidentsOf(tx, courseId),
    audit: await auditOfCourse(tx, courseId, { limit: 10 }),
    why: await readDecision(tx, updateId, z.object({ reason: z.string() })),
  }));
  expect(kept.incidents).toEqual([]);
  expect(kept.audit[0]).toMatchObject({ event: 'rebuiltCourse', actorId: ctx.actor.id });
  expect(kept.why?.body.reason).toBe(form.reason);
  const withdraw = { courseId, id: freshUpdateId(), event: { name: 'withdraw' } } as const;
  expect(await press(patient, withdraw)).toEqual({ kind: 'done' });
});

test('while Temporal is away nothing changes, and a course that runs runs on', async () => {
  const { course } = await applicant(office);
  office.courses.isThere = false;
  const ctx = await supervisor();
  expect(await rebuildCourse(ctx, course.courseId)).toEqual({ kind: 'unavailable' });
  expect((await rowOf(course.courseId)).epoch).toBe(1);
});

test('without a reason nothing is done, and a course that is not there is said to be none', async () => {
  const { course } = await applicant(office);
  const ctx = await supervisor();
  const form = { updateId: freshUpdateId(), reason: ' ' };
  expect(await askForRebuild(ctx, course, form)).toMatchObject({ kind: 'invalid' });
  expect((await rowOf(course.courseId)).epoch).toBe(1);
  expect(await rebuildCourse(ctx, newId<CourseId>())).toEqual({ kind: 'noCourse' });
});

test('a course that has never recorded anything begins again', async () => {
  office.courses.isThere = false;
  const { course } = await applicant(office);
  office.courses.isThere = true;
  expect(await rebuildCourse(await supervisor(), course.courseId)).toMatchObject({ offered: 0 });
  expect(await rowOf(course.courseId)).toMatchObject({ epoch: 2, revision: 1 });
});
