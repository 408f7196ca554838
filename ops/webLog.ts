/** What a request leaves in the log: no query, no body, no token; and what failed outside a route. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { asDatabaseAway, DatabaseAway } from '../db/away';
import { assetsAt } from '../web/paths';
import { databaseAway, plainPages } from '../web/refused';

/** One line for each request that is not for a file. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    autoLogging: { ignore: (req) => req.url?.startsWith(assetsAt) ?? false },
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'warn' : 'info'),
    serializers: {
      req: (req: { method: string; url: string }) => ({
        method: req.method,
        path: logged(req.url),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  });
}

/** What is written of a failure: Postgres' details name values of rows, so they stay out. */
export function errorLogged(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : errorLogged(error.cause);
  const { name, message, stack } = error;
  return { name, message, stack, ...(code !== undefined && { code }), ...(cause && { cause }) };
}

/** The path without its query; the token of a portal link is never written down. */
export function logged(url: string): string {
  return (url.split('?')[0] ?? '').replace(/^\/l\/.*/is, '/l/…');
}

/** A body that cannot be read is the sender's; all else here is a session store out of reach. */
export function answerFailures(log: Logger): ErrorRequestHandler {
  return (failure: unknown, req, res, next) => {
    if (res.headersSent) return next(failure);
    res.set('Cache-Control', 'no-store');
    const error = asDatabaseAway(failure);
    const status = statusOf(error);
    if (status >= 400 && status < 500) {
      res.status(422).send(plainPages.unreadable);
      return;
    }
    log.error({ err: error }, 'a request failed before its page');
    const away = error instanceof DatabaseAway;
    res.status(away ? 503 : 500).send(away ? databaseAway(req) : plainPages.failed);
  };
}

function statusOf(error: unknown): number {
  const has = typeof error === 'object' && error !== null && 'status' in error;
  return has && typeof error.status === 'number' ? error.status : 500;
}
