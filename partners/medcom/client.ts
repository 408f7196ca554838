/** Answers for sending the GP a start note or an epicrise, and reading the receipt. */
import {
  acceptedAnswer,
  exchangeWith,
  type Accepted,
  type Partner,
  type PartnerAddress,
} from '../exchange';
import { medcomMessage, type MedcomMessage } from './message';

/** Messages to GPs; consent is the caller's to check, when the message is about to leave. */
export function createMedcom(address: PartnerAddress): Partner<MedcomMessage, Accepted> {
  return exchangeWith('medcom', address, acceptedAnswer, medcomMessage);
}
