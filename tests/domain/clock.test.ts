import fc from 'fast-check';
import { clockNow, realDelay } from '../../domain/clock';
import type { Clock } from '../../domain/clock';
import { instant, plusMillis } from '../../domain/ids';

const realOrigin = instant('2026-11-22T08:00:00Z');
const virtualOrigin = instant('2026-12-07T09:00:00Z');
function practice(speed: number, paused = false): Clock {
  return { mode: 'practice', realOrigin, virtualOrigin, speed, paused };
}
const SPEEDS = [1, 60, 1440, 8640, 1e6];
const DAY = 86_400_000;

describe('the clock of the domain', () => {
  test('in production it is the wall', () => {
    const real: Clock = { mode: 'real' };
    expect(clockNow(real, realOrigin)).toBe(realOrigin);
    expect(realDelay(real, plusMillis(realOrigin, 1500), realOrigin)).toBe(1500);
    expect(realDelay(real, realOrigin, realOrigin)).toBe(0);
    expect(realDelay(real, plusMillis(realOrigin, -1), realOrigin)).toBe(0);
  });

  test('a day takes a minute at 1440 and ten seconds at 8640', () => {
    const nextDay = plusMillis(virtualOrigin, DAY);
    expect(clockNow(practice(1440), plusMillis(realOrigin, 60_000))).toBe(nextDay);
    expect(clockNow(practice(8640), plusMillis(realOrigin, 10_000))).toBe(nextDay);
    expect(realDelay(practice(8640), nextDay, realOrigin)).toBe(10_000);
  });

  test('paused it stands still, and nothing that is to come will come', () => {
    const later = plusMillis(realOrigin, DAY);
    expect(clockNow(practice(60, true), later)).toBe(virtualOrigin);
    expect(realDelay(practice(60, true), plusMillis(virtualOrigin, 1), later)).toBeNull();
    expect(realDelay(practice(60, true), virtualOrigin, later)).toBe(0);
  });

  test('a wall that is set back does not turn the practice clock back', () => {
    const early = plusMillis(realOrigin, -5000);
    expect(clockNow(practice(60), early)).toBe(virtualOrigin);
    expect(realDelay(practice(60), plusMillis(virtualOrigin, 60_000), early)).toBe(6000);
  });

  test('left running for weeks at full speed it stops before the year 10000', () => {
    const later = plusMillis(realOrigin, 30 * DAY);
    expect(clockNow(practice(1e6), later)).toBe('9999-12-31T00:00:00.000Z');
  });

  test('it waits a whole millisecond rather than wake too early', () => {
    expect(realDelay(practice(1e6), plusMillis(virtualOrigin, 1), realOrigin)).toBe(1);
    expect(realDelay(practice(60), plusMillis(virtualOrigin, 61), realOrigin)).toBe(2);
  });

  test.each(SPEEDS)('at speed %d it wakes exactly when due, never a moment before', (speed) => {
    const clock = practice(speed);
    const wait = fc.integer({ min: 1, max: 200 * DAY });
    const elapsed = fc.integer({ min: 0, max: 3_600_000 });
    fc.assert(
      fc.property(wait, elapsed, (untilDue, since) => {
        const now = plusMillis(realOrigin, since);
        const due = plusMillis(virtualOrigin, untilDue);
        const delay = realDelay(clock, due, now);
        if (delay === null) throw new Error('a running clock never waits for ever');
        expect(clockNow(clock, plusMillis(now, delay)) >= due).toBe(true);
        if (delay > 0) expect(clockNow(clock, plusMillis(now, delay - 1)) < due).toBe(true);
      }),
    );
  });

  test.each(SPEEDS)('at speed %d it never runs backwards', (speed) => {
    const ms = fc.integer({ min: 0, max: 10 * DAY });
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        const at = (n: number): string => clockNow(practice(speed), plusMillis(realOrigin, n));
        expect(at(early) <= at(late)).toBe(true);
      }),
    );
  });
});
