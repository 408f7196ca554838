/** Answers for what time it is in the domain: the real time, or a practice clock's. */
import { instant, millis } from './ids';
import type { Instant } from './ids';

/**
 * `real` follows the wall. `practice` stands at `virtualOrigin` when the wall shows `realOrigin`
 * and from there runs `speed` times as fast (above 0), or not at all while paused.
 */
export type Clock =
  | { readonly mode: 'real' }
  | {
      readonly mode: 'practice';
      readonly realOrigin: Instant;
      readonly virtualOrigin: Instant;
      readonly speed: number;
      readonly paused: boolean;
    };

/** Beyond this an instant is longer than 24 characters, and text order no longer time order. */
const END_OF_TIME = Date.UTC(9999, 11, 31);

/** The instant the domain lives in when the wall shows `realNow`. It never runs backwards. */
export function clockNow(clock: Clock, realNow: Instant): Instant {
  if (clock.mode === 'real') return realNow;
  if (clock.paused) return clock.virtualOrigin;
  const elapsed = Math.max(0, millis(realNow) - millis(clock.realOrigin));
  const virtual = millis(clock.virtualOrigin) + Math.floor(elapsed * clock.speed);
  return instant(Math.min(virtual, END_OF_TIME));
}

/**
 * Whole milliseconds of real waiting until the clock shows `due`: 0 when it already does, null when
 * it stands still before it. Waiting one millisecond less would wake too early.
 */
export function realDelay(clock: Clock, due: Instant, realNow: Instant): number | null {
  if (clockNow(clock, realNow) >= due) return 0;
  if (clock.mode === 'real') return millis(due) - millis(realNow);
  if (clock.paused) return null;
  const toWait = Math.ceil((millis(due) - millis(clock.virtualOrigin)) / clock.speed);
  return toWait - (millis(realNow) - millis(clock.realOrigin));
}
