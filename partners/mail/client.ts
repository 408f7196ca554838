/** Answers for sending a reminder at most once: real mail knows no idempotency key. */
import {
  acceptedAnswer,
  exchangeWith,
  PartnerUnavailable,
  type Accepted,
  type Partner,
  type PartnerAddress,
} from '../exchange';
import { mailMessage, type MailMessage } from './message';

/** The message may or may not have left: a coordinator decides, nobody sends it again unasked. */
export interface MailUnknown {
  readonly kind: 'unknown';
}

/**
 * E-mail and text messages. A lost answer is the value `unknown`; PartnerUnavailable is thrown
 * only when it is certain that nothing was sent, so that its caller may try again.
 */
export function createMail(address: PartnerAddress): Partner<MailMessage, Accepted | MailUnknown> {
  const exchange = exchangeWith<MailMessage, Omit<Accepted, 'kind'>>(
    'mail',
    address,
    acceptedAnswer,
    mailMessage,
  );
  return {
    receipt: (deliveryId) => exchange.receipt(deliveryId),
    async send(message) {
      try {
        return await exchange.send(message);
      } catch (error) {
        if (error instanceof PartnerUnavailable && error.why !== 'neverSent') {
          return { kind: 'unknown' };
        }
        throw error;
      }
    },
  };
}
