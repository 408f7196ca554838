/** A conversation is agreed for a time that both can keep: named refusals, never silence. */
import {
  promisedBy,
  whyNotAgreed,
  whyNotOffered,
  type Span,
  type TimeRefusal,
} from '../../domain/appointmentTime';
import { atTime, civilDate } from '../../domain/calendar';
import { plusMillis, type Instant } from '../../domain/ids';
import { booked, offered } from '../support/courseStages';
import { bookOf, DAY, HOUR, RULES, step } from '../support/courseWalk';

const on = (date: string, time: string): Instant => atTime(civilDate(date), time);
const hour = (date: string, time: string): Span => {
  const startsAt = on(date, time);
  return { startsAt, endsAt: plusMillis(startsAt, HOUR) };
};
/** A Monday morning; the promise ends with the Monday four weeks later. */
const NOW = on('2026-11-23', '10:00');
const PROMISED = on('2026-12-21', '24:00');
const why = (span: Span, hasReason = false): TimeRefusal | null =>
  whyNotAgreed(span, { now: NOW, promised: PROMISED, hasReason });

describe('a time can be agreed', () => {
  it.each([
    ['the first hour of the day', '2026-11-24', '08:00'],
    ['the last hour of the day', '2026-11-24', '14:00'],
    ['later the same day', '2026-11-23', '10:01'],
    ['the last promised day', '2026-12-21', '14:00'],
  ])('%s', (_, date, time) => {
    expect(why(hour(date, time))).toBeNull();
  });

  it.each<[TimeRefusal, string, string, string]>([
    ['timePassed', 'one that begins this minute', '2026-11-23', '10:00'],
    ['timePassed', 'one of last week', '2026-11-16', '10:00'],
    ['timePassed', 'one of a Sunday that is over: the past comes first', '2026-11-22', '10:00'],
    ['closedDay', 'a Saturday', '2026-11-28', '10:00'],
    ['closedDay', 'Christmas Eve', '2026-12-24', '10:00'],
    ['closedDay', 'a holiday on a weekday', '2027-03-25', '10:00'],
    ['outsideHours', 'a minute before opening', '2026-11-24', '07:59'],
    ['outsideHours', 'one that ends a minute after closing', '2026-11-24', '14:01'],
    ['outsideHours', 'an evening', '2026-11-24', '19:00'],
    ['beyondClock', 'the day after the last promised one', '2026-12-22', '08:00'],
  ])('not %s: %s', (name, _, date, time) => {
    expect(why(hour(date, time))).toBe(name);
  });

  it('after the promised weeks when somebody has said why, but never on a closed day', () => {
    expect(why(hour('2026-12-22', '08:00'), true)).toBeNull();
    expect(why(hour('2026-12-25', '08:00'), true)).toBe('closedDay');
    expect(why(hour('2026-12-22', '15:00'), true)).toBe('outsideHours');
  });

  it('by the hour on a Copenhagen wall, on both sides of the change of the clock', () => {
    for (const date of ['2027-03-26', '2027-03-30']) {
      const now = on('2027-03-20', '10:00');
      const asks = { now, promised: on('2027-04-20', '24:00'), hasReason: false };
      const closed = date === '2027-03-26' ? 'closedDay' : null;
      expect(whyNotAgreed(hour(date, '08:00'), asks)).toBe(closed);
      expect(whyNotAgreed(hour(date, '14:30'), asks)).toBe(closed ?? 'outsideHours');
    }
  });
});

describe('a time can be offered', () => {
  it('from the 7th day to the 28th, and no other', () => {
    const offer = (date: string) => whyNotOffered(hour(date, '09:00'), NOW, RULES);
    expect(offer('2026-11-27')).toBe('outsideOffer');
    expect(offer('2026-11-30')).toBeNull();
    expect(offer('2026-12-21')).toBeNull();
    expect(offer('2026-12-22')).toBe('outsideOffer');
    expect(offer('2026-11-20')).toBe('timePassed');
    expect(offer('2026-12-19')).toBe('closedDay');
  });
});

describe('the promised weeks', () => {
  it('run from the decision, and no cancellation sets them back', () => {
    const first = promisedBy(booked(), booked().lastAt);
    const again = step(booked(), { name: 'cancelByPatient' }, plusMillis(booked().lastAt, DAY));
    expect(promisedBy(again, again.lastAt)).toBe(first);
  });

  it('are as long as a supervisor made them, also once they are over', () => {
    const at = offered();
    const until = plusMillis(promisedBy(at, at.lastAt), 7 * DAY);
    const longer = step(
      at,
      { name: 'extendDeadline', deadline: 'assessmentClock', subject: '', until },
      plusMillis(at.lastAt, HOUR),
    );
    expect(promisedBy(longer, longer.lastAt)).toBe(until);
    const late = step(longer, bookOf(longer.lastAt, 33, true), plusMillis(longer.lastAt, HOUR));
    expect(promisedBy({ ...late, dues: [] }, plusMillis(until, DAY))).toBe(until);
  });
});
