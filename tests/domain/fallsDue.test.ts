/** When a thing falls due (DOMAIN section 3), by example and for every start to 2032. */
import fc from 'fast-check';
import {
  addDays,
  addWorkingHours,
  atTime,
  calendarDaysDue,
  contactBy,
  copenhagenDate,
  dayOfDue,
  daysAfterAt9,
  daysBeforeAt9,
  daysBetween,
  isOfficeHours,
  monthsAfterAt9,
  sameWorkingDayDue,
  workingDaysDue,
} from '../../domain/calendar';
import { plusMillis } from '../../domain/ids';
import type { CivilDate, Instant } from '../../domain/ids';
import { HOUR, wall, read, anyDate, anyInstant } from '../support/wallTime';

describe('when a thing falls due', () => {
  test('an application of 23 November is answered before 24:00 on 7 December', () => {
    expect(read(calendarDaysDue(wall('2026-11-23 09:12'), 14))).toBe('2026-12-07 24:00');
  });

  test('calendar days run over both changes of the clock', () => {
    expect(calendarDaysDue(wall('2026-10-20 23:59'), 14)).toBe('2026-11-03T23:00:00.000Z');
    expect(calendarDaysDue(wall('2026-03-20 00:00'), 14)).toBe('2026-04-03T22:00:00.000Z');
  });

  test('working days end at 15:00, also when the thing began on a Saturday', () => {
    expect(read(workingDaysDue(wall('2026-12-05 20:00'), 1))).toBe('2026-12-07 15:00');
    expect(read(workingDaysDue(wall('2026-12-22 08:00'), 3))).toBe('2026-12-29 15:00');
  });

  test('seven silent days are noticed at 09:00; staff hear of it on a working day', () => {
    const start = wall('2026-12-17 22:00');
    expect(read(daysAfterAt9(start, 7, { forStaff: false }))).toBe('2026-12-24 09:00');
    expect(read(daysAfterAt9(start, 7, { forStaff: true }))).toBe('2026-12-28 09:00');
  });

  test('four days before 24:00 on 5 December is the morning of the 1st', () => {
    expect(read(daysBeforeAt9(wall('2026-12-05 24:00'), 4, { forStaff: false }))).toBe(
      '2026-12-01 09:00',
    );
  });

  test('a staff reminder moves back to a working day, a patient gets hers that very day', () => {
    const due = wall('2026-12-10 24:00');
    expect(read(daysBeforeAt9(due, 4, { forStaff: true }))).toBe('2026-12-04 09:00');
    expect(read(daysBeforeAt9(due, 4, { forStaff: false }))).toBe('2026-12-06 09:00');
    const talk = wall('2026-12-14 10:00');
    expect(read(daysBeforeAt9(talk, 1, { forStaff: false }))).toBe('2026-12-13 09:00');
  });

  test.each([
    ['2026-12-07 08:00', '2026-12-07 15:00'],
    ['2026-12-07 14:59', '2026-12-07 15:00'],
    ['2026-12-07 15:00', '2026-12-08 15:00'],
    ['2026-12-07 05:30', '2026-12-07 15:00'],
    ['2026-12-11 23:00', '2026-12-14 15:00'],
    ['2026-12-24 10:00', '2026-12-28 15:00'],
  ])('an amber flag of %s is seen by %s', (at, due) => {
    expect(read(sameWorkingDayDue(wall(at)))).toBe(due);
  });

  test.each([
    ['2026-12-07 12:59', '2026-12-07 15:00'],
    ['2026-12-07 13:00', '2026-12-08 12:00'],
    ['2026-12-07 02:00', '2026-12-07 15:00'],
    ['2026-12-12 10:00', '2026-12-14 12:00'],
    ['2026-12-23 13:00', '2026-12-28 12:00'],
  ])('after a red flag of %s somebody has made contact by %s', (at, due) => {
    expect(read(contactBy(wall(at)))).toBe(due);
  });

  test('the hours of contact can be changed without touching the calendar', () => {
    const hours = { sameDayIfBefore: '10:00', sameDayBy: '14:00', nextDayBy: '09:30' };
    expect(read(contactBy(wall('2026-12-07 09:59'), hours))).toBe('2026-12-07 14:00');
    expect(read(contactBy(wall('2026-12-07 10:00'), hours))).toBe('2026-12-08 09:30');
  });

  test('six months after the last of August is the last of February', () => {
    expect(read(monthsAfterAt9(wall('2026-08-31 16:00'), 6))).toBe('2027-02-28 09:00');
    expect(read(monthsAfterAt9(wall('2026-06-15 23:30'), 6))).toBe('2026-12-15 09:00');
    expect(read(monthsAfterAt9(wall('2026-12-31 10:00'), 2))).toBe('2027-02-28 09:00');
  });

  test('what comes earlier is never due later', () => {
    const rules: readonly ((at: Instant) => Instant)[] = [
      sameWorkingDayDue,
      contactBy,
      (at) => monthsAfterAt9(at, 6),
      (at) => calendarDaysDue(at, 14),
      (at) => workingDaysDue(at, 2),
      (at) => daysAfterAt9(at, 10, { forStaff: true }),
      (at) => addWorkingHours(at, 4),
    ];
    const gap = fc.integer({ min: 0, max: 100 * HOUR });
    fc.assert(
      fc.property(anyInstant, gap, fc.constantFrom(...rules), (at, ms, rule) => {
        expect(rule(at) <= rule(plusMillis(at, ms))).toBe(true);
        expect(rule(at) > at).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('a reminder comes on the Nth day before the day that the deadline belongs to', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 10 }), (date, n) => {
        const due = atTime(date, '24:00');
        expect(dayOfDue(due)).toBe(date);
        const forPatient = daysBeforeAt9(due, n, { forStaff: false });
        expect(daysBetween(copenhagenDate(forPatient), date)).toBe(n);
        const forStaff = daysBeforeAt9(due, n, { forStaff: true });
        expect(isOfficeHours(forStaff)).toBe(true);
        expect(forStaff <= forPatient).toBe(true);
      }),
    );
  });

  test('a due day is one day whatever the hour of the start', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 23 }), (date: CivilDate, hour) => {
        const start = atTime(date, `${String(hour).padStart(2, '0')}:07`);
        expect(dayOfDue(calendarDaysDue(start, 28))).toBe(addDays(date, 28));
      }),
    );
  });
});
