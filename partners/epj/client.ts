/** Answers for writing entries into the region's record and reading their receipts. */
import {
  acceptedAnswer,
  exchangeWith,
  type Accepted,
  type Partner,
  type PartnerAddress,
} from '../exchange';
import { epjMessage, type EpjMessage } from './message';

/** Entries in the region's record, from where they flow on to the patient's e-journal. */
export function createEpj(address: PartnerAddress): Partner<EpjMessage, Accepted> {
  return exchangeWith('epj', address, acceptedAnswer, epjMessage);
}
