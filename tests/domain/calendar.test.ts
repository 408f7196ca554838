/** Danish dates, clocks and working days. */
import fc from 'fast-check';
import {
  addDays,
  addWorkingHours,
  atTime,
  civilDate,
  copenhagenDate,
  copenhagenTime,
  daysBetween,
  firstWorkingDayOnOrAfter,
  holidayName,
  isOfficeHours,
  isWorkingDay,
  lastWorkingDayOnOrBefore,
  nextWorkingDay,
  nthWorkingDayAfter,
  weekday,
} from '../../domain/calendar';
import { HOLIDAYS } from '../../domain/holidays';
import { instant, millis, plusMillis } from '../../domain/ids';
import { HOUR, d, wall, read, anyDate, anyInstant } from '../support/wallTime';

describe('dates and times in Copenhagen', () => {
  test('an evening in UTC is already tomorrow in Denmark', () => {
    expect(copenhagenDate(instant('2026-12-06T23:30:00Z'))).toBe('2026-12-07');
    expect(copenhagenDate(instant('2026-07-06T21:59:59.999Z'))).toBe('2026-07-06');
    expect(copenhagenDate(instant('2026-07-06T22:00:00Z'))).toBe('2026-07-07');
  });

  test('the clocks go forward on 29 March and back on 25 October 2026', () => {
    expect(wall('2026-03-28 24:00')).toBe('2026-03-28T23:00:00.000Z');
    expect(wall('2026-03-29 24:00')).toBe('2026-03-29T22:00:00.000Z');
    expect(wall('2026-10-25 00:00')).toBe('2026-10-24T22:00:00.000Z');
    expect(wall('2026-10-25 24:00')).toBe('2026-10-25T23:00:00.000Z');
  });

  test('an hour that does not exist is the one after it, one that comes twice is the first', () => {
    expect(wall('2026-03-29 02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(wall('2026-10-25 02:30')).toBe('2026-10-25T00:30:00.000Z');
  });

  test.each(['2026-02-30', '2026-13-01', '26-1-1', ''])('%p is no date', (text) => {
    expect(() => civilDate(text)).toThrow(RangeError);
  });

  test.each(['24:01', '9:00', '12:60', ''])('%p is no time', (time) => {
    expect(() => atTime(d('2026-12-07'), time)).toThrow(RangeError);
  });

  test('a wall time reads back as itself on every day', () => {
    const time = fc.constantFrom('00:00', '08:00', '09:00', '12:00', '13:00', '15:00', '23:59');
    fc.assert(
      fc.property(anyDate, time, (date, hhmm) => {
        const at = atTime(date, hhmm);
        expect([copenhagenDate(at), copenhagenTime(at)]).toEqual([date, hhmm]);
      }),
    );
  });

  test('a day lasts 24 hours, but 23 and 25 when the clocks change', () => {
    const lengths = Array.from({ length: 365 }, (_, n) => addDays(d('2027-01-01'), n)).map(
      (date) => (millis(atTime(date, '24:00')) - millis(atTime(date, '00:00'))) / HOUR,
    );
    expect(lengths.filter((hours) => hours !== 24)).toEqual([23, 25]);
  });

  test('adding days and counting days agree', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -800, max: 800 }), (date, n) => {
        expect(daysBetween(date, addDays(date, n))).toBe(n);
        expect((((weekday(addDays(date, n)) - weekday(date) - n) % 7) + 7) % 7).toBe(0);
      }),
    );
  });

  test('7 December 2026 is a Monday, the 13th a Sunday', () => {
    expect([weekday(d('2026-12-07')), weekday(d('2026-12-13'))]).toEqual([1, 7]);
  });
});

describe('working days', () => {
  test.each([
    ['2026-04-02', 'skærtorsdag'],
    ['2026-05-14', 'Kristi himmelfartsdag'],
    ['2026-05-25', 'anden pinsedag'],
    ['2026-06-05', 'grundlovsdag'],
    ['2026-12-24', 'juleaftensdag'],
    ['2026-12-31', 'nytårsaftensdag'],
    ['2028-06-05', 'anden pinsedag'],
    ['2023-05-05', 'store bededag'],
    ['2024-04-26', null],
    ['2026-05-01', null],
  ])('%s: %s', (date, name) => {
    expect(holidayName(d(date))).toBe(name);
  });

  test('a new law is a row with its first day, and an old one gets its last', () => {
    const rows = HOLIDAYS.map((row) =>
      row.name === 'grundlovsdag' ? { ...row, validTo: d('2027-06-05') } : row,
    );
    const mayDay = { name: 'første maj', on: { date: '05-01' }, owner: 'law' } as const;
    const later = [...rows, { ...mayDay, validFrom: d('2028-05-01') }];
    expect(['2027-05-01', '2028-05-01'].map((date) => holidayName(d(date), later))).toEqual([
      null,
      'første maj',
    ]);
    expect(['2027-06-05', '2029-06-05'].map((date) => holidayName(d(date), later))).toEqual([
      'grundlovsdag',
      null,
    ]);
  });

  test('the working days of Christmas 2026 are 28 to 30 December', () => {
    const days = Array.from({ length: 12 }, (_, n) => addDays(d('2026-12-23'), n));
    expect(days.filter(isWorkingDay)).toEqual([
      '2026-12-23',
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
    ]);
  });

  test('the second working day after the Wednesday before Easter is the Wednesday after', () => {
    expect(nthWorkingDayAfter(d('2026-04-01'), 2)).toBe('2026-04-08');
  });

  test('steps over closed days land on working days and skip none', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 15 }), (date, n) => {
        const day = nthWorkingDayAfter(date, n);
        const between = Array.from({ length: daysBetween(date, day) }, (_, k) =>
          addDays(date, k + 1),
        );
        expect(between.filter(isWorkingDay)).toHaveLength(n);
        expect(isWorkingDay(day)).toBe(true);
        expect(nextWorkingDay(date)).toBe(nthWorkingDayAfter(date, 1));
        expect(lastWorkingDayOnOrBefore(day)).toBe(day);
        expect(lastWorkingDayOnOrBefore(addDays(nextWorkingDay(day), -1))).toBe(day);
        expect(firstWorkingDayOnOrAfter(addDays(day, 1))).toBe(nextWorkingDay(day));
      }),
    );
  });

  test.each([
    ['2026-12-07 07:59', false],
    ['2026-12-07 08:00', true],
    ['2026-12-07 14:59', true],
    ['2026-12-07 15:00', false],
    ['2026-12-06 10:00', false],
    ['2026-12-24 10:00', false],
  ])('%s is in office hours: %s', (text, expected) => {
    expect(isOfficeHours(wall(text))).toBe(expected);
  });
});

describe('working hours', () => {
  test.each([
    ['2026-12-07 10:00', 2, '2026-12-07 12:00'],
    ['2026-12-07 13:00', 2, '2026-12-07 15:00'],
    ['2026-12-07 14:00', 2, '2026-12-08 09:00'],
    ['2026-12-07 06:00', 2, '2026-12-07 10:00'],
    ['2026-12-07 15:00', 2, '2026-12-08 10:00'],
    ['2026-12-11 14:30', 4, '2026-12-14 11:30'],
    ['2026-12-23 14:00', 2, '2026-12-28 09:00'],
    ['2026-03-27 14:00', 8, '2026-03-30 15:00'],
    ['2026-12-06 10:00', 0, '2026-12-07 08:00'],
  ])('from %s, %d working hours end at %s', (from, hours, to) => {
    expect(read(addWorkingHours(wall(from), hours))).toBe(to);
  });

  test('two stretches in a row are one stretch, and it ends while the house is open', () => {
    const hours = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(anyInstant, hours, hours, (at, a, b) => {
        const end = addWorkingHours(at, a + b);
        expect(addWorkingHours(addWorkingHours(at, a), b)).toBe(end);
        expect(isOfficeHours(plusMillis(end, -1))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
