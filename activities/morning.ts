/** Tells each member of staff, once each working morning, what waits for them: numbers and links. */
import { readClock } from '../db/clock';
import {
  claimMorningMail,
  morningMailById,
  planMorning,
  settleMorningMail,
  unclaimMorningMail,
  unsettledMails,
  type MorningMail,
} from '../db/morningMail';
import { inTransaction, SYSTEM, type Tx } from '../db/transaction';
import { copenhagenDate, isWorkingDay } from '../domain/calendar';
import { clockNow } from '../domain/clock';
import type { CivilDate, Instant, MorningMailId } from '../domain/ids';
import { composeMorning } from '../letters/composeMorning';
import type { RenderedLetter } from '../letters/render';
import { PartnerUnavailable } from '../partners/exchange';
import type { ActivityDeps } from './index';

type Deps = Pick<ActivityDeps, 'db' | 'partners' | 'baseUrl' | 'realNow'>;

interface Prepared {
  readonly mail: MorningMail;
  readonly letter: RenderedLetter;
}

export function morningActivities(deps: Deps) {
  const { db, partners } = deps;
  const now = async (tx: Tx): Promise<Instant> =>
    clockNow((await readClock(tx))?.clock ?? { mode: 'real' }, deps.realNow());

  /**
   * The mail to send now, marked as perhaps sent; null when there is nothing (more) to do. It is
   * written before it is marked: one that cannot be written has not left, and its row says so.
   */
  async function prepare(mailId: MorningMailId): Promise<Prepared | null> {
    return inTransaction(db, SYSTEM, async (tx) => {
      const mail = await morningMailById(tx, mailId);
      if (!mail) return null;
      const at = await now(tx);
      // It left, and the answer to that was lost: it may not leave again.
      if (mail.status === 'unknown' && mail.reason === null) {
        await settleMorningMail(tx, { mailId, at, status: 'unknown', reason: 'noAnswer' });
      }
      if (mail.status !== 'waiting') return null;
      if (copenhagenDate(at) !== mail.onDate) {
        await settleMorningMail(tx, { mailId, at, status: 'failed', reason: 'tooLate' });
        return null;
      }
      const letter = composeMorning({ ...mail, baseUrl: deps.baseUrl });
      return (await claimMorningMail(tx, mailId)) ? { mail, letter } : null;
    });
  }

  const settle = (mailId: MorningMailId, how: Settled): Promise<void> =>
    inTransaction(db, SYSTEM, async (tx) =>
      settleMorningMail(tx, { mailId, at: await now(tx), ...how }),
    );

  return {
    /**
     * Counts what waits for everybody and answers the mails that are to leave. None on a day when
     * the house is closed, and none for a day that has passed: it would come as if it were today's.
     * What was planned that day and never tried is answered still, so that it is told as not sent.
     */
    async planMorningMails(date: CivilDate): Promise<readonly MorningMailId[]> {
      return inTransaction(db, SYSTEM, async (tx) => {
        const at = await now(tx);
        const isToday = copenhagenDate(at) === date;
        if (isToday && isWorkingDay(date)) await planMorning(tx, date, at);
        return unsettledMails(tx, date);
      });
    },

    /** At most once for a person and a date. Throws only while it is certain that nobody got it. */
    async sendMorningMail(mailId: MorningMailId): Promise<void> {
      const prepared = await prepare(mailId);
      if (!prepared) return;
      const { mail, letter } = prepared;
      const sending = partners.mail.send({
        deliveryId: mailId,
        sentAt: mail.countedAt,
        channel: 'email',
        to: mail.email,
        subject: letter.subject,
        text: letter.text,
      });
      const answer = await sending.catch(async (error: unknown) => {
        if (error instanceof PartnerUnavailable && error.why === 'neverSent') {
          await inTransaction(db, SYSTEM, (tx) => unclaimMorningMail(tx, mailId));
        }
        throw error;
      });
      await settle(mailId, SETTLED[answer.kind]);
    },
  };
}

type Settled =
  | { readonly status: 'sent' }
  | { readonly status: 'unknown' | 'failed'; readonly reason: string };
const SETTLED = {
  accepted: { status: 'sent' },
  unknown: { status: 'unknown', reason: 'noAnswer' },
  refused: { status: 'failed', reason: 'refused' },
} as const satisfies Record<string, Settled>;
