/** The reference course on the real workflow: what `npm run measure -- course` counts. */
import { asId, type AppointmentId, type SlotId, type StaffId } from '../../domain/ids';
import { openBench, type Bench } from '../support/courseBench';
import {
  liveReferenceCourse,
  REFERENCE_UPDATES,
  referenceBegins,
  referenceSteps,
} from '../support/referenceCourse';

jest.setTimeout(60_000);
let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => {
  await bench.stop();
});

const TALK = {
  slotId: asId<SlotId>('00000000-0000-4000-8000-000000000051'),
  appointmentId: asId<AppointmentId>('00000000-0000-4000-8000-0000000000a1'),
  psychologistId: asId<StaffId>('00000000-0000-4000-8000-00000000000a'),
};

function counted<T extends string>(names: readonly T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

test('a whole course of 56 pressings ends completed, with every letter and nothing overdue', async () => {
  const pass = async (until: string) =>
    bench.env.sleep(Math.max(0, Date.parse(until) - Date.parse(await bench.now())));
  const begins = referenceBegins(await bench.now());
  await pass(begins);
  const course = await bench.begin();
  const firstRun = (await course.handle.describe()).runId;
  const steps = referenceSteps(begins, TALK);
  await liveReferenceCourse({ pass, press: ({ event }) => course.press(event) }, steps);
  await bench.env.sleep('11 minutes');

  expect(course.row()).toMatchObject({ stage: 'ended', outcome: 'completed', tasks: [] });
  const byClock = course.entries().filter(({ actor }) => actor.kind === 'system');
  expect(course.entries().length - byClock.length).toBe(REFERENCE_UPDATES);
  expect(
    byClock.map(({ event }) => (event.name === 'deadline' ? event.deadline : event.name)),
  ).toEqual([
    'screeningRemindOwner',
    'screeningRemindTeam',
    'release',
    'appointmentReminder3',
    'appointmentReminder1',
    'openModule',
    'openModule',
    'timeUp',
    'release',
  ]);
  expect(counted(course.entries().flatMap(({ sends }) => sends.map(({ kind }) => kind)))).toEqual({
    receipt: 1,
    staffReminder: 2,
    offer: 1,
    appointmentBooked: 1,
    epjAppointment: 1,
    videoMeeting: 1,
    reminderAppointment: 2,
    treatmentLogin: 1,
    gpStartNote: 1,
    epjCourse: 1,
    moduleOpened: 7,
    newMessage: 24,
    closingInvitation: 1,
    epicrise: 1,
    epjNote: 3,
  });

  // The budget of Temporal's history: what `npm run measure -- course` prints, held here.
  const lastRun = (await course.handle.describe()).runId;
  const histories = await Promise.all(
    [firstRun, lastRun].map((runId) =>
      bench.env.client.workflow.getHandle(course.courseId, runId).fetchHistory(),
    ),
  );
  const events = histories.reduce((sum, { events: all }) => sum + (all?.length ?? 0), 0);
  expect(firstRun).not.toBe(lastRun);
  expect(events).toBeLessThanOrEqual(850);
  expect(events / REFERENCE_UPDATES).toBeLessThanOrEqual(15);
});
