/** Postgres against the stand-ins' own journal: each letter once, and none that nobody decided. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CHANNELS } from '../../../activities/channels';
import type { DeliveryKind } from '../../../domain/taskTable';
import { postboxLine } from '../../../partners/postbox';
import type { Rows } from './rows';

/** With a day in ten seconds, a mail of the morning may find that the morning is over. */
const TOO_LATE = 'tooLate';

/** How often each message stands in the journal, by its id. */
export async function journalOf(dataDir: string): Promise<Map<string, number>> {
  const text = await readFile(path.join(dataDir, 'stand-ins.jsonl'), 'utf8');
  const seen = new Map<string, number>();
  for (const line of text.split('\n').filter(Boolean)) {
    const read = postboxLine.parse(JSON.parse(line));
    if (read.line === 'message') seen.set(read.id, (seen.get(read.id) ?? 0) + 1);
  }
  return seen;
}

/** A sentence for each letter that left twice, not at all, or without anybody's decision. */
export function lettersLeftOnce(rows: Rows, journal: ReadonlyMap<string, number>): string[] {
  const wanted = [
    ...rows.deliveries.map(({ delivery_id, kind, status, reason }) => ({
      id: delivery_id,
      what: `${kind} (${status}${reason ? `: ${reason}` : ''})`,
      times: timesOf(kind, status),
    })),
    ...rows.mails.map(({ mail_id, status, reason }) => ({
      id: mail_id,
      what: `morning mail (${status}${reason ? `: ${reason}` : ''})`,
      times: reason === TOO_LATE ? [0] : timesOf('staffReminder', status),
    })),
  ];
  const wrong = wanted.flatMap(({ id, what, times }) => {
    const sent = journal.get(id) ?? 0;
    return times.includes(sent) ? [] : [`${what} ${id}: ${sent} times at the stand-in`];
  });
  const known = new Set(wanted.map(({ id }) => id));
  const strange = [...journal.keys()].filter((id) => !known.has(id));
  return [...wrong, ...strange.map((id) => `nobody decided the message ${id}`)];
}

/** How often it may have arrived: a mail of unknown fate once or not at all. */
function timesOf(kind: string, status: string): readonly number[] {
  if (status === 'sent' || status === 'delivered') return [1];
  const isMail = CHANNELS[kind as DeliveryKind].atMostOnce === true;
  if (status === 'unknown' && isMail) return [0, 1];
  return status === 'notAllowed' ? [0] : [];
}
