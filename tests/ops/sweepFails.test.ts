/** What the sweep cannot mend: somebody is told, and nothing of it hides anything else. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { sweepActivities } from '../../activities/sweep';
import { freshUpdateId, press } from '../../api/commands/press';
import { courseById } from '../../db/courses';
import { incidentsOf, reportIncident } from '../../db/incidents';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { instant, plusMillis, type CourseId } from '../../domain/ids';
import { freshMemory, openSweep, sweep } from '../../ops/sweep/round';
import { applicant, NOW, openOffice, somebody, type Office } from '../api/applicant';
import { openClinic, type Clinic } from '../db/clinic';
import { readableLog } from '../support/logLines';

const MINUTE = 60_000;
let clinic: Clinic;
let office: Office;
let real = instant(Date.now());
beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
});
afterEach(() => {
  office.courses.isThere = true;
  office.courses.fails.clear();
  office.courses.gone.clear();
});
afterAll(() => clinic?.close());

const deps = () => ({ ...office.app, db: clinic.worker, realNow: () => real });
const going = new AbortController().signal;
/** A worker's sweep, with what it remembers, what it logs and how many failures it counted. */
function opened() {
  const { log, lines } = readableLog();
  const counted: number[] = [];
  const round = openSweep(deps(), log, (count) => counted.push(count));
  const warned = () => lines().filter(({ level }) => level === 40);
  return { round: () => round(going), counted, warned };
}
const asWorker = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.worker, SYSTEM, work);
const open = (courseId: CourseId) => asWorker((tx) => incidentsOf(tx, courseId));
const causes = async (courseId: CourseId) =>
  (await open(courseId)).map(({ kind, cause }) => `${kind}: ${cause}`);
const rowOf = (courseId: CourseId) => asWorker((tx) => courseById(tx, courseId));
const begun = async () => (await applicant(office)).course.courseId;
/** Somebody whose login came while Temporal was away. */
const unstarted = async () => {
  office.courses.isThere = false;
  const courseId = await begun();
  office.courses.isThere = true;
  return courseId;
};
const stop = (courseId: CourseId, reason: string) =>
  clinic.owner.query(
    'UPDATE course SET needs_attention = true, attention_reason = $2 WHERE course_id = $1',
    [courseId, reason],
  );

describe('a course that cannot be rebuilt', () => {
  it('is told at once, not tried every round, and is well again when it can be', async () => {
    const courseId = await begun();
    office.courses.gone.add(courseId);
    office.courses.fails.set(courseId, 'start');
    const { round } = opened();
    await round();
    expect(await causes(courseId)).toEqual(['workflowGone: rebuildFails']);
    const tried = await rowOf(courseId);
    await round();
    expect((await rowOf(courseId))?.epoch).toBe(tried?.epoch);
    office.courses.fails.clear();
    real = plusMillis(real, 11 * MINUTE);
    await round();
    expect(office.courses.gone.has(courseId)).toBe(false);
    expect(await causes(courseId)).toEqual([]);
  });

  it('is tried and told again when nothing is open any more', async () => {
    const courseId = await begun();
    office.courses.gone.add(courseId);
    office.courses.fails.set(courseId, 'start');
    const { round } = opened();
    await round();
    await clinic.owner.query(
      "UPDATE incident SET closed_at = opened_at, how = 'retried' WHERE course_id = $1",
      [courseId],
    );
    await round();
    expect(await causes(courseId)).toEqual(['workflowGone: rebuildFails']);
  });
});

describe('a course that has recorded nothing yet', () => {
  it('is rebuilt when its workflow has ended', async () => {
    const courseId = await unstarted();
    office.courses.gone.add(courseId);
    await opened().round();
    expect(await rowOf(courseId)).toMatchObject({ epoch: 2, revision: 1 });
    expect(await causes(courseId)).toEqual([]);
  });

  it('is told when it cannot be rebuilt', async () => {
    const courseId = await unstarted();
    office.courses.gone.add(courseId);
    office.courses.fails.set(courseId, 'start');
    await opened().round();
    expect(await causes(courseId)).toEqual(['workflowGone: rebuildFails']);
  });

  it('is told when the database refuses even its first event and nobody is told', async () => {
    const courseId = await unstarted();
    office.courses.started.push(courseId);
    office.courses.fails.set(courseId, 'record');
    await stop(courseId, 'refused');
    const { round } = opened();
    await round();
    await round();
    expect(await open(courseId)).toMatchObject([
      { kind: 'recordingStopped', cause: 'refused', times: 1 },
    ]);
    await clinic.owner.query('UPDATE course SET needs_attention = false WHERE course_id = $1', [
      courseId,
    ]);
  });
});

describe('a course that has stopped recording', () => {
  it('is told again when its incident was closed while it stood still', async () => {
    const courseId = await begun();
    await stop(courseId, 'hole');
    const { round } = opened();
    await round();
    await round();
    expect(await open(courseId)).toMatchObject([
      { kind: 'recordingStopped', cause: 'hole', times: 1 },
    ]);
  });

  it('is not told twice: what recording said of it stays', async () => {
    const courseId = await begun();
    await stop(courseId, 'refused');
    const detail = { event: 'submit' };
    const told = { kind: 'recordingStopped', courseId, cause: 'refused', detail, at: NOW } as const;
    await asWorker((tx) => reportIncident(tx, told));
    await opened().round();
    expect(await open(courseId)).toMatchObject([{ times: 1, detail }]);
  });
});

it('a workflow that cannot be asked twice running is told, and closed when it answers', async () => {
  const courseId = await begun();
  office.courses.fails.set(courseId, 'query');
  const { round, counted } = opened();
  await round();
  expect(await causes(courseId)).toEqual([]);
  await round();
  expect(await causes(courseId)).toEqual(['workflowTaskFails: noAnswer']);
  expect(counted.every((count) => count > 0)).toBe(true);
  office.courses.fails.clear();
  await round();
  expect(await causes(courseId)).toEqual([]);
});

it('one failure that lasts hides no later one in the log, and all are counted', async () => {
  const first = await begun();
  office.courses.gone.add(first);
  office.courses.fails.set(first, 'start');
  const { round, counted, warned } = opened();
  await round();
  expect(warned()).toHaveLength(1);
  real = plusMillis(real, 11 * MINUTE);
  await round();
  expect(warned()).toHaveLength(1);
  office.courses.fails.set(await begun(), 'query');
  real = plusMillis(real, 11 * MINUTE);
  await round();
  expect(warned()).toHaveLength(2);
  expect(counted).toEqual([1, 1, 2]);
});

it('courses in trouble whose answers take all the time keep no other from being looked at', async () => {
  const [troubled, other] = [await begun(), await begun()];
  await asWorker((tx) =>
    reportIncident(tx, { kind: 'workflowDiffers', courseId: troubled, cause: 'rowAhead', at: NOW }),
  );
  const { workflow } = office.app.temporal;
  const getHandle = workflow.getHandle.bind(workflow);
  const realNow = Date.now.bind(Date);
  const asked: string[] = [];
  let late = 0;
  const now = jest.spyOn(Date, 'now').mockImplementation(() => realNow() + late);
  const slow = jest.spyOn(workflow, 'getHandle').mockImplementation((id: string) => {
    asked.push(id);
    if (id === troubled) late += 25_000;
    return getHandle(id);
  });
  try {
    await sweep(deps());
  } finally {
    now.mockRestore();
    slow.mockRestore();
  }
  expect(asked).toContain(troubled);
  expect(asked).toContain(other);
});

it('what the sweep remembers of a course goes when the course has closed for good', async () => {
  const { ctx, course } = await applicant(office);
  const { courseId } = course;
  const memory = freshMemory();
  await sweep(deps(), memory);
  expect(memory.agreed.has(courseId)).toBe(true);
  await press(ctx, { courseId, id: freshUpdateId(), event: { name: 'withdraw' } });
  await clinic.owner.query(
    `UPDATE course SET resume = jsonb_set(resume, '{afterwardsClosed}', to_jsonb($2::text))
    WHERE course_id = $1`,
    [courseId, NOW],
  );
  await clinic.owner.query('DELETE FROM due WHERE course_id = $1', [courseId]);
  await sweep(deps(), memory);
  expect(memory.agreed.has(courseId)).toBe(false);
});

describe('a round that is over', () => {
  it('begins nothing more', async () => {
    const courseId = await begun();
    office.courses.gone.add(courseId);
    await sweep(deps(), freshMemory(), AbortSignal.abort());
    expect((await rowOf(courseId))?.epoch).toBe(1);
  });

  it('ends as soon as it is told to', async () => {
    const environment = new MockActivityEnvironment();
    const { sweepRound } = sweepActivities(
      (signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve());
          environment.cancel('TIMED_OUT');
        }),
    );
    await expect(environment.run(sweepRound)).rejects.toThrow('TIMED_OUT');
  });
});
