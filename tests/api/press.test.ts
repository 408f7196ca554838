/** What a press comes to when the course's workflow is missing, or the server answers oddly. */
import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Ctx } from '../../api/app';
import { logIn, startLogin } from '../../api/commands/logIn';
import { freshUpdateId, press } from '../../api/commands/press';
import { courseById, type CourseRow } from '../../db/courses';
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { CourseId, FlagId } from '../../domain/ids';
import { openClinic, type Clinic } from '../db/clinic';
import { applicant, NOW, openOffice, request, session, somebody, type Office } from './applicant';

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

const worry = ({ courseId }: CourseRow) => ({
  courseId,
  id: freshUpdateId(),
  event: { name: 'raiseFlag', flagId: newId<FlagId>(), tier: 'red' } as const,
});
const revision = async (courseId: CourseId) =>
  (await inTransaction(clinic.worker, SYSTEM, (tx) => courseById(tx, courseId)))?.revision;

/** The same office, where updates end as given: first when asked, then when asked for acceptance. */
function answering(ctx: Ctx, ...answers: readonly (() => Promise<unknown>)[]): Ctx {
  const next = [...answers];
  const ask = () => next.shift()?.() ?? Promise.reject(new Error('asked too often'));
  const client = {
    withDeadline: <T>(_until: number, work: () => Promise<T>) => work(),
    workflow: {
      getHandle: () => ({ executeUpdate: ask, startUpdate: ask }),
      executeUpdateWithStart: ask,
      startUpdateWithStart: ask,
    },
  };
  return { ...ctx, app: { ...ctx.app, temporal: client as unknown as Client } };
}
const grpc = (code: number) => () =>
  Promise.reject(Object.assign(new Error('grpc'), { code, details: '', metadata: {} }));
const gone = () => Promise.reject(new WorkflowNotFoundError('gone', 'c', undefined));

it('a course that Temporal never heard of is begun by the first press', async () => {
  office.courses.isThere = false;
  const { ctx, course } = await applicant(office);
  expect(course.revision).toBe(0);
  office.courses.isThere = true;
  expect(await press(ctx, worry(course))).toEqual({ kind: 'done' });
  expect(await revision(course.courseId)).toBe(2);
});

it('an open course whose workflow is gone has not ended: nothing was accepted', async () => {
  const { ctx, course } = await applicant(office);
  expect(await press(answering(ctx, gone, gone), worry(course))).toEqual({ kind: 'unavailable' });
});

it('a course that has ended says so', async () => {
  const { ctx, course } = await applicant(office);
  const { courseId } = course;
  await press(ctx, { courseId, id: freshUpdateId(), event: { name: 'withdraw' } });
  const after = await press(answering(ctx, gone, gone), worry(course));
  expect(after).toMatchObject({ kind: 'refused', name: 'ended' });
});

describe.each([2, 8, 13, 5])('the server fails with code %d', (code) => {
  it('after accepting: the answer is being saved', async () => {
    const { ctx, course } = await applicant(office);
    const pressed = worry(course);
    const accepted = () => Promise.resolve({ result: grpc(4) });
    expect(await press(answering(ctx, grpc(code), accepted), pressed)).toEqual({
      kind: 'saving',
      id: pressed.id,
    });
  });

  it('and the course has refused meanwhile: nobody is told that it is being saved', async () => {
    const { ctx, course } = await applicant(office);
    const cause = ApplicationFailure.create({ type: 'stale', nonRetryable: true });
    const result = () => Promise.reject(new WorkflowUpdateFailedError('refused', cause));
    const refused = answering(ctx, grpc(code), () => Promise.resolve({ result }));
    expect(await press(refused, worry(course))).toMatchObject({ kind: 'refused', name: 'stale' });
  });

  it('twice: nothing was accepted, and nobody sees a failure', async () => {
    const { ctx, course } = await applicant(office);
    const twice = answering(ctx, grpc(code), grpc(code));
    expect(await press(twice, worry(course))).toEqual({ kind: 'unavailable' });
  });
});

it('somebody logs in and can write while Temporal answers too late', async () => {
  const late = answering(request(office, NOW), grpc(4), grpc(4));
  office.answers = somebody();
  const browser = session();
  await startLogin(late, browser, { who: 'patient', returnTo: '', begins: true });
  const outcome = await logIn(late, browser, '/log-ind/svar?code=1');
  expect(outcome).toMatchObject({ kind: 'patient', course: { revision: 0 } });
});
