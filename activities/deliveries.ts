/** Sends one delivery by its channel, keeps what left as sent, and follows it to its receipt. */
import { readClock } from '../db/clock';
import {
  countAttempt,
  deliveryById,
  readEntry,
  readLetter,
  setDeliveryStatus,
  storeEntry,
  storeLetter,
  type Delivery,
  type Entry,
  type Letter,
} from '../db/deliveries';
import { reportDelivery } from '../db/incidents';
import { letterFacts, type TitleOf } from '../db/letterFacts';
import { makePortalLink } from '../db/portalLinks';
import { DatabaseAway, inTransaction, SYSTEM, type Tx } from '../db/transaction';
import { clockNow } from '../domain/clock';
import { plusMillis, type Instant } from '../domain/ids';
import type { LetterFacts } from '../domain/letterFacts';
import { portalTarget } from '../domain/portal';
import { LetterDataError } from '../letters';
import { composeLetter } from '../letters/compose';
import { PartnerUnavailable } from '../partners/exchange';
import type { DeliveryStart, Receipt, Sent } from '../workflows/messages';
import type { Outgoing } from './channel';
import { CHANNELS, isLetter } from './channels';
import type { ActivityDeps, DeliveryTold } from './index';

const DAY = 86_400_000;
/** A portal link outlives what it points to; a dead one leads kindly to Mit forløb. */
const LINK_DAYS = 120;

type Ready = Omit<Outgoing, 'db'>;

export function deliveryActivities(deps: ActivityDeps) {
  const { db, partners } = deps;
  const now = async (tx: Tx): Promise<Instant> =>
    clockNow((await readClock(tx))?.clock ?? { mode: 'real' }, deps.realNow());
  const titleOf: TitleOf = (programme, moduleId) => deps.programmes.titleOf(programme, moduleId);

  /** False: the row is another start's. */
  async function settle(
    start: DeliveryStart,
    status: Delivery['status'],
    reason?: string,
  ): Promise<boolean> {
    const settled = await inTransaction(db, SYSTEM, (tx) => settleIn(tx, start, status, reason));
    tell(settled);
    return settled !== undefined;
  }

  /**
   * Only what is written down is told: after its transaction. An e-mail is unknown without a reason
   * while it leaves; that is no outcome.
   */
  function tell(settled: DeliveryTold | undefined): void {
    const leaves = settled?.outcome === 'unknown' && settled.reason === undefined;
    if (settled && !leaves) deps.onDelivery?.(settled);
  }

  /**
   * What did not come through is told to the supervisor in the same transaction. Undefined: the
   * row is another start's.
   */
  async function settleIn(
    tx: Tx,
    start: DeliveryStart,
    status: Delivery['status'],
    reason?: string,
  ): Promise<DeliveryTold | undefined> {
    const at = await now(tx);
    const own = await setDeliveryStatus(tx, { ...start, status, at, ...(reason && { reason }) });
    const delivery = await deliveryById(tx, start.deliveryId);
    if (!own || !delivery) return undefined;
    if (reason && needsSomebody(status, reason)) {
      await reportDelivery(tx, { ...delivery, reason, at });
    }
    const { deliveryId, courseId, kind } = delivery;
    return { deliveryId, courseId, kind, outcome: status, ...(reason && { reason }) };
  }

  /** Everything that must be true before it leaves, asked at that very moment. */
  async function prepare(start: DeliveryStart): Promise<Ready | Sent> {
    let settled: DeliveryTold | undefined;
    const ready = await inTransaction(db, SYSTEM, async (tx) => {
      const delivery = await deliveryById(tx, start.deliveryId);
      // It left, and the answer to that was lost on its way back: the receipt is still to be read.
      if (delivery?.status === 'sent') return 'accepted';
      if (delivery?.status === 'unknown' && delivery.reason === null) {
        settled = await settleIn(tx, start, 'unknown', 'noAnswer');
      }
      if (!delivery || delivery.status !== 'waiting') return 'done';
      if (!(await countAttempt(tx, start.deliveryId, start.epoch))) return 'done';
      const facts = await factsFor(tx, delivery);
      const whyNot = CHANNELS[delivery.kind].mayNot(facts);
      if (whyNot) {
        settled = await settleIn(tx, start, 'notAllowed', whyNot);
        return 'done';
      }
      const letter = (await readLetter(tx, start.deliveryId)) ?? (await write(tx, delivery, facts));
      return { delivery, facts, letter, entry: await entryOf(tx, delivery, facts) };
    });
    tell(settled);
    return ready;
  }

  function factsFor(tx: Tx, delivery: Delivery): Promise<LetterFacts> {
    const { courseId, deliveryId, kind, subject, sequence, createdAt } = delivery;
    const about = { courseId, deliveryId, kind, subject, sequence };
    return letterFacts(tx, { ...about, at: createdAt, titleOf, portalUrl: '' });
  }

  async function write(tx: Tx, delivery: Delivery, facts: LetterFacts): Promise<Letter | null> {
    const { kind } = delivery;
    if (!isLetter(kind)) return null;
    const portalUrl = await linkFor(tx, delivery, facts);
    const { subject, html, text, templateVersion } = composeLetter(kind, { ...facts, portalUrl });
    const { to, appointment } = CHANNELS[kind];
    const agreed = appointment?.(facts);
    const letter: Letter = {
      subject,
      html,
      text,
      templateVersion,
      to: to(facts),
      ...(agreed && { appointment: { startsAt: agreed.startsAt, endsAt: agreed.endsAt } }),
    };
    await storeLetter(tx, delivery, letter);
    return letter;
  }

  /** What was on its way once is what goes again: under one id a partner knows one content. */
  async function entryOf(tx: Tx, delivery: Delivery, facts: LetterFacts): Promise<Entry | null> {
    const { entry } = CHANNELS[delivery.kind];
    if (!entry) return null;
    const known = await readEntry(tx, delivery.deliveryId);
    if (known) return known;
    const made = entry(delivery, facts);
    await storeEntry(tx, delivery, made);
    return made;
  }

  /** Staff follow an ordinary address, which asks who they are; patients a pointer of their own. */
  async function linkFor(tx: Tx, delivery: Delivery, facts: LetterFacts): Promise<string> {
    const { courseId, personId, kind, subject, createdAt } = delivery;
    const { link } = CHANNELS[kind];
    if (link === undefined) return '';
    if (link !== 'portal') return `${deps.baseUrl}${link(delivery)}`;
    const first = facts.state.programme?.modules.find((module) => module.open)?.moduleId ?? null;
    const token = await makePortalLink(tx, {
      courseId,
      personId,
      target: portalTarget(kind, subject, first),
      expiresAt: plusMillis(createdAt, LINK_DAYS * DAY),
      at: createdAt,
    });
    return `${deps.baseUrl}/l/${token}`;
  }

  async function attempt(start: DeliveryStart): Promise<Sent> {
    const ready = await prepare(start);
    if (typeof ready === 'string') return ready;
    const channel = CHANNELS[ready.delivery.kind];
    // E-mail knows no idempotency: it is marked before it leaves, so that it never leaves twice.
    if (channel.atMostOnce && !(await settle(start, 'unknown'))) return 'done';
    const answer = await channel.send(partners, { ...ready, db }).catch(async (error: unknown) => {
      // It is certain that nobody got it, so it may be tried again.
      if (isNeverSent(error)) await settle(start, 'waiting');
      throw error;
    });
    if (answer.kind === 'unknown') {
      await settle(start, 'unknown', 'noAnswer');
      return 'done';
    }
    if (answer.kind === 'refused') {
      await settle(start, 'failed', 'refused');
      return 'refused';
    }
    await settle(start, 'sent');
    return 'accepted';
  }

  return {
    /**
     * Throws when partner or database did not answer, and is then tried again with the same id.
     * What no retry mends is settled as failed, for somebody to see.
     */
    async sendDelivery(start: DeliveryStart): Promise<Sent> {
      try {
        return await attempt(start);
      } catch (error) {
        if (passes(error)) throw error;
        await settle(start, 'failed', reasonOf(error));
        return 'done';
      }
    },

    async fetchReceipt(start: DeliveryStart): Promise<Receipt> {
      const delivery = await inTransaction(db, SYSTEM, (tx) => deliveryById(tx, start.deliveryId));
      if (!delivery || delivery.status === 'delivered') return 'delivered';
      const { status } = await CHANNELS[delivery.kind].receipt(partners, start.deliveryId);
      if (status === 'unknown' || status === 'waiting') return 'waiting';
      await (status === 'failed' ? settle(start, status, 'notDelivered') : settle(start, status));
      return status;
    },

    /** No receipt in three days: somebody must look. */
    async giveUpDelivery(start: DeliveryStart): Promise<void> {
      await settle(start, 'unknown', 'noReceipt');
    },
  };
}

/** A no of the patient's, no address of theirs, or what it says is over: no fault to look at. */
const NO_FAULT: readonly string[] = [
  'noConsent',
  'noAddress',
  'noPause',
  'noAppointment',
  'offerOver',
];

function needsSomebody(status: Delivery['status'], reason: string): boolean {
  if (status === 'notAllowed') return !NO_FAULT.includes(reason);
  return status === 'failed' || status === 'unknown';
}

function isNeverSent(error: unknown): boolean {
  return error instanceof PartnerUnavailable && error.why === 'neverSent';
}

/** SQLSTATE classes that say the same however often one asks: data, constraint, syntax. */
const FOREVER = /^(?:22|23|42)/;

/** True for what a later attempt may not meet again: a partner or a database that was away. */
function passes(error: unknown): boolean {
  if (error instanceof PartnerUnavailable || error instanceof DatabaseAway) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[0-9A-Z]{5}$/.test(code) && !FOREVER.test(code);
}

/** Which fact was missing, or what kind of fault it was; never what stood in it. */
function reasonOf(error: unknown): string {
  if (error instanceof LetterDataError) return `letter:${error.field}`;
  return `error:${error instanceof Error ? error.name : 'unknown'}`;
}

export type { Partners } from './channel';
