/** The keys of what Temporal keeps: a new one encrypts, and what an older one closed still opens. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { z } from 'zod';
import { payloadCodec } from '../../ops/codec';
import { dataConverter } from '../../ops/temporal';
import { TEST_KEY } from '../support/courseBench';
import { workflowBundle } from '../support/temporal';

jest.setTimeout(120_000);
const key = (id: string) => ({ id, key: randomBytes(32) });
const [old, next] = [key('p1'), key('p2')];
const of = { type: 'workflow', namespace: 'default', workflowId: 'w1' } as const;
const content = { stage: 'treatment' };
const said = [defaultPayloadConverter.toPayload(content)];
const wordsOf = (payload: Payload) => defaultPayloadConverter.fromPayload<unknown>(payload);

const idsOf = (payloads: readonly Payload[]) =>
  payloads.map(({ metadata }) => Buffer.from(metadata?.['key-id'] ?? []).toString());

test('the first key encrypts, and both open, whichever stands first', async () => {
  const [before, between, after] = [[old, next], [next, old], [next]] as const;
  const first = await payloadCodec(before).encode(said, of);
  const second = await payloadCodec(between).encode(said, of);
  expect([...idsOf(first), ...idsOf(second)]).toEqual(['p1', 'p2']);
  for (const keys of [before, between]) {
    const opened = await payloadCodec(keys).decode([...first, ...second], of);
    expect(opened.map(wordsOf)).toEqual([content, content]);
  }
  await expect(payloadCodec(after).decode(first, of)).rejects.toThrow(
    'PAYLOAD_KEY_FILE has no key "p1", which this workflow still needs',
  );
});

test('a round of a Schedule reads what the one before left it, and no course reads another’s', async () => {
  const codec = payloadCodec([old]);
  const as = (workflowId: string) => ({ ...of, workflowId });
  const left = await codec.encode(said, as('sweep-2026-11-26T14:26:00Z'));
  const read = await codec.decode(left, as('sweep-2026-11-26T14:30:30Z'));
  expect(read.map(wordsOf)).toEqual([content]);
  await expect(codec.decode(left, as('morning-2026-11-26T14:30:30Z'))).rejects.toThrow('another');
  await expect(codec.decode(await codec.encode(said, as('w1')), as('w2'))).rejects.toThrow(
    'another',
  );
});

test('another key of the same name does not open it', async () => {
  const closed = await payloadCodec([old]).encode(said, of);
  await expect(payloadCodec([key('p1')]).decode(closed, of)).rejects.toThrow();
});

test('a course that was begun under the old key goes on under the new one', async () => {
  const file = path.join(__dirname, '../histories/applying-to-treatment.history.json');
  const { workflowId, history } = z
    .object({ workflowId: z.string(), history: z.unknown() })
    .parse(JSON.parse(readFileSync(file, 'utf8')));
  const replay = async (keys: Parameters<typeof dataConverter>[0]) =>
    Worker.runReplayHistory(
      { workflowBundle: await workflowBundle(), dataConverter: dataConverter(keys) },
      historyFromJSON(history),
      workflowId,
    );
  await expect(replay([next, TEST_KEY])).resolves.toBeUndefined();
  await expect(replay([next])).rejects.toThrow();
});
