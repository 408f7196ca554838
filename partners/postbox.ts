/** Answers for what a stand-in has received: each message once, its answer, its receipt. */
import { z } from 'zod';
import { instant, plusMillis, type Instant } from '../domain/ids';
import { digitalPostMessage } from './digitalPost/message';
import { epjMessage } from './epj/message';
import type { PartnerName } from './exchange';
import type { Journal } from './journal';
import { mailMessage } from './mail/message';
import { medcomMessage } from './medcom/message';
import { videoMessage } from './video/message';

/** The messages each stand-in understands. */
export const messageOf = {
  digitalPost: digitalPostMessage,
  epj: epjMessage,
  medcom: medcomMessage,
  video: videoMessage,
  mail: mailMessage,
};
export type MessageOf<P extends PartnerName> = z.infer<(typeof messageOf)[P]>;
export const partnerNames = Object.keys(messageOf) as PartnerName[];

/** What a test can ask of a stand-in, until it asks for something else. */
export const modes = [
  'ok',
  'slow',
  'away',
  'refuse',
  'loseAnswer',
  'lateReceipts',
  'failReceipts',
] as const;
export type Mode = (typeof modes)[number];

const received = z.object({
  line: z.literal('message'),
  partner: z.enum(['digitalPost', 'epj', 'medcom', 'video', 'mail']),
  id: z.string(),
  acceptedAt: z.string(),
  body: z.unknown(),
});
const receipted = z.object({
  line: z.literal('receipt'),
  partner: received.shape.partner,
  id: z.string(),
  status: z.enum(['delivered', 'failed']),
  at: z.string(),
  reason: z.string().optional(),
});
export const postboxLine = z.discriminatedUnion('line', [received, receipted]);
export type PostboxLine = z.infer<typeof postboxLine>;

export interface Kept<P extends PartnerName = PartnerName> {
  readonly id: string;
  readonly acceptedAt: Instant;
  readonly message: MessageOf<P>;
}
export interface KeptReceipt {
  readonly status: 'waiting' | 'delivered' | 'failed';
  readonly at: Instant;
  readonly reason?: string | undefined;
}
export type Received =
  | { readonly kind: 'accepted'; readonly kept: Kept; readonly repeated: boolean }
  | { readonly kind: 'refused'; readonly status: 400 | 409 | 422; readonly reason: string };

/** What one stand-in server has received, over its journal. */
export class Postbox {
  readonly #places = new Map<string, Promise<Kept>>();
  readonly #shown: { partner: PartnerName; kept: Kept }[] = [];
  readonly #receipts = new Map<string, KeptReceipt>();
  readonly #modes = new Map<PartnerName, Mode>();
  readonly #slowMs = new Map<PartnerName, number>();

  /** Receipts are ready `receiptMs` milliseconds after a message was accepted. */
  constructor(
    readonly journal: Journal<PostboxLine>,
    readonly receiptMs: number,
  ) {
    for (const line of journal.lines) this.#restore(line);
  }

  mode(partner: PartnerName): Mode {
    return this.#modes.get(partner) ?? 'ok';
  }

  /** Milliseconds that mode 'slow' waits; undefined: as long as the server says. */
  slowMs(partner: PartnerName): number | undefined {
    return this.#slowMs.get(partner);
  }

  setMode(partner: PartnerName, mode: Mode, slowMs?: number): void {
    this.#modes.set(partner, mode);
    if (slowMs === undefined) this.#slowMs.delete(partner);
    else this.#slowMs.set(partner, slowMs);
  }

  /** Everything one partner has received, newest first. */
  all<P extends PartnerName>(partner: P): Kept<P>[] {
    const of = this.#shown.filter((one) => one.partner === partner);
    return of.map((one) => one.kept as Kept<P>).reverse();
  }

  async receive(partner: PartnerName, id: string | undefined, body: unknown): Promise<Received> {
    const parsed = messageOf[partner].safeParse(body);
    if (!parsed.success) return refusal(400, firstIssue(parsed.error));
    const message = parsed.data;
    if (id !== message.deliveryId) {
      return refusal(400, 'Idempotency-Key and deliveryId must be the same');
    }
    const place = this.#places.get(key(partner, id));
    if (place !== undefined) return repeat(await place, message);
    if (this.mode(partner) === 'refuse') {
      return refusal(422, 'The receiver cannot be reached this way');
    }
    return { kind: 'accepted', kept: await this.#keep(partner, id, message), repeated: false };
  }

  /** What became of a message; undefined when there is none under this id. */
  async receipt(partner: PartnerName, id: string): Promise<KeptReceipt | undefined> {
    const message = await this.#places.get(key(partner, id));
    const known = this.#receipts.get(key(partner, id));
    if (message === undefined || known !== undefined) return known;
    const at = plusMillis(message.acceptedAt, this.receiptMs);
    const mode = this.mode(partner);
    if (mode === 'lateReceipts' || instant(Date.now()) < at) {
      return { status: 'waiting', at: message.acceptedAt };
    }
    const outcome: Outcome =
      mode === 'failReceipts'
        ? { status: 'failed', at, reason: 'The receiver has closed this mailbox' }
        : { status: 'delivered', at };
    this.#receipts.set(key(partner, id), outcome);
    await this.journal.append({ line: 'receipt', partner, id, ...outcome });
    return outcome;
  }

  /** Takes its place before the first await, so that the same message twice at once is one. */
  #keep(partner: PartnerName, id: string, message: Kept['message']): Promise<Kept> {
    const kept = { id, acceptedAt: instant(Date.now()), message };
    const { acceptedAt } = kept;
    const place = this.journal
      .append({ line: 'message', partner, id, acceptedAt, body: message })
      .then(() => {
        this.#shown.push({ partner, kept });
        return kept;
      });
    this.#places.set(key(partner, id), place);
    place.catch(() => this.#places.delete(key(partner, id)));
    return place;
  }

  #restore(line: PostboxLine): void {
    if (line.line === 'receipt') {
      const { status, reason } = line;
      this.#receipts.set(key(line.partner, line.id), { status, at: instant(line.at), reason });
      return;
    }
    const message = messageOf[line.partner].safeParse(line.body);
    if (!message.success) {
      throw new Error('The stand-ins\' journal is from another version: run "npm run reset"');
    }
    const kept = { id: line.id, acceptedAt: instant(line.acceptedAt), message: message.data };
    this.#places.set(key(line.partner, line.id), Promise.resolve(kept));
    this.#shown.push({ partner: line.partner, kept });
  }
}

interface Outcome extends KeptReceipt {
  readonly status: 'delivered' | 'failed';
}

function key(partner: PartnerName, id: string): string {
  return `${partner}/${id}`;
}

function refusal(status: 400 | 409 | 422, reason: string): Received {
  return { kind: 'refused', status, reason };
}

/** Both have been through the same schema, so equal messages have their fields in one order. */
function repeat(kept: Kept, message: Kept['message']): Received {
  return JSON.stringify(kept.message) === JSON.stringify(message)
    ? { kind: 'accepted', kept, repeated: true }
    : refusal(409, 'Another message was received under this delivery id');
}

/** Names the field, never its content: reasons end up in logs. */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return `Not a message of this kind: ${issue?.path.join('.') ?? ''} ${issue?.code ?? ''}`.trim();
}
