import { isVideoOpen } from '../../domain/appointmentTime';
import { conversationsOf, type AgreedTime } from '../../domain/conversations';
import { asId, instant, plusMillis, type AppointmentId } from '../../domain/ids';

const id = (n: number): AppointmentId => asId(`00000000-0000-4000-8000-0000000000${10 + n}`);
const time = (n: number, outcome: AgreedTime['outcome']): AgreedTime => ({
  appointmentId: id(n),
  kind: 'assessment',
  startsAt: instant(`2026-12-${10 + n}T09:00:00Z`),
  endsAt: instant(`2026-12-${10 + n}T10:00:00Z`),
  outcome,
});

describe('the conversations of a course', () => {
  it('one that is moved twice is still the same one, at its last time', () => {
    const rows = [time(1, 'moved'), time(2, 'moved'), time(3, null)];
    expect(conversationsOf(rows)).toEqual([
      {
        key: id(1),
        kind: 'assessment',
        times: [id(1), id(2), id(3)],
        startsAt: rows[2]?.startsAt,
        endsAt: rows[2]?.endsAt,
        end: null,
      },
    ]);
  });

  it('a time whose booking was refused is none, and the one to come has not begun with it', () => {
    const found = conversationsOf([time(1, 'neverAgreed'), time(2, null)]);
    expect(found.map(({ key, end }) => [key, end])).toEqual([[id(2), null]]);
  });

  it('one that is agreed after another was called off is a new one', () => {
    const found = conversationsOf([
      time(1, 'moved'),
      time(2, 'cancelledByPatient'),
      time(3, 'noShow'),
      time(4, null),
    ]);
    expect(found.map(({ key, end }) => [key, end])).toEqual([
      [id(1), 'cancelledByPatient'],
      [id(3), 'noShow'],
      [id(4), null],
    ]);
  });
});

describe('the link to the video', () => {
  const span = time(1, null);
  it.each([
    ['31 minutes before', plusMillis(span.startsAt, -31 * 60_000), false],
    ['29 minutes before', plusMillis(span.startsAt, -29 * 60_000), true],
    ['59 minutes after the end', plusMillis(span.endsAt, 59 * 60_000), true],
    ['an hour after the end', plusMillis(span.endsAt, 60 * 60_000), false],
  ])('%s', (_when, now, isOpen) => {
    expect(isVideoOpen(span, now)).toBe(isOpen);
  });
});
