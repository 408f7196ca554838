/** What a browser's session keeps, over express-session; only this file touches it. */
import 'express-session';
import type { Request } from 'express';
import type { Session, SessionValues } from './app';

declare module 'express-session' {
  interface SessionData {
    forloeb?: SessionValues;
  }
}

/** The session of the request. Values are kept when the answer is sent. */
export function sessionOf(req: Request): Session {
  const values = (): SessionValues => req.session.forloeb ?? {};
  const { who } = values();
  return {
    ...(who && { who }),
    read: values,
    set: (more) => {
      req.session.forloeb = { ...values(), ...more };
    },
    renew: (fresh) =>
      settled((done) => req.session.regenerate(done)).then(() => {
        req.session.forloeb = fresh;
      }),
    end: () => settled((done) => req.session.destroy(done)),
  };
}

/**
 * Keeps the session now. Before a redirect: the browser follows it as soon as its head arrives,
 * which is before the store has what the next request reads.
 */
export async function keepSession(req: Request): Promise<void> {
  const { session } = req as { session?: Request['session'] };
  if (session) await settled((done) => session.save(done));
}

function settled(start: (done: (error: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) =>
      error ? reject(error instanceof Error ? error : new Error('session')) : resolve(),
    );
  });
}
