/** Answers for how one plain JSON message reaches a partner and how its receipt is read back. */
import { z } from 'zod';
import type { DeliveryId } from '../domain/ids';

/** Longest wait for a partner's answer, in milliseconds. */
const ANSWER_MS = 5_000;

/** One of the systems around us, as it stands in its address. */
export type PartnerName = 'digitalPost' | 'epj' | 'medcom' | 'video' | 'mail';

/** Where the partners are reached; `timeoutMs` is for tests. */
export interface PartnerAddress {
  readonly partnersUrl: string;
  readonly timeoutMs?: number;
}

/** A partner that was not reached or did not answer: try again later, with the same delivery id. */
export class PartnerUnavailable extends Error {
  override readonly name = 'PartnerUnavailable';
  /** `neverSent`: it is certain that the partner has not seen the message. */
  constructor(
    readonly partner: PartnerName,
    readonly why: 'neverSent' | 'noAnswer' | 'brokenAnswer',
  ) {
    super(`${partner}: ${why}`);
  }
}

export const acceptedAnswer = z.object({ id: z.string(), acceptedAt: z.iso.datetime() });
const refusedAnswer = z.object({ reason: z.string() });
const receiptAnswer = z.object({
  status: z.enum(['waiting', 'delivered', 'failed']),
  at: z.iso.datetime(),
  reason: z.string().optional(),
});

export type Accepted = { readonly kind: 'accepted' } & z.infer<typeof acceptedAnswer>;
/** The partner read the message and says no: the same message will never be taken. */
export interface RefusedByPartner {
  readonly kind: 'refused';
  readonly reason: string;
}
/** `unknown`: the partner has no message under this id. */
export type Receipt = z.infer<typeof receiptAnswer> | { readonly status: 'unknown' };

/** A partner that takes messages of one shape, and can be asked what became of one. */
export interface Partner<Message, Answer = Accepted> {
  /** Throws PartnerUnavailable; a repeat with the same delivery id is the same message. */
  send(message: Message): Promise<Answer | RefusedByPartner>;
  /** Throws PartnerUnavailable. */
  receipt(deliveryId: DeliveryId): Promise<Receipt>;
}

/**
 * A partner that speaks our plain form: POST `<partner>/messages` with the delivery id as
 * idempotency key, answered by `answer`; a message that is not of `shape` is refused unsent; receipts under `<partner>/messages/:id/receipt`.
 */
export function exchangeWith<Message extends { deliveryId: string }, Answer extends object>(
  partner: PartnerName,
  { partnersUrl, timeoutMs = ANSWER_MS }: PartnerAddress,
  answer: z.ZodType<Answer>,
  shape: z.ZodType<Message>,
): Partner<Message, Answer & { kind: 'accepted' }> {
  const messages = `${partnersUrl}/${partner}/messages`;
  return {
    async send(message) {
      const checked = shape.safeParse(message);
      if (!checked.success) return { kind: 'refused', reason: 'ours: ' + fieldOf(checked.error) };
      const { status, body } = await ask(partner, timeoutMs, messages, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': message.deliveryId,
        },
        body: JSON.stringify(checked.data),
      });
      if (status === 202) return { kind: 'accepted', ...read(partner, answer, body) };
      return { kind: 'refused', reason: read(partner, refusedAnswer, body).reason };
    },
    async receipt(deliveryId) {
      const url = `${messages}/${encodeURIComponent(deliveryId)}/receipt`;
      const { status, body } = await ask(partner, timeoutMs, url, { method: 'GET' });
      if (status === 404) return { status: 'unknown' };
      return read(partner, receiptAnswer, body);
    },
  };
}

/** The field that kept a message of ours from being sent: its name, never what stood in it. */
function fieldOf(error: z.ZodError): string {
  return error.issues[0]?.path.join('.') ?? '';
}

interface HttpAnswer {
  status: number;
  body: unknown;
}

/** One request. A 5xx or 429 counts as no answer: the partner may or may not have acted. */
async function ask(
  partner: PartnerName,
  timeoutMs: number,
  url: string,
  request: { method: string; headers?: Readonly<Record<string, string>>; body?: string },
): Promise<HttpAnswer> {
  try {
    // No kept-alive connection: one to a partner that has just gone would look like a lost answer.
    const headers = { ...request.headers, connection: 'close' };
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { ...request, headers, signal });
    const { status } = response;
    const text = await response.text();
    if (status >= 500 || status === 429) throw new PartnerUnavailable(partner, 'noAnswer');
    return { status, body: parseJson(partner, text) };
  } catch (error) {
    if (error instanceof PartnerUnavailable) throw error;
    throw new PartnerUnavailable(partner, neverConnected(error) ? 'neverSent' : 'noAnswer');
  }
}

function parseJson(partner: PartnerName, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PartnerUnavailable(partner, 'brokenAnswer');
  }
}

function read<T>(partner: PartnerName, schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new PartnerUnavailable(partner, 'brokenAnswer');
  return parsed.data;
}

const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

const socketError = z.object({ cause: z.object({ code: z.string() }) });

/** fetch wraps the socket's own error as its cause. */
function neverConnected(error: unknown): boolean {
  const read = socketError.safeParse(error);
  return read.success && NOT_CONNECTED.has(read.data.cause.code);
}
