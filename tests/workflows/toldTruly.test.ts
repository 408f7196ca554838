/** Who is told that nothing was sent can rely on it, whatever comes back when; on the real server. */
import { randomUUID } from 'node:crypto';
import { advanceCourse, type Advanced } from '../../api/advance';
import { SYSTEM } from '../../db/transaction';
import { asId, instant, type UpdateId } from '../../domain/ids';
import type { CourseEvent } from '../../domain/state';
import { openBench, type Bench, type Running } from '../support/courseBench';
import { RULES } from '../support/courseWalk';

jest.setTimeout(60_000);
let bench: Bench;
beforeAll(async () => {
  bench = await openBench({ realServer: true });
});
afterAll(() => bench?.stop());

const SUBMIT: CourseEvent = { name: 'submit', region: '1083', rules: RULES, consents: [] };
const names = (course: Running) => course.entries().map(({ event }) => event.name);

async function pressed(course: Running, id: UpdateId, event: CourseEvent): Promise<Advanced> {
  const realNow = () => instant(Date.now());
  const app = { temporal: bench.env.client, undoMs: 0, realNow };
  const presser = { app, actor: SYSTEM, clock: { mode: 'real' }, now: realNow() } as const;
  return advanceCourse(presser as unknown as Parameters<typeof advanceCourse>[0], {
    courseId: course.courseId,
    id,
    event,
  });
}

test('a press that no worker was there to take is not done behind the person who made it', async () => {
  const course = await bench.begin();
  const id = asId<UpdateId>(randomUUID());
  const told = await bench.withoutWorker(() => pressed(course, id, SUBMIT));
  expect(told).toEqual({ kind: 'unavailable' });
  // Another press is heard after everything that Temporal had kept.
  const message = asId<UpdateId>(randomUUID());
  expect((await pressed(course, message, { name: 'writeMessage' })).kind).toBe('refused');
  expect(names(course)).toEqual(['activate']);
  expect(await pressed(course, id, SUBMIT)).toEqual({ kind: 'recorded', revision: 2 });
  expect(names(course)).toEqual(['activate', 'submit']);
});
