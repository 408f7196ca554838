/** The daily work of one Danish date; the clock starts it in practice, a Schedule in production. */
import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { DayStart } from './messages';

const { fillFreeTimes, planMorningMails, sendMorningMail } = proxyActivities<Activities>({
  startToCloseTimeout: '1 min',
  retry: { initialInterval: '1 s', maximumInterval: '1 min' },
});

/** Neither waits for the other: a calendar that cannot be filled keeps no mail back. */
export async function day(start: DayStart): Promise<void> {
  await Promise.all([fillFreeTimes(start.date), tellStaff(start)]);
}

async function tellStaff({ date }: DayStart): Promise<void> {
  const mails = await planMorningMails(date);
  await Promise.all(mails.map((mailId) => sendMorningMail(mailId)));
}
