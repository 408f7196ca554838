/** A course under the practice clock: it stands still, is turned on, or flies; dues keep their instants. */
import { type Clock } from '../../domain/clock';
import { asId, instant, plusMillis, type FlagId, type Instant } from '../../domain/ids';
import { openBench, type Bench, type Running } from '../support/courseBench';
import { DAY, HOUR, KAREN, MINUTE, MONDAY, RULES } from '../support/courseWalk';

jest.setTimeout(25_000);
let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => {
  await bench.stop();
});

const FLAG = asId<FlagId>('00000000-0000-4000-8000-0000000000f1');
const SECOND = 1000;

async function clockAt(
  virtualOrigin: Instant,
  how: { paused: boolean; speed: number } = { paused: true, speed: 1 },
): Promise<Clock> {
  return { mode: 'practice', realOrigin: await bench.now(), virtualOrigin, ...how };
}
/** Turns the standing clock to an instant, and gives the course time to hear of it. */
async function turn(course: Running, to: Instant): Promise<void> {
  await course.setClock(await clockAt(to));
  await bench.env.sleep(SECOND);
}
async function submittedOnMonday(clock: Clock): Promise<Running> {
  bench.recorder.clock = clock;
  const course = await bench.begin();
  await course.press({ name: 'submit', region: '1083', rules: RULES, consents: [] });
  return course;
}
/** What the course's clocks have done, as name and instant. */
const spoken = (course: Running) =>
  course
    .entries()
    .flatMap(({ event, state }) =>
      event.name === 'deadline' ? [[event.deadline, state.lastAt]] : [],
    );

/** Screening is answered until Monday 16 November 24:00 in Copenhagen; this comes before. */
const REMINDERS = [
  ['screeningRemindOwner', '2026-11-12T08:00:00.000Z'],
  ['screeningRemindTeam', '2026-11-13T08:00:00.000Z'],
];
const ANSWER = ['screeningAnswer', '2026-11-16T23:00:00.000Z'];

test('a clock that stands still brings nothing, however long it takes; a turn brings what is due', async () => {
  const course = await submittedOnMonday(await clockAt(MONDAY));
  await bench.env.sleep(60 * DAY);
  expect(spoken(course)).toEqual([]);
  await turn(course, instant('2026-11-13T07:59:59Z'));
  expect(spoken(course)).toEqual(REMINDERS.slice(0, 1));
  await turn(course, instant('2026-11-16T23:00:01Z'));
  expect(spoken(course)).toEqual([...REMINDERS, ANSWER]);
  expect(course.row().tasks.map((task) => [task.kind, task.overdue])).toEqual([
    ['screen', true],
    ['overdue', false],
  ]);
});

test('a clock that jumps over three deadlines at once: each speaks, in order, at its own instant', async () => {
  const course = await submittedOnMonday(await clockAt(MONDAY));
  await turn(course, instant('2027-01-04T09:00:00Z'));
  expect(spoken(course).slice(0, 3)).toEqual([...REMINDERS, ANSWER]);
  // The supervisor's task about it opened as the 17th began, is over its two working days too.
  expect(spoken(course).slice(3)).toEqual([['taskDefault', '2026-11-19T14:00:00.000Z']]);
});

test('at a day a minute the two weeks to answer are over in a quarter of an hour', async () => {
  const course = await submittedOnMonday(await clockAt(MONDAY, { paused: false, speed: 1440 }));
  await bench.env.sleep(14 * MINUTE);
  expect(spoken(course)).toEqual(REMINDERS);
  await bench.env.sleep(MINUTE);
  expect(spoken(course)).toEqual([...REMINDERS, ANSWER]);
});

describe('a red flag raised on Monday at ten', () => {
  async function flagged(): Promise<Running> {
    const course = await submittedOnMonday(await clockAt(MONDAY));
    await course.press({ name: 'raiseFlag', flagId: FLAG, tier: 'red' });
    return course;
  }
  const alarms = (course: Running) =>
    course.entries().flatMap(({ sends }) => sends.filter(({ kind }) => kind === 'staffRedFlag'));

  test('that nobody takes goes to the duty at noon and to the supervisor at two', async () => {
    const course = await flagged();
    await turn(course, plusMillis(MONDAY, 2 * HOUR - 1));
    expect(spoken(course)).toEqual([]);
    expect(alarms(course)).toHaveLength(1);
    await turn(course, plusMillis(MONDAY, 2 * HOUR));
    expect(spoken(course)).toEqual([['redToDuty', '2026-11-02T11:00:00.000Z']]);
    expect(alarms(course)).toHaveLength(2);
    await turn(course, plusMillis(MONDAY, 4 * HOUR - 1));
    expect(spoken(course)).toHaveLength(1);
    await turn(course, plusMillis(MONDAY, 4 * HOUR));
    expect(spoken(course)[1]).toEqual(['redToSupervisor', '2026-11-02T13:00:00.000Z']);
    expect(alarms(course)).toHaveLength(3);
  });

  test('that somebody takes goes to neither, but stays that person’s to answer', async () => {
    const course = await flagged();
    await course.press({ name: 'takeFlag', flagId: FLAG, staffId: KAREN });
    await turn(course, plusMillis(MONDAY, 2 * DAY));
    expect(alarms(course)).toHaveLength(1);
    expect(spoken(course).map(([name]) => name)).toEqual(['redContact']);
    expect(course.row().flags).toMatchObject([{ flagId: FLAG, takenBy: KAREN }]);
  });
});
