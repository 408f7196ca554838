/** How the web process ends: it says so, lets a proxy move on, and finishes what is under way. */
import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** So long it still answers after it said that it is not ready; a proxy asks every few seconds. */
export const DRAIN_MS = { practice: 1000, production: 10_000 } as const;
/** A request under way is given so long. No answer takes longer than ten seconds. */
const GRACE_MS = 15_000;

export class Ending {
  #hasBegun = false;

  hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Resolves when every request has its answer and nothing listens any more. */
  async of(server: Server, drainMs: number, log: Logger): Promise<void> {
    this.#hasBegun = true;
    await new Promise((resolve) => {
      setTimeout(resolve, drainMs);
    });
    const cut = setTimeout(() => {
      log.error('requests were cut off: they took longer than an answer may');
      server.closeAllConnections();
    }, GRACE_MS);
    await new Promise((closed) => {
      server.close(closed);
      server.closeIdleConnections();
    });
    clearTimeout(cut);
  }

  /** Whoever is answered now asks the next question of somebody else. */
  sendAway(): RequestHandler {
    return (_req, res, next) => {
      if (this.#hasBegun) res.set('Connection', 'close');
      next();
    };
  }
}
