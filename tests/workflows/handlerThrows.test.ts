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
import { RULES } from '../support/courseWalk';
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
async function failures(course: Running): Promise<number> {
  const { events } = await course.handle.fetchHistory();
  return (events ?? []).filter((one) => one.workflowTaskFailedEventAttributes).length;
}
async function untilItFails(course: Running): Promise<void> {
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
