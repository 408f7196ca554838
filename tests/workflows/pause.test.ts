/** Pauses and ways back on the time-skipping server: not a minute early, once, and never forgotten. */
import { addDays, atTime, copenhagenDate, daysBetween } from '../../domain/calendar';
import { asId, plusMillis, type AppointmentId, type Instant, type SlotId } from '../../domain/ids';
import { openBench, type Bench, type Running } from '../support/courseBench';
import {
  ACCEPT,
  DAY,
  HOUR,
  KAREN,
  MINUTE,
  moveBackOf,
  pauseOf,
  SUBMIT,
} from '../support/courseWalk';

jest.setTimeout(25_000);
let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => {
  await bench.stop();
});

const SLOT = asId<SlotId>('00000000-0000-4000-8000-000000000051');
const events = (course: Running) => course.entries().map(({ event }) => event.name);
const sent = (course: Running) =>
  course.entries().flatMap(({ sends }) => sends.map(({ kind }) => kind));
function dueOf(course: Running, name: string): Instant {
  const due = course.row().dues.find((one) => one.name === name);
  if (!due) throw new Error(`${name} does not run`);
  return due.dueAt;
}
async function pass(until: Instant): Promise<void> {
  await bench.env.sleep(Date.parse(until) - Date.parse(await bench.now()));
}
const lastDay = (due: Instant) => copenhagenDate(plusMillis(due, -1));

async function treated(): Promise<Running> {
  const course = await bench.begin();
  await course.press(SUBMIT);
  const startsAt = plusMillis(await bench.now(), 9 * DAY);
  await course.press({ name: 'offer', slotId: SLOT, startsAt, psychologistId: KAREN });
  await bench.env.sleep(11 * MINUTE);
  await course.press({
    name: 'book',
    slotId: SLOT,
    appointmentId: asId<AppointmentId>('00000000-0000-4000-8000-0000000000a1'),
    startsAt,
    endsAt: plusMillis(startsAt, HOUR),
    withinClock: true,
  });
  await course.press(ACCEPT);
  return course;
}

test('a pause ends by itself at 9 on its day, once, and treatment is so many days longer', async () => {
  const course = await treated();
  const before = lastDay(dueOf(course, 'treatmentLength'));
  await course.press(pauseOf(await bench.now(), 10));
  const ends = dueOf(course, 'pauseEnds');
  expect(ends).toBe(atTime(addDays(copenhagenDate(await bench.now()), 10), '09:00'));
  await pass(plusMillis(ends, -MINUTE));
  expect(events(course)).not.toContain('resumeTreatment');
  await pass(plusMillis(ends, MINUTE));
  expect(events(course).filter((name) => name === 'resumeTreatment')).toHaveLength(1);
  expect(sent(course)).toEqual(expect.arrayContaining(['pauseBegun', 'pauseOver']));
  expect(daysBetween(before, lastDay(dueOf(course, 'treatmentLength')))).toBe(10);
  expect(await course.state()).toEqual(course.row());
});

test('in a pause nobody is called silent, and no module opens', async () => {
  const course = await treated();
  await course.press(pauseOf(await bench.now(), 20));
  await bench.env.sleep(19 * DAY);
  expect(events(course).at(-1)).toBe('pause');
  expect(sent(course)).not.toContain('silence7');
});

test('ended before its day, a pause never ends again by itself, and only used days count', async () => {
  const course = await treated();
  await course.press(pauseOf(await bench.now(), 14));
  const ends = dueOf(course, 'pauseEnds');
  const from = copenhagenDate(await bench.now());
  await bench.env.sleep(3 * DAY + HOUR);
  await course.press({ name: 'resumeTreatment' });
  expect(course.row().pausedDays).toBe(daysBetween(from, copenhagenDate(await bench.now())));
  await pass(plusMillis(ends, HOUR));
  expect(events(course).filter((name) => name === 'resumeTreatment')).toHaveLength(1);
});

test('over 21 days in all is refused by name, and leaves no trace', async () => {
  const course = await treated();
  await course.press(pauseOf(await bench.now(), 20));
  await pass(plusMillis(dueOf(course, 'pauseEnds'), MINUTE));
  const { revision } = course.row();
  await expect(course.press(pauseOf(await bench.now(), 2))).rejects.toMatchObject({
    cause: { type: 'pauseTooLong' },
  });
  expect((await course.state()).revision).toBe(revision);
});

test('moved back after day 84, treatment goes on, and ends on the day that was given', async () => {
  const course = await treated();
  await pass(plusMillis(dueOf(course, 'treatmentLength'), 5 * DAY));
  expect(course.row().stage).toBe('closing');
  await course.press(moveBackOf(await bench.now(), 14));
  await bench.env.sleep(MINUTE);
  expect(course.row().stage).toBe('treatment');
  const ends = dueOf(course, 'treatmentLength');
  expect(daysBetween(copenhagenDate(await bench.now()), lastDay(ends))).toBe(14);
  await pass(plusMillis(ends, -MINUTE));
  expect(course.row().stage).toBe('treatment');
  await pass(plusMillis(ends, MINUTE));
  expect(course.row()).toMatchObject({ stage: 'closing', outcome: 'droppedOut' });
});
