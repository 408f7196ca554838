/** A morning is not missed because the worker's clock is a little behind Temporal's. */
import { clockActivities } from '../../activities/clock';
import { instant, type Instant } from '../../domain/ids';
import { openClinic, type Clinic } from '../db/clinic';

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
