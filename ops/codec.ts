/** Encrypts everything a workflow is given or says: Temporal keeps ids and enum words, no content. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { temporal } from '@temporalio/proto';

const ENCODING = 'binary/encrypted';
const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

export interface PayloadKey {
  readonly id: string;
  readonly key: Buffer;
}
/** The first encrypts; all of them decrypt what carries their id, for as long as it lives. */
export type PayloadKeys = readonly [PayloadKey, ...PayloadKey[]];

/** A Schedule adds the time to the id of what it starts, and hands it the result of the one before. */
const SCHEDULED_AT = /-\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/**
 * Which course or delivery a payload belongs to; empty where Temporal does not say. All that one
 * Schedule starts belongs together.
 */
function workflowOf(context: SerializationContext | undefined): string {
  if (!context || !('workflowId' in context) || !context.workflowId) return '';
  return unscheduled(context.workflowId);
}

function unscheduled(workflowId: string): string {
  return workflowId.replace(SCHEDULED_AT, '');
}

/** The namespace is not bound in: replay reports it as `default`, whatever it is. */
function associated(key: PayloadKey): Buffer {
  return Buffer.from(`forloeb|${key.id}`);
}

/**
 * AES-256-GCM. The workflow id lies inside the sealed text and is compared where the context has
 * one, so that a payload moved to another course is refused.
 */
export function payloadCodec(keys: PayloadKeys): PayloadCodec {
  return {
    encode: async (payloads, context) =>
      payloads.map((payload) => seal(keys[0], payload, workflowOf(context))),
    decode: async (payloads, context) =>
      payloads.map((payload) => open(keys, payload, workflowOf(context))),
  };
}

function seal(key: PayloadKey, payload: Payload, workflowId: string): Payload {
  const name = Buffer.from(workflowId);
  const body = temporal.api.common.v1.Payload.encode(payload).finish();
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, key.key, nonce).setAAD(associated(key));
  const clear = Buffer.concat([Buffer.from([name.length]), name, body]);
  const data = Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
  return { metadata: { encoding: Buffer.from(ENCODING), 'key-id': Buffer.from(key.id) }, data };
}

function open(keys: PayloadKeys, payload: Payload, workflowId: string): Payload {
  const encoding = Buffer.from(payload.metadata?.['encoding'] ?? []).toString();
  if (encoding !== ENCODING || !payload.data) return payload;
  const id = Buffer.from(payload.metadata?.['key-id'] ?? []).toString();
  const key = keys.find((one) => one.id === id);
  if (!key) throw new Error(`PAYLOAD_KEY_FILE has no key "${id}", which this workflow still needs`);
  const data = Buffer.from(payload.data);
  const decipher = createDecipheriv(ALGORITHM, key.key, data.subarray(0, NONCE))
    .setAAD(associated(key))
    .setAuthTag(data.subarray(data.length - TAG));
  const clear = Buffer.concat([
    decipher.update(data.subarray(NONCE, data.length - TAG)),
    decipher.final(),
  ]);
  const length = clear[0] ?? 0;
  const owner = unscheduled(clear.subarray(1, 1 + length).toString());
  if (workflowId !== '' && owner !== '' && owner !== workflowId) {
    throw new Error('a payload belongs to another workflow');
  }
  return temporal.api.common.v1.Payload.decode(clear.subarray(1 + length));
}
