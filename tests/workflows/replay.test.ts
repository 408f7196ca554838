/** Saved histories still replay: a release must never lose a course that is under way. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporal } from '@temporalio/proto';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { z } from 'zod';
import { OUTCOMES, STAGES } from '../../domain/course';
import { openBench, TEST_CONVERTER, type Bench, type Running } from '../support/courseBench';
import { endedAs } from '../support/endings';
import { allOver, standingIn } from '../support/livedCourse';
import { workflowBundle } from '../support/temporal';

jest.setTimeout(180_000);
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
  if (process.env['FORLOEB_WRITE_HISTORIES']) await saveHistories();
});
afterAll(async () => {
  await bench.stop();
});

test('every saved history replays on the code of today', async () => {
  for (const file of saved()) {
    const { history, workflowId } = read(file);
    await expect(replay(history, workflowId)).resolves.toBeUndefined();
  }
});

test('there is a history of every stage, of every ending and of what lives after it', () => {
  const wanted = [
    ...STAGES.map((stage) => `stage-${stage}`),
    ...OUTCOMES.flatMap((outcome) => [`ending-${outcome}`, `after-${outcome}`]),
  ];
  expect(saved()).toEqual(expect.arrayContaining(wanted.map((name) => `${name}.history.json`)));
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

/** Every stage and every ending, written once; existing files are left alone. */
async function saveHistories(): Promise<void> {
  for (const stage of STAGES) {
    const { course } = await standingIn(bench, stage);
    await save(`stage-${stage}`, course);
    await allOver();
  }
  for (const outcome of OUTCOMES) {
    const lived = await endedAs(bench, outcome);
    await save(`ending-${outcome}`, lived.course);
    await save(`after-${outcome}`, lived.course.after());
    await allOver();
  }
  const hashes = saved().map((file) => [
    file,
    sha256(readFileSync(path.join(FOLDER, file), 'utf8')),
  ]);
  writeFileSync(HASHES, `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}

/** The run that stands now; the one before treatment is that of a course that is booked. */
async function save(name: string, { handle }: Running): Promise<void> {
  const file = path.join(FOLDER, `${name}.history.json`);
  if (existsSync(file)) return;
  await bench.env.sleep(1000);
  const history: unknown = JSON.parse(historyToJSON(await handle.fetchHistory()));
  writeFileSync(file, `${JSON.stringify({ workflowId: handle.workflowId, history })}\n`);
}
