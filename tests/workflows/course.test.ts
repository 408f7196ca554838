/** One course on Temporal's time-skipping server: what a person would notice of its clock and door. */
import { asId, plusMillis, type FlagId, type SlotId, type StaffId } from '../../domain/ids';
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
  bench.recorder.slow = undefined;
  bench.recorder.lastActivity = null;
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
const events = (course: Running) => course.entries().map(({ event }) => event.name);
const sent = (course: Running) =>
  course.entries().flatMap(({ sends }) => sends.map(({ kind }) => kind));

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

/** A course whose assessment is held, so that treatment can begin. */
async function assessed(): Promise<Running> {
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
  return course;
}
const ACCEPT = { name: 'accept', programme: PROGRAMME, diagnosis: 'DF321' } as const;

test('treatment ends by itself on day 84, as drop-out while required modules are missing', async () => {
  const course = await assessed();
  await course.press(ACCEPT);
  await course.press({ name: 'handIn', moduleId: 'm1' });
  await bench.env.sleep(90 * DAY);
  expect(events(course)).toContain('timeUpIncomplete');
  expect(course.row().outcome).toBe('droppedOut');
  expect(await course.state()).toEqual(course.row());
});

test('the same pressing sent again to the next run of the course gets its first answer', async () => {
  const course = await assessed();
  const id = '00000000-0000-4000-8000-000000000888';
  const before = (await course.handle.describe()).runId;
  const first = await course.press(ACCEPT, { id });
  expect(first).toEqual({ kind: 'recorded', revision: course.row().revision });
  await bench.env.sleep(MINUTE);
  expect((await course.handle.describe()).runId).not.toBe(before);
  expect(await course.press(ACCEPT, { id })).toEqual(first);
  expect(events(course).filter((name) => name === 'accept')).toHaveLength(1);
  expect(course.row().revision).toBe(first.kind === 'recorded' && first.revision);
});

test('while the database is slow the press waits, and the events come in order', async () => {
  const course = await submitted();
  const { revision } = course.row();
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  bench.recorder.slow = ({ event }) => (event.name === 'writeMessage' ? gate : undefined);
  const answered: string[] = [];
  const presses = [];
  for (const name of ['writeMessage', 'answerMessage', 'giveConsent'] as const) {
    const event = name === 'giveConsent' ? ({ name, consent: 'gpEnd' } as const) : { name };
    const press = await course.accepted(event);
    presses.push(press.result().finally(() => answered.push(name)));
  }
  expect((await course.state()).revision).toBe(revision + 3);
  expect(course.row().revision).toBe(revision);
  expect(answered).toEqual([]);
  open();
  expect(await Promise.all(presses)).toEqual(
    [1, 2, 3].map((more) => ({ kind: 'recorded', revision: revision + more })),
  );
  expect(
    course
      .entries()
      .slice(-3)
      .map(({ event, state }) => [event.name, state.revision]),
  ).toEqual([
    ['writeMessage', revision + 1],
    ['answerMessage', revision + 2],
    ['giveConsent', revision + 3],
  ]);
});

test('a course whose recording broke says so, takes nothing new and loses nothing', async () => {
  const course = await submitted();
  const row = course.row();
  const id = '00000000-0000-4000-8000-000000000999';
  bench.recorder.instead = () => Promise.resolve({ kind: 'broken', reason: 'hole' });
  await expect(course.press({ name: 'writeMessage' }, { id })).resolves.toEqual({ kind: 'saving' });
  bench.recorder.instead = undefined;
  await expect(course.press({ name: 'writeMessage' })).rejects.toMatchObject({
    cause: { type: 'stuck' },
  });
  await expect(course.press({ name: 'writeMessage' }, { id })).resolves.toEqual({ kind: 'saving' });
  const { revision, handled, tasks } = await course.state();
  expect(revision).toBe(row.revision + 1);
  expect(handled.at(-1)).toEqual({ id, revision });
  expect(tasks.map((task) => task.kind)).toEqual(['screen', 'answerMessage']);
  expect(course.row()).toEqual(row);
});

test('a timer is started anew for an earlier instant or a much later one, and for nothing else', async () => {
  const course = await submitted();
  const timers = async () => {
    await bench.env.sleep(MINUTE);
    const { events: history } = await course.handle.fetchHistory();
    return (history ?? []).filter((one) => one.timerStartedEventAttributes).length;
  };
  const before = await timers();
  for (let turn = 0; turn < 4; turn += 1) {
    await course.press({ name: 'giveConsent', consent: 'gpEnd' });
    await course.press({ name: 'withdrawConsent', consent: 'gpEnd' });
  }
  expect(await timers()).toBe(before);
  // An answer is due within two working days, before the first reminder of the application.
  await course.press({ name: 'writeMessage' });
  expect(await timers()).toBe(before + 1);
  // A second one is due with the first; the answer to both lets days go by until the reminder.
  await course.press({ name: 'writeMessage' });
  expect(await timers()).toBe(before + 1);
  await course.press({ name: 'answerMessage' });
  expect(await timers()).toBe(before + 2);
});
