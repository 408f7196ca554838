/**
 * A fault in the code that takes an event in. What `apply` throws, the validator meets first: one
 * press is refused and the course goes on. What the handler itself throws stalls the course until
 * a sound release; then each decision is there exactly once. So the handler does nothing else.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { CourseEvent } from '../../domain/state';
import { openBench, type Bench, type Running } from '../support/courseBench';
import { asId, type CourseId, type UpdateId } from '../../domain/ids';
import { RULES } from '../support/courseWalk';
import { TASK_QUEUE, type CourseStart } from '../../workflows/messages';
import { workflowBundle } from '../support/temporal';
import { AFTER, BEFORE } from './broken/throwing';

jest.setTimeout(60_000);
let bench: Bench;
let broken: { code: string };
beforeAll(async () => {
  const quiet = () => undefined;
  const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
  broken = await bundleWorkflowCode({
    workflowsPath: path.join(__dirname, '..', '..', 'workflows'),
    workflowInterceptorModules: [require.resolve('./broken/throwing')],
    logger,
  });
  bench = await openBench({ keepsNothing: true });
});
afterAll(async () => {
  await bench.stop();
});

const SUBMIT: CourseEvent = { name: 'submit', region: '1083', rules: RULES, consents: [] };
const names = (course: Running) => course.entries().map(({ event }) => event.name);
/** How often a task of the course's workflow failed. */
async function failures(course: Pick<Running, 'handle'>): Promise<number> {
  const { events } = await course.handle.fetchHistory();
  return (events ?? []).filter((one) => one.workflowTaskFailedEventAttributes).length;
}
async function untilItFails(course: Pick<Running, 'handle'>): Promise<void> {
  while ((await failures(course)) === 0);
}

test('an event that apply throws at is refused alone, leaves no trace, and the course goes on', async () => {
  const course = await bench.begin();
  const before = await course.state();
  const malformed = { name: 'submit', region: '1083', rules: RULES } as unknown as CourseEvent;
  await expect(course.press(malformed)).rejects.toThrow('Workflow Update failed');
  expect(await course.state()).toEqual(before);
  expect(await course.press(SUBMIT)).toEqual({ kind: 'recorded', revision: 2 });
  expect(names(course)).toEqual(['activate', 'submit']);
  expect(await failures(course)).toBe(0);
});

test.each([BEFORE, AFTER] as const)(
  'a handler that throws at %s stalls the course until a release, and loses nothing',
  async (name) => {
    const course = await bench.begin();
    await course.press(SUBMIT);
    await bench.release(broken);
    const id = randomUUID();
    const press = course.press({ name }, { id });
    await untilItFails(course);
    await bench.release(await workflowBundle());
    expect(await press).toEqual({ kind: 'recorded', revision: 3 });
    expect(await course.press({ name }, { id })).toEqual({ kind: 'recorded', revision: 3 });
    expect(names(course)).toEqual(['activate', 'submit', name]);
  },
);

test('what a rebuild offers and this version refuses stalls the course: it is never dropped', async () => {
  const before = await (await bench.begin()).state();
  const courseId = asId<CourseId>(randomUUID());
  const refused = {
    id: asId<UpdateId>(randomUUID()),
    event: { name: 'writeMessage' },
    at: before.lastAt,
    actor: { kind: 'system', id: null },
  } as const;
  const start: CourseStart = {
    state: { ...before, courseId },
    clock: { mode: 'real' },
    undoMs: 0,
    lean: true,
    offers: [{ advance: refused, times: 1 }],
  };
  const how = { workflowId: courseId, taskQueue: TASK_QUEUE, args: [start] };
  const handle = await bench.env.client.workflow.start('course', how);
  await untilItFails({ handle });
  expect(bench.recorder.entries.has(courseId)).toBe(false);
  // A rebuild by a version that knows better finds it in what this run started from.
  const { events } = await handle.fetchHistory();
  expect(events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads).toHaveLength(1);
  expect((await handle.describe()).status.name).toBe('RUNNING');
  await handle.terminate();
});
