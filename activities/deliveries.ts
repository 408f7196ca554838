/** Sends one delivery by its channel, keeps the letter as sent, and follows it to its receipt. */
import { readClock } from '../db/clock';
import {
  countAttempt,
  deliveryById,
  readLetter,
  setDeliveryStatus,
  storeLetter,
  type Delivery,
  type Letter,
} from '../db/deliveries';
import { letterFacts } from '../db/letterFacts';
import { makePortalLink } from '../db/portalLinks';
import { inTransaction, SYSTEM, type Tx } from '../db/transaction';
import { clockNow } from '../domain/clock';
import { plusMillis, type Instant } from '../domain/ids';
import type { LetterFacts } from '../domain/letterFacts';
import { portalTarget } from '../domain/portal';
import { LetterDataError } from '../letters';
import { composeLetter } from '../letters/compose';
import type { DeliveryStart, Receipt, Sent } from '../workflows/messages';
import { CHANNELS, isLetter } from './channels';
import type { ActivityDeps } from './index';

const DAY = 86_400_000;
/** A portal link outlives what it points to; a dead one leads kindly to Mit forløb. */
const LINK_DAYS = 120;

interface Ready {
  readonly delivery: Delivery;
  readonly facts: LetterFacts;
  readonly letter: Letter | null;
}

export function deliveryActivities(deps: ActivityDeps) {
  const { db, partners } = deps;
  const now = async (tx: Tx): Promise<Instant> =>
    clockNow((await readClock(tx))?.clock ?? { mode: 'real' }, deps.realNow());
  const titleOf = (programmeId: string, moduleId: string): string =>
    deps.programmes.get(programmeId)?.modules.find((one) => one.id === moduleId)?.title ?? moduleId;

  const settle = (start: DeliveryStart, status: Delivery['status'], reason?: string) =>
    inTransaction(db, SYSTEM, async (tx) =>
      setDeliveryStatus(tx, {
        ...start,
        status,
        at: await now(tx),
        ...(reason && { reason }),
      }),
    );

  /** Everything that must be true before it leaves, asked at that very moment. */
  async function prepare(start: DeliveryStart): Promise<Ready | null> {
    return inTransaction(db, SYSTEM, async (tx) => {
      const delivery = await deliveryById(tx, start.deliveryId);
      if (!delivery || delivery.status !== 'waiting') return null;
      if (!(await countAttempt(tx, start.deliveryId, start.epoch))) return null;
      const kept = await readLetter(tx, start.deliveryId);
      const facts = await letterFacts(tx, {
        courseId: delivery.courseId,
        deliveryId: delivery.deliveryId,
        kind: delivery.kind,
        at: delivery.createdAt,
        titleOf,
        portalUrl: kept ? '' : await linkFor(tx, delivery),
      });
      const whyNot = CHANNELS[delivery.kind].mayNot(facts);
      if (whyNot) {
        await setDeliveryStatus(tx, {
          ...start,
          status: 'notAllowed',
          at: await now(tx),
          reason: whyNot,
        });
        return null;
      }
      const letter = kept ?? (await written(tx, delivery, facts));
      return { delivery, facts, letter };
    });
  }

  async function written(tx: Tx, delivery: Delivery, facts: LetterFacts): Promise<Letter | null> {
    if (!isLetter(delivery.kind)) return null;
    const { subject, html, text, templateVersion } = composeLetter(delivery.kind, facts);
    const letter = { subject, html, text, templateVersion, to: CHANNELS[delivery.kind].to(facts) };
    await storeLetter(tx, delivery, letter);
    return letter;
  }

  /** Staff follow an ordinary address, which asks who they are; patients a pointer of their own. */
  async function linkFor(tx: Tx, delivery: Delivery): Promise<string> {
    const { courseId, personId, kind, subject, createdAt } = delivery;
    const staffPath = CHANNELS[kind].staffPath?.(delivery);
    if (staffPath !== undefined) return `${deps.baseUrl}${staffPath}`;
    const first = [...deps.programmes.values()][0]?.modules[0]?.id ?? null;
    const token = await makePortalLink(tx, {
      courseId,
      personId,
      target: portalTarget(kind, subject, first),
      expiresAt: plusMillis(createdAt, LINK_DAYS * DAY),
      at: createdAt,
    });
    return `${deps.baseUrl}/l/${token}`;
  }

  return {
    /** Throws when the partner did not answer, and is then tried again with the same id. */
    async sendDelivery(start: DeliveryStart): Promise<Sent> {
      const ready = await prepare(start).catch(async (error: unknown) => {
        if (!(error instanceof LetterDataError)) throw error;
        // No retry writes a letter that lacks a fact: a coordinator sees which one.
        await settle(start, 'failed', `letter:${error.field}`);
        return null;
      });
      if (!ready) return 'done';
      const channel = CHANNELS[ready.delivery.kind];
      // E-mail knows no idempotency: it is marked before it leaves, so that it never leaves twice.
      if (channel.atMostOnce) await settle(start, 'unknown');
      const answer = await channel.send(partners, { ...ready, db });
      if (answer.kind === 'unknown') return 'done';
      if (answer.kind === 'refused') {
        await settle(start, 'failed', 'refused');
        return 'refused';
      }
      await settle(start, 'sent');
      return 'accepted';
    },

    async fetchReceipt(start: DeliveryStart): Promise<Receipt> {
      const delivery = await inTransaction(db, SYSTEM, (tx) => deliveryById(tx, start.deliveryId));
      if (!delivery || delivery.status === 'delivered') return 'delivered';
      const { status } = await CHANNELS[delivery.kind].receipt(partners, start.deliveryId);
      if (status === 'unknown' || status === 'waiting') return 'waiting';
      await settle(start, status);
      return status;
    },

    /** No receipt in three days: somebody must look. */
    async giveUpDelivery(start: DeliveryStart): Promise<void> {
      await settle(start, 'unknown', 'noReceipt');
    },
  };
}

export type { Partners } from './channels';
