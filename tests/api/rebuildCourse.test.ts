/** A supervisor lets a course's workflow start again, and says why. */
import { askForRebuild } from '../../api/commands/askForRebuild';
import { freshUpdateId, press } from '../../api/commands/press';
import type { Ctx } from '../../api/app';
import { rebuildCourse } from '../../api/commands/rebuildCourse';
import { retryIncident } from '../../api/commands/retryIncident';
import { auditOfCourse } from '../../db/audit';
import { courseById } from '../../db/courses';
import { readDecision } from '../../db/decisions';
import { reportIncident, incidentsOf } from '../../db/incidents';
import { newId } from '../../db/newId';
import { markBroken } from '../../db/record';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { CourseId } from '../../domain/ids';
import { z } from 'zod';
import { openClinic, staff, type Clinic } from '../db/clinic';
import { butWith } from '../support/courseInMemory';
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

test('what breaks again at once in the new workflow still waits for somebody, and may be asked for', async () => {
  const { courseId, breaks } = await standsStill();
  const ctx = await supervisor();
  const incident = (await open(courseId))[0];
  if (!incident) throw new Error('nothing was told');
  const again = breaksAtOnce(ctx, courseId, breaks);
  expect(await retryIncident(again, { incident: incident.incidentId })).toMatchObject({
    kind: 'rebuilt',
  });
  expect(await rowOf(courseId)).toMatchObject({ epoch: 2, needsAttention: true });
  expect(await open(courseId)).toMatchObject([
    { kind: 'recordingStopped', times: 2, retryAskedAt: null },
  ]);
});

test('a course that could not be started again is still told of', async () => {
  const { courseId } = await standsStill();
  const ctx = await supervisor();
  const gone = { code: 14, details: '', metadata: {} };
  const away = () => Promise.reject(Object.assign(new Error('away'), gone));
  expect(await rebuildCourse(starting(ctx, away), courseId)).toEqual({ kind: 'unavailable' });
  expect(await open(courseId)).toHaveLength(1);
  expect(await rebuildCourse(ctx, courseId)).toMatchObject({ kind: 'rebuilt' });
  expect(await open(courseId)).toEqual([]);
});

test('a start that takes too long is answered before the page gives up', async () => {
  const { course } = await applicant(office);
  const ctx = starting(await supervisor(), () => new Promise<never>(() => undefined));
  const began = Date.now();
  const form = { updateId: freshUpdateId(), reason: 'Forløbet stod stille.' };
  expect(await askForRebuild(ctx, course, form)).toEqual({ kind: 'later' });
  expect(Date.now() - began).toBeLessThan(10_000);
  expect((await rowOf(course.courseId)).epoch).toBe(2);
}, 15_000);

test('of a course that is over nothing is started, and nothing is said to run', async () => {
  const { courseId } = await standsStill();
  await clinic.owner.query(`UPDATE course SET resume = resume || $2 WHERE course_id = $1`, [
    courseId,
    JSON.stringify({ stage: 'ended', afterwardsClosed: true, tasks: [] }),
  ]);
  expect(await rebuildCourse(await supervisor(), courseId)).toEqual({ kind: 'over' });
  expect((await rowOf(courseId)).epoch).toBe(1);
  expect(await open(courseId)).toEqual([]);
});

const open = (courseId: CourseId) =>
  inTransaction(clinic.worker, SYSTEM, (tx) => incidentsOf(tx, courseId));

/** Its workflow accepted an event that the database would not keep. */
async function standsStill() {
  const { courseId } = (await applicant(office)).course;
  const breaks = () =>
    inTransaction(clinic.worker, SYSTEM, (tx) => markBroken(tx, courseId, 'refused', NOW));
  await breaks();
  return { courseId, breaks };
}

/** Temporal as it is, but workflows start in another way. */
function starting(ctx: Ctx, start: (...of: unknown[]) => Promise<unknown>): Ctx {
  return { ...ctx, app: { ...ctx.app, temporal: butWith(ctx.app.temporal, { start }) } };
}

function breaksAtOnce(ctx: Ctx, courseId: CourseId, breaks: () => Promise<void>): Ctx {
  return starting(ctx, async () => {
    office.courses.gone.delete(courseId);
    await breaks();
  });
}
