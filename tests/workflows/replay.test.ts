/** Saved histories still replay: a release must never lose a course that is under way. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporal } from '@temporalio/proto';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { z } from 'zod';
import { asId, plusMillis, type AppointmentId, type SlotId, type StaffId } from '../../domain/ids';
import { openBench, TEST_CONVERTER, type Bench } from '../support/courseBench';
import { PROGRAMME, RULES } from '../support/courseWalk';
import { workflowBundle } from '../support/temporal';

jest.setTimeout(60_000);
const FOLDER = path.join(__dirname, '..', 'histories');
const HASHES = path.join(FOLDER, 'hashes.json');
const saved = () =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.history.json'))
    .toSorted();
const zSaved = z.object({ workflowId: z.string(), history: z.unknown() });
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function read(file: string) {
  const { workflowId, history } = zSaved.parse(
    JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')),
  );
  return { workflowId, history: historyFromJSON(history) };
}
async function replay(
  history: temporal.api.history.v1.IHistory,
  workflowId: string,
): Promise<void> {
  const options = { workflowBundle: await workflowBundle(), dataConverter: TEST_CONVERTER };
  await Worker.runReplayHistory(options, history, workflowId);
}

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  if (process.env['FORLOEB_WRITE_HISTORIES']) await saveWholeCourse(bench);
});
afterAll(async () => {
  await bench.stop();
});

test('every saved history replays on the code of today', async () => {
  expect(saved().length).toBeGreaterThanOrEqual(2);
  for (const file of saved()) {
    const { history, workflowId } = read(file);
    await expect(replay(history, workflowId)).resolves.toBeUndefined();
  }
});

test('replay goes red when two activities change places', async () => {
  const { history, workflowId } = read(saved()[0] ?? '');
  const scheduled = (history.events ?? []).flatMap((event) =>
    event.activityTaskScheduledEventAttributes ? [event.activityTaskScheduledEventAttributes] : [],
  );
  const first = scheduled.find((one) => one.activityType?.name === 'record');
  if (!first?.activityType) throw new Error('the history has no recording to exchange');
  first.activityType = { name: 'lastActivityAt' };
  await expect(replay(history, workflowId)).rejects.toThrow(DeterminismViolationError);
});

test('a landed history never changes', () => {
  const hashes = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(HASHES, 'utf8')));
  const now = Object.fromEntries(
    saved().map((file) => [file, sha256(readFileSync(path.join(FOLDER, file), 'utf8'))]),
  );
  expect(now).toEqual(hashes);
});

/** A course from the first login to the epicrise, written once; existing files are left alone. */
async function saveWholeCourse({ env, now }: Bench): Promise<void> {
  const course = await bench.begin();
  const soon = async () => plusMillis(await now(), 9 * 86_400_000);
  const slotId = asId<SlotId>('00000000-0000-4000-8000-000000000051');
  const psychologistId = asId<StaffId>('00000000-0000-4000-8000-00000000000a');
  const undone = () => env.sleep(11 * 60_000);
  await course.press({ name: 'submit', region: '1083', rules: RULES, consents: [] });
  await course.press({ name: 'giveConsent', consent: 'gpEnd' });
  await course.press({ name: 'offer', slotId, startsAt: await soon(), psychologistId });
  await course.press({ name: 'undo' });
  await course.press({ name: 'offer', slotId, startsAt: await soon(), psychologistId });
  await undone();
  const startsAt = await soon();
  await course.press({
    name: 'book',
    slotId,
    startsAt,
    endsAt: plusMillis(startsAt, 3_600_000),
    withinClock: true,
    appointmentId: asId<AppointmentId>('00000000-0000-4000-8000-0000000000a1'),
  });
  const { runId } = await course.handle.describe();
  await env.sleep('10 days');
  await course.press({ name: 'accept', programme: PROGRAMME, diagnosis: 'DF321' });
  await course.press({ name: 'writeMessage' });
  await course.press({ name: 'answerMessage' });
  await course.press({ name: 'handIn', moduleId: 'm1' });
  await course.press({ name: 'giveFeedback', moduleId: 'm1' });
  await course.press({ name: 'handIn', moduleId: 'm2' });
  await env.sleep('8 days');
  await course.press({ name: 'finish' });
  await course.press({ name: 'closingHeld' });
  await course.press({ name: 'approveEpicrise' });
  await undone();
  for (const [name, run] of [
    ['applying-to-treatment', runId],
    ['treatment-to-epicrise', undefined],
  ] as const) {
    const file = path.join(FOLDER, `${name}.history.json`);
    if (existsSync(file)) continue;
    const history = await env.client.workflow.getHandle(course.courseId, run).fetchHistory();
    writeFileSync(
      file,
      `${JSON.stringify({ workflowId: course.courseId, history: JSON.parse(historyToJSON(history)) })}\n`,
    );
  }
  const hashes = saved().map((file) => [
    file,
    sha256(readFileSync(path.join(FOLDER, file), 'utf8')),
  ]);
  writeFileSync(HASHES, `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
