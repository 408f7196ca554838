/** Answers for making a video meeting and getting its two links. */
import type { z } from 'zod';
import { exchangeWith, type Partner, type PartnerAddress } from '../exchange';
import { videoAnswer, videoMessage, type VideoMessage } from './message';

/** The meeting was made; one link for the patient, one for the psychologist. */
export type MeetingMade = { kind: 'accepted' } & z.infer<typeof videoAnswer>;

export function createVideo(address: PartnerAddress): Partner<VideoMessage, MeetingMade> {
  return exchangeWith('video', address, videoAnswer, videoMessage);
}
