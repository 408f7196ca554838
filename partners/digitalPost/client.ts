/** Answers for handing a letter to Digital Post and asking whether it has arrived. */
import {
  acceptedAnswer,
  exchangeWith,
  type Accepted,
  type Partner,
  type PartnerAddress,
} from '../exchange';
import { digitalPostMessage, type DigitalPostMessage } from './message';

/** Letters; the receipt may take hours, a resend keeps its delivery id. */
export function createDigitalPost(address: PartnerAddress): Partner<DigitalPostMessage, Accepted> {
  return exchangeWith('digitalPost', address, acceptedAnswer, digitalPostMessage);
}
