/** Answers for what the record and the video show of a talk that was called off. */
import { randomUUID as newId } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEpj } from '../../partners/epj/client';
import { startStandIns, type RunningStandIns } from '../../partners/standIns';
import { createVideo } from '../../partners/video/client';

let folder: string;
let running: RunningStandIns;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forloeb-calledoff-'));
  const journalFile = join(folder, 'journal.jsonl');
  running = await startStandIns({ port: 0, host: '127.0.0.1', journalFile, receiptMs: 0 });
});
afterEach(async () => {
  await running.stop();
  await rm(folder, { recursive: true });
});
const address = () => ({ partnersUrl: running.url, timeoutMs: 2_000 });
const page = async (path: string) => (await fetch(running.url + path)).text();
const time = { startsAt: '2026-12-16T09:00:00.000Z', endsAt: '2026-12-16T10:00:00.000Z' };

test('a meeting that is called off lets nobody in', async () => {
  const video = createVideo(address());
  const meeting = { externalId: newId(), patientName: 'Sofie Prøve', ...time };
  const made = await video.send({ ...meeting, deliveryId: newId() });
  if (made.kind !== 'accepted') throw new Error('refused');
  expect(await page('/video')).not.toContain('Aflyst');
  await video.send({ ...meeting, deliveryId: newId(), cancelled: true });
  expect(await page('/video')).toContain('Aflyst');
  const room = await (await fetch(made.patientUrl)).text();
  expect(room).toContain('Samtalen er aflyst');
  expect(room).not.toContain('venterummet');
});

test('the record shows a talk once, as it stands now', async () => {
  const talk = {
    patient: { cpr: '0201919990' },
    kind: 'appointment' as const,
    title: 'Udredende samtale på video',
    ...time,
  };
  for (const status of ['booked', 'cancelled'] as const)
    await createEpj(address()).send({ ...talk, status, deliveryId: newId() });
  const record = await page('/epj');
  expect(record.match(/Udredende samtale/g)).toHaveLength(1);
  expect(record).toContain('Aftale, aflyst');
});
