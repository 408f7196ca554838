/** Dates, hours and due instants as people say them. */
import fc from 'fast-check';
import {
  ageWords,
  countWords,
  dateTimeWords,
  dateWords,
  dayMonth,
  dueWords,
  lengthWords,
  longDate,
  spanWords,
  timeWords,
  weeksWords,
} from '../../domain/danish';
import { instant, plusMillis, type CivilDate } from '../../domain/ids';

/** Monday 7 December 2026, 10.00 in Copenhagen. */
const now = instant('2026-12-07T09:00:00Z');

describe('dates in words', () => {
  it('are said as people say them', () => {
    expect(dateTimeWords(instant('2026-12-16T09:00:00Z'))).toBe('onsdag 16. december kl. 10.00');
    expect(timeWords(instant('2026-06-16T07:05:00Z'))).toBe('kl. 9.05');
    expect(dayMonth('2026-12-01' as CivilDate)).toBe('1. december');
    expect(longDate(instant('2026-11-22T12:00:00Z'))).toBe('22. november 2026');
    expect(spanWords(instant('2026-12-16T09:00:00Z'), instant('2026-12-16T10:00:00Z'))).toBe(
      'kl. 10.00–11.00',
    );
  });

  it('say the year only when it is another than this one', () => {
    expect(dateWords(instant('2027-01-04T12:00:00Z'), now)).toBe('mandag 4. januar 2027');
    expect(dateWords(instant('2026-12-31T12:00:00Z'), now)).toBe('torsdag 31. december');
  });

  it('call the end of a day 24.00 of that day, also at New Year and in summer', () => {
    expect(dateTimeWords(instant('2026-12-06T23:00:00Z'))).toBe('søndag 6. december kl. 24.00');
    expect(dateTimeWords(instant('2026-12-31T23:00:00Z'), now)).toBe(
      'torsdag 31. december kl. 24.00',
    );
    expect(dateTimeWords(instant('2026-07-05T22:00:00Z'))).toBe('søndag 5. juli kl. 24.00');
    expect(dateTimeWords(instant('2026-12-06T23:01:00Z'))).toBe('mandag 7. december kl. 0.01');
  });
});

describe('a due date in words', () => {
  it.each([
    ['2026-12-06T23:00:00Z', 'over', '1 dag over frist'],
    ['2026-12-04T14:00:00Z', 'over', '3 dage over frist'],
    ['2026-12-07T08:00:00Z', 'over', 'Over frist siden kl. 9.00 i dag'],
    ['2026-12-07T09:00:00Z', 'over', 'Over frist siden kl. 10.00 i dag'],
    ['2026-12-07T14:00:00Z', 'today', 'I dag kl. 15.00'],
    ['2026-12-07T23:00:00Z', 'today', 'I dag kl. 24.00'],
    ['2026-12-08T14:00:00Z', 'later', 'I morgen kl. 15.00'],
    ['2026-12-09T14:00:00Z', 'later', 'Onsdag kl. 15.00'],
    ['2026-12-13T23:00:00Z', 'later', 'Søndag kl. 24.00'],
    ['2026-12-14T14:00:00Z', 'later', 'Mandag 14. december kl. 15.00'],
    ['2027-01-04T23:00:00Z', 'later', 'Mandag 4. januar 2027 kl. 24.00'],
  ])('%s is %s: %s', (dueAt, state, words) => {
    expect(dueWords(instant(dueAt), now)).toEqual({ state, words });
  });

  it('is over exactly when its instant has come', () => {
    const minutes = fc.integer({ min: -60 * 24 * 400, max: 60 * 24 * 400 });
    fc.assert(
      fc.property(minutes, (ahead) => {
        const said = dueWords(plusMillis(now, ahead * 60_000), now);
        expect(said.state === 'over').toBe(ahead <= 0);
        expect(said.words).toMatch(/^[A-ZÆØÅ0-9]/);
      }),
    );
  });

  it('is promised beforehand by its length', () => {
    expect(lengthWords({ length: 14, unit: 'calendarDays' })).toBe('14 dage');
    expect(lengthWords({ length: 8, unit: 'workingDays' })).toBe('8 arbejdsdage');
    expect(countWords(1, 'dag', 'dage')).toBe('1 dag');
  });

  it('is promised in weeks only where calendar days make whole ones', () => {
    expect(weeksWords({ length: 84, unit: 'calendarDays' })).toBe('12 uger');
    expect(weeksWords({ length: 10, unit: 'calendarDays' })).toBe('10 dage');
    expect(weeksWords({ length: 7, unit: 'workingDays' })).toBe('7 arbejdsdage');
  });

  it('is said for an age', () => {
    const ages = [18, 18, 65].map((ageFrom, n) => ({ ageFrom, ageTo: [24, 18, null][n] ?? null }));
    expect(ages.map(ageWords)).toEqual(['18–24 år', '18 år', '65 år eller ældre']);
  });
});
