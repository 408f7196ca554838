/** What Temporal keeps is sealed to its workflow: nobody's facts are read in somebody else's course. */
import { defaultPayloadConverter } from '@temporalio/common';
import { payloadCodec } from '../../ops/codec';
import { TEST_KEY } from '../support/courseBench';

const codec = payloadCodec(TEST_KEY);
const inside = (workflowId: string) =>
  ({ type: 'workflow', namespace: 'default', workflowId }) as const;
const sealed = (value: unknown, workflowId: string) =>
  codec.encode([defaultPayloadConverter.toPayload(value)], inside(workflowId));

test('facts of one workflow are not opened in another', async () => {
  const payloads = await sealed({ courseId: 'a' }, 'a');
  await expect(codec.decode(payloads, inside('b'))).rejects.toThrow('another workflow');
  const [own] = await codec.decode(payloads, inside('a'));
  expect(own && defaultPayloadConverter.fromPayload(own)).toEqual({ courseId: 'a' });
});

test('an answer that says nothing is opened by the next run that a Schedule hands it to', async () => {
  const payloads = await sealed(undefined, 'sweep-2026-11-26T05:00:00Z');
  const [opened] = await codec.decode(payloads, inside('sweep-2026-11-26T05:00:30Z'));
  expect(opened && defaultPayloadConverter.fromPayload(opened)).toBeUndefined();
});
