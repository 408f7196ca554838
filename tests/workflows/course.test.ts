/** One course on Temporal's time-skipping server: what a person would notice of its clock and door. */
import { asId, plusMillis, type FlagId, type SlotId, type StaffId } from '../../domain/ids';
import { deliveryWorkflowId } from '../../workflows/messages';
import { openBench, type Bench, type Running } from '../support/courseBench';
import { PROGRAMME, RULES } from '../support/courseWalk';

jest.setTimeout(25_000);
let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => {
  await bench.stop();
});
beforeEach(() => {
  bench.recorder.instead = undefined;
  bench.recorder.lastActivity = null;
  bench.recorder.delivers = false;
  bench.recorder.started = [];
  bench.recorder.delivered = [];
});

const MINUTE = 60_000;
const DAY = 86_400_000;
const KAREN = asId<StaffId>('00000000-0000-4000-8000-00000000000a');
const SLOT = asId<SlotId>('00000000-0000-4000-8000-000000000051');
const FLAG = asId<FlagId>('00000000-0000-4000-8000-0000000000f1');

async function submitted(): Promise<Running> {
  const course = await bench.begin();
  await course.press({ name: 'submit', region: '1083', rules: RULES, consents: [] });
  return course;
}
async function offer(course: Running) {
  const startsAt = plusMillis(await bench.now(), 10 * DAY);
  return course.press({ name: 'offer', slotId: SLOT, startsAt, psychologistId: KAREN });
}
/** Lets time pass until the course's own clock of that name has spoken, or until just before. */
async function passUntil(course: Running, name: string, minus = 0): Promise<void> {
  const due = course.row().dues.find((one) => one.name === name);
  if (!due) throw new Error(`${name} does not run`);
  const ms = Date.parse(due.dueAt) - Date.parse(await bench.now());
  await bench.env.sleep(ms - minus);
}
const events = (course: Running) => bench.recorder.events.get(course.courseId) ?? [];
const sent = (course: Running) => bench.recorder.sent.get(course.courseId) ?? [];

test('a clinician who has not answered in 14 days is over the deadline, and the supervisor sees it', async () => {
  const course = await submitted();
  await passUntil(course, 'screeningAnswer', MINUTE);
  expect(course.row().tasks.map((task) => [task.kind, task.overdue])).toEqual([['screen', false]]);
  await bench.env.sleep(2 * MINUTE);
  expect(course.row().tasks.map((task) => [task.kind, task.overdue])).toEqual(
    expect.arrayContaining([
      ['screen', true],
      ['overdue', false],
    ]),
  );
  expect(sent(course).filter((kind) => kind === 'staffEscalation')).toHaveLength(1);
});

test('an answer pressed in time is not escalated', async () => {
  const course = await submitted();
  await passUntil(course, 'screeningAnswer', 60 * MINUTE);
  await course.press({ name: 'reject' });
  await bench.env.sleep(2 * DAY);
  expect(sent(course)).toContain('rejection');
  expect(sent(course)).not.toContain('staffEscalation');
  await expect(course.handle.result()).resolves.toBeUndefined();
});

test('a decision can be undone for ten minutes, and nothing leaves meanwhile', async () => {
  const course = await submitted();
  await offer(course);
  await bench.env.sleep(9 * MINUTE);
  expect(sent(course)).not.toContain('offer');
  await course.press({ name: 'undo' });
  await bench.env.sleep(20 * MINUTE);
  expect(sent(course)).not.toContain('offer');
  await offer(course);
  await bench.env.sleep(11 * MINUTE);
  expect(sent(course).filter((kind) => kind === 'offer')).toHaveLength(1);
});

test('while a decision waits a second one is refused, and a red flag takes it back', async () => {
  const course = await submitted();
  await offer(course);
  await expect(course.press({ name: 'reject' })).rejects.toMatchObject({
    cause: { type: 'decisionWaits' },
  });
  await course.press({ name: 'raiseFlag', flagId: FLAG, tier: 'red' });
  await bench.env.sleep(20 * MINUTE);
  expect(sent(course)).not.toContain('offer');
  expect(
    course
      .row()
      .tasks.map((task) => task.kind)
      .toSorted(),
  ).toEqual(['redFlag', 'screen']);
});

test('two answers from the same form: the second is told that the form is old', async () => {
  const course = await submitted();
  const version = course.row().tasks[0]?.version ?? 0;
  const answers = { subject: { task: 'screen' }, version } as const;
  await course.press({ name: 'reject' }, { answers });
  await expect(course.press({ name: 'reject' }, { answers })).rejects.toMatchObject({
    cause: { type: 'stale' },
  });
});

test('the same pressing sent twice is one event with one answer', async () => {
  const course = await submitted();
  const id = '00000000-0000-4000-8000-000000000777';
  const first = await course.press({ name: 'writeMessage' }, { id });
  const again = await course.press({ name: 'writeMessage' }, { id });
  expect(again).toEqual(first);
  expect(events(course).filter((name) => name === 'writeMessage')).toHaveLength(1);
});

test('an application that is being written does not lapse, a quiet one does', async () => {
  const course = await bench.begin();
  await passUntil(course, 'applicationLapse', DAY);
  bench.recorder.lastActivity = await bench.now();
  await bench.env.sleep(3 * DAY);
  expect(events(course)).not.toContain('lapse');
  await bench.env.sleep(40 * DAY);
  expect(events(course)).toContain('lapse');
});

test('treatment ends by itself on day 84, as drop-out while required modules are missing', async () => {
  const course = await submitted();
  await offer(course);
  await bench.env.sleep(11 * MINUTE);
  const startsAt = plusMillis(await bench.now(), 5 * DAY);
  await course.press({
    name: 'book',
    slotId: SLOT,
    appointmentId: asId('00000000-0000-4000-8000-0000000000a1'),
    startsAt,
    endsAt: plusMillis(startsAt, 60 * MINUTE),
    withinClock: true,
  });
  await bench.env.sleep(6 * DAY);
  await course.press({ name: 'accept', programme: PROGRAMME, diagnosis: 'DF321' });
  await course.press({ name: 'handIn', moduleId: 'm1' });
  await bench.env.sleep(90 * DAY);
  expect(events(course)).toContain('timeUpIncomplete');
  expect(course.row().outcome).toBe('droppedOut');
  expect(await course.state()).toEqual(course.row());
});

test('while the database is slow the press waits, and the events come in order', async () => {
  const course = await submitted();
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let first = true;
  bench.recorder.instead = (entry) => {
    if (!first) return undefined;
    first = false;
    return gate.then(() => {
      bench.recorder.rows.set(entry.state.courseId, entry.state);
      return { kind: 'recorded', dues: entry.state.dues, clock: { mode: 'real' }, deliveries: [] };
    });
  };
  const both = [course.press({ name: 'writeMessage' }), course.press({ name: 'answerMessage' })];
  release();
  const answers = await Promise.all(both);
  const revisions = answers.map((answer) => (answer.kind === 'recorded' ? answer.revision : 0));
  expect(new Set(revisions).size).toBe(2);
  expect(course.row().revision).toBe(Math.max(...revisions));
});

test('a course whose recording broke says so, takes nothing new and loses nothing', async () => {
  const course = await submitted();
  bench.recorder.instead = () => Promise.resolve({ kind: 'broken', reason: 'hole' });
  await expect(course.press({ name: 'writeMessage' })).resolves.toEqual({ kind: 'saving' });
  bench.recorder.instead = undefined;
  await expect(course.press({ name: 'writeMessage' })).rejects.toMatchObject({
    cause: { type: 'stuck' },
  });
});

test('each letter of an event runs as a workflow of its own and outlives the course', async () => {
  bench.recorder.delivers = true;
  const course = await submitted();
  await course.press({ name: 'reject' });
  await course.handle.result();
  const kinds = sent(course);
  expect(kinds).toEqual(['receipt', 'rejection']);
  await Promise.all(
    bench.recorder.started.map((id) =>
      bench.env.client.workflow.getHandle(deliveryWorkflowId(id)).result(),
    ),
  );
  // At least once: a slow attempt may be made again, and the partner knows it by its id.
  expect(new Set(bench.recorder.delivered)).toEqual(new Set(bench.recorder.started));
  expect(bench.recorder.started).toHaveLength(kinds.length);
});
