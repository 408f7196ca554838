/** The agreed conversation as a file for the patient's own calendar; others may read along there. */
import ical, {
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
} from 'ical-generator';
import { isCalledOff, type Conversation } from '../../domain/conversations';
import type { Instant } from '../../domain/ids';

const TITLES = { assessment: 'Samtale på video', closing: 'Samtale på telefonen' } as const;
const BEFORE = {
  assessment: 'Log ind et par minutter før',
  closing: 'Vi ringer til dig. Log ind, hvis du vil flytte samtalen',
} as const;
/** Whose calendar reminds them: a day before, and an hour before. */
const ALARM_SECONDS = [86_400, 3_600] as const;

/**
 * RFC 5545 text. All instants are in UTC, so that both changes of the clock are right. A moved
 * conversation keeps its UID and counts SEQUENCE up; a called-off one is METHOD:CANCEL. Nothing
 * about health stands in it, and no link but the one to Mit forløb, which asks for a login.
 * `link`: the whole address of Mit forløb. `madeAt`: DTSTAMP.
 */
export function calendarFile(
  conversation: Conversation,
  { link, madeAt }: { link: string; madeAt: Instant },
): string {
  const { key, kind, times, startsAt, endsAt } = conversation;
  const title = TITLES[kind];
  const isOff = isCalledOff(conversation);
  const calendar = ical({
    prodId: { company: 'forloeb', product: 'samtale', language: 'DA' },
    method: isOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  const alarms = ALARM_SECONDS.map((trigger) => ({
    type: ICalAlarmType.display,
    trigger,
    description: title,
  }));
  calendar.createEvent({
    id: key,
    sequence: times.length - 1 + (isOff ? 1 : 0),
    stamp: new Date(madeAt),
    start: new Date(startsAt),
    end: new Date(endsAt),
    summary: title,
    description: isOff ? 'Samtalen er aflyst.' : `${BEFORE[kind]}: ${link}`,
    url: link,
    class: ICalEventClass.PRIVATE,
    status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    alarms: isOff ? [] : alarms,
  });
  return calendar.toString();
}
