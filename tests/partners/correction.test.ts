/** Answers for what the doctor sees of a letter that puts an earlier one right. */
import { randomUUID as newId } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMedcom } from '../../partners/medcom/client';
import { startStandIns, type RunningStandIns } from '../../partners/standIns';

let folder: string;
let running: RunningStandIns;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forloeb-correction-'));
  const journalFile = join(folder, 'journal.jsonl');
  running = await startStandIns({ port: 0, host: '127.0.0.1', journalFile, receiptMs: 0 });
});
afterEach(async () => {
  await running.stop();
  await rm(folder, { recursive: true });
});
const page = async (path: string) => (await fetch(running.url + path)).text();

test('the doctor sees that a letter corrects another one, and opens that', async () => {
  const medcom = createMedcom({ partnersUrl: running.url, timeoutMs: 2_000 });
  const about = {
    gp: { ydernummer: '990101', name: 'Lægerne i Havnegade (øvelse)' },
    patient: { cpr: '0201919990', name: 'Sofie Prøve' },
  };
  const epicrise = { ...about, deliveryId: newId(), subject: 'Epikrise', text: 'PHQ-9 var 18.' };
  await medcom.send({ ...epicrise, kind: 'epicrise' });
  const correction = { ...about, deliveryId: newId(), subject: 'Rettelse', text: 'PHQ-9 var 8.' };
  await medcom.send({ ...correction, kind: 'correction', corrects: epicrise.deliveryId });
  expect(await page('/laege')).toContain('Rettebrev');
  const html = await page(`/laege/${correction.deliveryId}`);
  expect(html).toContain(`href="/laege/${epicrise.deliveryId}"`);
  expect(await page(`/laege/${epicrise.deliveryId}`)).not.toContain('Retter');
});
