/**
 * The clocks that are neither calendar days nor working days (DOMAIN section 3), each from every
 * day in 2024–2032, held against tests/support/danishWall.ts.
 */
import { monthsAfterAt9 } from '../../domain/calendar';
import { dueInstant } from '../../domain/deadlines';
import { instant, millis, type CivilDate, type Instant } from '../../domain/ids';
import { SHIPPED_RULES, UNITS } from '../../domain/rules';
import {
  CLOCK_CHANGES,
  IN_TURN,
  isOpen,
  later,
  nthOpenAfter,
  openOn,
  startsAt,
  wallDate,
  wallShows,
  whenWallShows,
} from '../support/danishWall';
import { at15, at9, clocksIn, tried } from '../support/shippedClocks';

const HOUR = 3_600_000;

test('every shipped rule is one of the clocks tried here or in everyStart.test.ts', () => {
  const clocks = UNITS.flatMap((unit) => clocksIn(unit));
  for (const { name, length, unit } of SHIPPED_RULES) {
    const own = clocks.find(([, rule]) => rule.unit === unit && rule.length === length);
    expect(own?.[0]).toMatch(new RegExp(`\\b${name}\\b`));
  }
});

describe.each([...clocksIn('daysAfter'), ...clocksIn('programmeWeeks')])('%s', (_, rule) => {
  const days = rule.unit === 'programmeWeeks' ? rule.length * 7 : rule.length;
  const dayOf = (start: Instant): CivilDate => later(wallDate(start), days);

  test('is 09:00 of that very day for the patient', () => {
    const { shown, overtakes } = tried(rule, 'patient', IN_TURN);
    expect(shown).toEqual(IN_TURN.map((start) => at9(dayOf(start))));
    expect(overtakes).toBeUndefined();
  });

  test('is 09:00 for staff, of the next working day if that one is closed', () => {
    const { shown, overtakes } = tried(rule, 'staff', IN_TURN);
    expect(shown).toEqual(IN_TURN.map((start) => at9(openOn(dayOf(start), 1))));
    expect(overtakes).toBeUndefined();
  });
});

describe.each(clocksIn('daysBefore'))('%s', (_, rule) => {
  /** 24:00 belongs to the day that ends. */
  const dayOf = (due: Instant): CivilDate => {
    const midnight = wallShows(due).endsWith('00:00:00');
    return later(wallDate(due), -rule.length - (midnight ? 1 : 0));
  };

  test('is 09:00 of that very day for the patient, before a conversation at any hour', () => {
    expect(tried(rule, 'patient', IN_TURN).shown).toEqual(IN_TURN.map((due) => at9(dayOf(due))));
  });

  test('is 09:00 for staff, of the last working day before a due 24:00 if that one is closed', () => {
    const dues = startsAt('00:00');
    const { shown, overtakes } = tried(rule, 'staff', dues);
    expect(shown).toEqual(dues.map((due) => at9(openOn(dayOf(due), -1))));
    expect(overtakes).toBeUndefined();
  });
});

/** Today when the house is open and that hour has not struck, else the next open day. */
function readingDay(start: Instant, before: string): CivilDate {
  const today = wallDate(start);
  const time = wallShows(start).slice('2026-01-01 '.length);
  return isOpen(today) && time < before ? today : nthOpenAfter(today, 1);
}

describe.each(clocksIn('sameWorkingDay'))('%s', (_, rule) => {
  test('is 15:00 today before 15 on a working day, else 15:00 of the next', () => {
    const starts = startsAt('14:59', '15:00');
    const { shown, overtakes } = tried(rule, 'staff', starts);
    expect(shown).toEqual(starts.map((start) => at15(readingDay(start, '15:00'))));
    expect(overtakes).toBeUndefined();
  });
});

describe.each(clocksIn('contactBy'))('%s', (_, rule) => {
  test('is today before 13 on a working day, else 12:00 of the next', () => {
    const starts = startsAt('12:59', '13:00');
    const { shown, overtakes } = tried(rule, 'staff', starts);
    const expected = (start: Instant): string => {
      const day = readingDay(start, '13:00');
      return day === wallDate(start) ? at15(day) : `${day} 12:00:00`;
    };
    expect(shown).toEqual(starts.map(expected));
    expect(overtakes).toBeUndefined();
  });
});

describe.each(clocksIn('workingHours'))('%s', (_, rule) => {
  const expected = (start: Instant): string => {
    let left = rule.length * HOUR;
    for (let date = openOn(wallDate(start), 1); ; date = nthOpenAfter(date, 1)) {
      const from = Math.max(millis(whenWallShows(date, '08:00')), millis(start));
      const room = Math.max(0, millis(whenWallShows(date, '15:00')) - from);
      if (left <= room) return wallShows(instant(from + left));
      left -= room;
    }
  };

  test('counts only 8–15 on working days', () => {
    const starts = startsAt('06:00', '14:10');
    const { shown, overtakes } = tried(rule, 'staff', starts);
    expect(shown).toEqual(starts.map(expected));
    expect(overtakes).toBeUndefined();
  });
});

describe.each(clocksIn('elapsedHours'))('%s', (_, rule) => {
  test('is hours on a watch, also in the nights when the clocks change', () => {
    const starts = [...IN_TURN, ...CLOCK_CHANGES];
    const hours = starts.map(
      (start) => (millis(dueInstant(rule, start, 'patient')) - millis(start)) / HOUR,
    );
    expect(new Set(hours)).toEqual(new Set([rule.length]));
  });
});

describe.each(clocksIn('onTheDay'))('%s', (_, rule) => {
  test('is 09:00 of the day itself', () => {
    expect(tried(rule, 'patient', IN_TURN).shown).toEqual(
      IN_TURN.map((start) => at9(wallDate(start))),
    );
  });
});

describe('months after', () => {
  const monthsLater = (date: CivilDate, months: number): CivilDate => {
    const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
    const found = Date.UTC(year, month - 1 + months, Math.min(day, last));
    return new Date(found).toISOString().slice(0, 10) as CivilDate;
  };

  test.each([6, 7])('%d months after is 09:00 of the same date or the last one', (months) => {
    const dues = IN_TURN.map((start) => monthsAfterAt9(start, months));
    const expected = IN_TURN.map((start) => at9(monthsLater(wallDate(start), months)));
    expect(dues.map(wallShows)).toEqual(expected);
    expect(dues).toEqual(dues.toSorted());
  });

  test.each([
    ['2026-08-31', '2027-02-28 09:00:00'],
    ['2027-08-31', '2028-02-29 09:00:00'],
    ['2027-08-30', '2028-02-29 09:00:00'],
    ['2026-03-31', '2026-09-30 09:00:00'],
    ['2028-02-29', '2028-08-29 09:00:00'],
  ])('six months after %s it is %s', (date, shown) => {
    const start = whenWallShows(date as CivilDate, '16:00');
    expect(wallShows(monthsAfterAt9(start, 6))).toBe(shown);
  });
});
