/**
 * Calendar days and working days (DOMAIN section 3, "When a thing falls due"): every shipped rule
 * from every start in 2024–2032, held against tests/support/danishWall.ts.
 */
import fc from 'fast-check';
import { holidayName, isWorkingDay } from '../../domain/calendar';
import { dueInstant } from '../../domain/deadlines';
import { instant, millis, plusMillis, type CivilDate, type Instant } from '../../domain/ids';
import {
  CLOCK_CHANGES,
  closedDaysOf,
  DATES,
  IN_TURN,
  isOpen,
  later,
  nthOpenAfter,
  startsAt,
  wallDate,
  wallShows,
  whenWallShows,
} from '../support/danishWall';
import { at15, atMidnight, clocksIn, tried } from '../support/shippedClocks';

const DAY = 86_400_000;
/** Both ends of every day: whatever begins between them falls due between them. */
const ENDS_OF_DAYS = startsAt('00:00', '23:59');

const anyStart = fc
  .integer({
    min: millis(whenWallShows('2024-01-01' as CivilDate, '00:00')),
    max: millis(whenWallShows('2033-01-01' as CivilDate, '00:00')) - 1,
  })
  .map((ms) => instant(ms));
const anyLength = fc.integer({ min: 1, max: 120 });

describe('the starts that are tried', () => {
  test('are every day from 2024 to 2032, both changes of the clock of every year among them', () => {
    expect([DATES[0], DATES.at(-1), DATES.length]).toEqual(['2024-01-01', '2032-12-31', 3288]);
    const nights = CLOCK_CHANGES.map((at) => wallDate(at).slice(0, 7));
    const changes = Array.from({ length: 9 }, (_, n) => [`${2024 + n}-03`, `${2024 + n}-10`]);
    expect([...new Set(nights)]).toEqual(changes.flat());
  });
});

describe('closed days', () => {
  test('of 2024–2032 are the public days of date-holidays, 5 June, 24 and 31 December', () => {
    for (let year = 2024; year <= 2032; year += 1) {
      const days = DATES.filter((date) => date.startsWith(`${year}`));
      expect(days.filter((date) => holidayName(date) !== null)).toEqual(closedDaysOf(year));
    }
  });

  test('and the weekends are the days on which nobody works', () => {
    expect(DATES.filter(isWorkingDay)).toEqual(DATES.filter(isOpen));
  });
});

describe.each(clocksIn('calendarDays'))('%s', (_, rule) => {
  const expected = (start: Instant) => atMidnight(later(wallDate(start), rule.length));

  test('reads 24:00 of the last day, whenever it began; who begins later is never due earlier', () => {
    const { shown, overtakes } = tried(rule, 'patient', ENDS_OF_DAYS);
    expect(shown).toEqual(ENDS_OF_DAYS.map(expected));
    expect(overtakes).toBeUndefined();
  });

  test('is the same for staff, at any hour and in the nights when the clocks change', () => {
    const starts = [...IN_TURN, ...CLOCK_CHANGES];
    expect(tried(rule, 'staff', starts).shown).toEqual(starts.map(expected));
  });
});

describe.each(clocksIn('workingDays'))('%s', (_, rule) => {
  const expected = (start: Instant) => at15(nthOpenAfter(wallDate(start), rule.length));

  test('reads 15:00 of the last working day, never of a closed one, and stays in order', () => {
    const { shown, overtakes } = tried(rule, 'staff', ENDS_OF_DAYS);
    expect(shown).toEqual(ENDS_OF_DAYS.map(expected));
    expect(shown.filter((words) => !isOpen(words.slice(0, 10) as CivilDate))).toEqual([]);
    expect(overtakes).toBeUndefined();
  });

  test('is the same for the patient, at any hour and in the nights when the clocks change', () => {
    const starts = [...IN_TURN, ...CLOCK_CHANGES];
    expect(tried(rule, 'patient', starts).shown).toEqual(starts.map(expected));
  });
});

/** A failure prints fast-check's seed and path, which bring the same starts back. */
describe('any length that a later rule could give', () => {
  test.each(['calendarDays', 'workingDays'] as const)('holds in %s too', (unit) => {
    fc.assert(
      fc.property(anyStart, fc.nat(10 * DAY), anyLength, (start, more, length) => {
        const rule = { length, unit };
        const due = dueInstant(rule, start, 'staff');
        const began = wallDate(start);
        expect(wallShows(due)).toBe(
          unit === 'calendarDays'
            ? atMidnight(later(began, length))
            : at15(nthOpenAfter(began, length)),
        );
        if (unit === 'workingDays') expect(isOpen(wallDate(due))).toBe(true);
        expect(dueInstant(rule, plusMillis(start, more), 'staff') >= due).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
