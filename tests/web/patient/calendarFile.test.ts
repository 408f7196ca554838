/** The file for a patient's own calendar, read as a calendar reads it. */
import type { Conversation, ConversationEnd } from '../../../domain/conversations';
import { atTime } from '../../../domain/calendar';
import { asId, instant, plusMillis, type AppointmentId, type CivilDate } from '../../../domain/ids';
import { calendarFile } from '../../../web/patient/calendarFile';

const LINK = 'https://forloeb.example/mit-forloeb';
const MADE = instant('2026-10-01T08:00:00Z');
const id = (n: number): AppointmentId => asId(`00000000-0000-4000-8000-00000000000${n}`);

function talk(day: string, time: string, moves = 0, end: ConversationEnd | null = null) {
  const startsAt = atTime(asId<CivilDate>(day), time);
  const times = Array.from({ length: moves + 1 }, (_, n) => id(n));
  const of: Conversation = {
    key: id(0),
    kind: 'assessment',
    times,
    startsAt,
    endsAt: plusMillis(startsAt, 3_600_000),
    end,
  };
  return calendarFile(of, { link: LINK, madeAt: MADE });
}

/** Lines unfolded, as RFC 5545 says: a line that begins with a space goes on. */
const linesOf = (file: string): string[] => file.replaceAll('\r\n ', '').trim().split('\r\n');
const value = (file: string, name: string): string | undefined =>
  linesOf(file)
    .find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))
    ?.replace(/^[^:]*:/, '');
/** The Copenhagen wall time of a UTC stamp, by another clock than ours. */
function wall(stamp: string | undefined): string {
  const [, y, mo, d, h, mi] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)00Z$/.exec(stamp ?? '') ?? [];
  const at = new Date(`${y}-${mo}-${d}T${h}:${mi}:00Z`);
  return at.toLocaleString('sv-SE', { timeZone: 'Europe/Copenhagen' }).slice(0, 16);
}

describe('a talk in a calendar', () => {
  it.each([
    ['2026-10-23', '10:00'],
    ['2026-10-25', '01:30'],
    ['2026-10-25', '10:00'],
    ['2026-10-26', '10:00'],
    ['2027-03-26', '14:00'],
    ['2027-03-28', '10:00'],
    ['2027-03-29', '14:00'],
  ])('stands at the hour that was agreed, on %s at %s', (day, time) => {
    const file = talk(day, time);
    expect(wall(value(file, 'DTSTART'))).toBe(`${day} ${time}`);
    expect(wall(value(file, 'DTEND')).slice(11)).toBe(
      `${String(Number(time.slice(0, 2)) + 1).padStart(2, '0')}${time.slice(2)}`,
    );
  });

  it('is a whole calendar with one event, in lines of at most 75 octets that end in CRLF', () => {
    const file = talk('2026-12-16', '10:00');
    const lines = linesOf(file);
    expect([lines[0], lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR']);
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(lines).toContain('VERSION:2.0');
    expect(value(file, 'DTSTAMP')).toBe('20261001T080000Z');
    expect(file).not.toMatch(/(?<!\r)\n/);
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('reminds a day and an hour before, and says nothing of health', () => {
    const file = talk('2026-12-16', '10:00');
    expect(linesOf(file).filter((line) => line.startsWith('TRIGGER'))).toEqual([
      'TRIGGER:-P1D',
      'TRIGGER:-PT1H',
    ]);
    expect(value(file, 'SUMMARY')).toBe('Samtale på video');
    expect(value(file, 'DESCRIPTION')).toBe(`Log ind et par minutter før: ${LINK}`);
    expect(value(file, 'CLASS')).toBe('PRIVATE');
    expect(file).not.toMatch(/psyk|depress|angst|behandl|klinik|læge|patient|udred|terapi|krise/i);
    const addresses =
      linesOf(file)
        .join('\n')
        .match(/https?:[^\s\\]+/g) ?? [];
    expect(new Set(addresses)).toEqual(new Set([LINK]));
  });

  it('keeps its name when it is moved, and counts up, so that the old time goes away', () => {
    const [first, moved, again] = [0, 1, 2].map((moves) => talk('2026-12-16', '10:00', moves));
    const files = [first ?? '', moved ?? '', again ?? ''];
    expect(new Set(files.map((file) => value(file, 'UID'))).size).toBe(1);
    expect(files.map((file) => value(file, 'SEQUENCE'))).toEqual(['0', '1', '2']);
    expect(files.map((file) => value(file, 'METHOD'))).toEqual(['PUBLISH', 'PUBLISH', 'PUBLISH']);
  });

  it.each(['cancelledByPatient', 'cancelledByClinic'] as const)(
    'is taken out again when %s, by the same name and a higher count, with no alarm',
    (end) => {
      const file = talk('2026-12-16', '10:00', 1, end);
      expect(value(file, 'METHOD')).toBe('CANCEL');
      expect(value(file, 'STATUS')).toBe('CANCELLED');
      expect(value(file, 'SEQUENCE')).toBe('2');
      expect(value(file, 'UID')).toBe(value(talk('2026-12-16', '10:00'), 'UID'));
      expect(file).not.toContain('VALARM');
    },
  );
});
