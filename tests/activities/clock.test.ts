/** No morning is missed for a slow clock, and no jump carries what is due now into the night. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { clockActivities } from '../../activities/clock';
import { readClock, writeClock } from '../../db/clock';
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { clockNow } from '../../domain/clock';
import { instant, type Instant } from '../../domain/ids';
import { courseWorkflowId } from '../../workflows/messages';
import { ANNA, BO, openClinic, patient, type Clinic } from '../db/clinic';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

async function startedAt(now: Instant): Promise<string[]> {
  const started: string[] = [];
  const workflow = {
    start: async (_type: string, { workflowId }: { workflowId: string }) => {
      started.push(workflowId);
    },
  };
  const temporal = { workflow } as never;
  await clockActivities({ db: clinic.worker, temporal, realNow: () => now }).startNewestDay();
  return started;
}

test.each([
  ['at five', '2026-12-01T04:00:00Z', 'day-2026-12-01'],
  ['a tenth of a second early', '2026-12-01T03:59:59.900Z', 'day-2026-12-01'],
  ['late, after the worker was down', '2026-12-01T15:00:00Z', 'day-2026-12-01'],
  ['in the middle of the night', '2026-12-01T02:00:00Z', 'day-2026-11-30'],
])('%s the day is the one that begins', async (_when, now, day) => {
  expect(await startedAt(instant(now))).toEqual([day]);
});

test('a reminder that is due when a jump begins leaves then, not at its next stop', async () => {
  const nine = instant('2026-12-01T08:00:00Z');
  const wall = instant('2026-11-23T12:00:00Z');
  const { courseId } = await patient(clinic, ANNA);
  await inTransaction(clinic.worker, SYSTEM, async (tx) => {
    const at = { realOrigin: wall, virtualOrigin: nine, speed: 1, paused: true } as const;
    await writeClock(tx, { mode: 'practice', ...at }, { seenAt: wall, jump: null });
    await tx.run(
      `INSERT INTO due (course_id, name, subject, due_at)
      VALUES ($1, 'appointmentReminder1', '', $2)`,
      [courseId, nine],
    );
  });
  const now = async (): Promise<Instant> => {
    const row = await inTransaction(clinic.worker, SYSTEM, readClock);
    return clockNow(row?.clock ?? { mode: 'real' }, wall);
  };
  // A course that is told the time does what is due, and the time is written down with it.
  const done: string[] = [];
  const workflow = {
    start: async () => undefined,
    getHandle: (id: string) => ({
      result: async () => undefined,
      signal: async () => {
        if (id !== courseWorkflowId(courseId)) return;
        const at = await now();
        const { rowCount } = await clinic.owner.query('DELETE FROM due WHERE due_at <= $1', [at]);
        if (rowCount) done.push(at);
      },
    }),
  };
  const withDeadline = (_at: number, act: () => unknown) => act();
  const { jumpClock } = clockActivities({
    db: clinic.worker,
    temporal: { workflow, withDeadline } as never,
    realNow: () => wall,
  });
  const to = instant('2026-12-02T11:00:00Z');
  await new MockActivityEnvironment().run(jumpClock, { to });
  expect(done).toEqual([nine]);
  expect(await now()).toBe(to);
});

test('a letter that is written at a stop leaves before the clock goes on', async () => {
  const nine = instant('2026-12-01T08:00:00Z');
  const wall = instant('2026-11-23T12:00:00Z');
  const { courseId, personId } = await patient(clinic, BO);
  const at = { realOrigin: wall, virtualOrigin: nine, speed: 1, paused: true } as const;
  await inTransaction(clinic.worker, SYSTEM, (tx) =>
    writeClock(tx, { mode: 'practice', ...at }, { seenAt: wall, jump: null }),
  );
  await clinic.owner.query(
    `INSERT INTO delivery (delivery_id, course_id, person_id, kind, sequence, epoch, created_at)
    VALUES ($1, $2, $3, 'reminderAppointment', 1, 1, $4)`,
    [newId(), courseId, personId, nine],
  );
  const workflow = {
    start: async () => undefined,
    getHandle: () => ({ result: async () => undefined, signal: async () => undefined }),
  };
  const withDeadline = (_at: number, act: () => unknown) => act();
  const jump = new MockActivityEnvironment();
  const left: Promise<unknown>[] = [];
  // It leaves at the first sign of life that the jump gives.
  jump.once('heartbeat', () => {
    left.push(
      clinic.owner.query(
        `UPDATE delivery SET status = 'sent', sent_at =
          (SELECT virtual_origin FROM clock)
        WHERE course_id = $1`,
        [courseId],
      ),
    );
  });
  const { jumpClock } = clockActivities({
    db: clinic.worker,
    temporal: { workflow, withDeadline } as never,
    realNow: () => wall,
  });
  await jump.run(jumpClock, { to: instant('2026-12-02T11:00:00Z') });
  await Promise.all(left);
  const { rows } = await clinic.owner.query<{ sent_at: Date }>(
    'SELECT sent_at FROM delivery WHERE course_id = $1',
    [courseId],
  );
  expect(rows.map(({ sent_at: sent }) => sent.toISOString())).toEqual(['2026-12-01T08:00:00.000Z']);
});
