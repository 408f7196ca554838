/** The one open timer of a course: started, kept, or started anew as the next instant moves. */
import { CancellationScope, sleep } from '@temporalio/workflow';

export interface OneTimer {
  /** Rings in so many real milliseconds; null: nothing is coming. */
  set(ms: number | null): void;
  /** Rings now, and forgets what was set. */
  stop(): void;
  rang(): boolean;
}

/**
 * A ring too early costs four events of history, starting anew two. So a timer that would ring at
 * most this much before the next instant is kept, and one that would ring earlier is started anew
 * (measured on the reference course: 12 hours is the cheapest).
 */
const TOO_EARLY_MS = 43_200_000;

/** `keepsEarly`: never started anew for a later instant, as histories from before have it. */
export function oneTimer(how: { readonly keepsEarly: boolean }): OneTimer {
  let until: number | null = null;
  let ringing = false;
  let scope: CancellationScope | null = null;
  const drop = (): void => {
    scope?.cancel();
    scope = null;
    until = null;
  };
  const stop = (): void => {
    drop();
    ringing = true;
  };
  const start = (ms: number): void => {
    until = Date.now() + ms;
    const own = new CancellationScope();
    scope = own;
    own
      .run(() => sleep(Math.max(1, ms)))
      .then(
        () => {
          if (scope === own) stop();
        },
        () => undefined,
      );
  };
  /** True when the open timer will do for an instant so far ahead. */
  const suffices = (ms: number | null): boolean => {
    if (how.keepsEarly) return ms === null || (until !== null && until <= Date.now() + ms);
    if (ms === null || until === null) return ms === null && until === null;
    const early = Date.now() + ms - until;
    return early >= 0 && early <= TOO_EARLY_MS;
  };
  return {
    set: (ms) => {
      ringing = false;
      if (suffices(ms)) return;
      drop();
      if (ms !== null) start(ms);
    },
    stop,
    rang: () => ringing,
  };
}
