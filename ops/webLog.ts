/** What a request leaves in the log and the figures: its route, never its address or what it sent. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { noted } from '../api/noted';
import { asDatabaseAway, DatabaseAway } from '../db/away';
import { assetsAt } from '../web/paths';
import { databaseAway, plainPages } from '../web/refused';

/** One line for each request that is not for a file; a machine asking after our health is not news. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp<IncomingMessage, ServerResponse>({
    logger: log,
    genReqId: (req) => noted(req).requestId,
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    autoLogging: { ignore: isForFile },
    customLogLevel: (req, res) => {
      if (res.statusCode >= 500 || !res.writableFinished) return 'warn';
      return routeOf(req).startsWith('/health/') ? 'debug' : 'info';
    },
    customSuccessObject: (req, res, { responseTime }) => lineOf(req, res, responseTime),
    customErrorObject: (req, res, _error, { responseTime }) => lineOf(req, res, responseTime),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
  });
}

function lineOf(req: IncomingMessage, res: ServerResponse, ms: unknown): object {
  const { courseId } = noted(req);
  return {
    method: req.method,
    route: routeOf(req),
    status: res.statusCode,
    ms,
    ...(courseId && { courseId }),
    // Whoever asked did not wait for the answer, or we were stopped before it was out.
    ...(!res.writableFinished && { cut: true }),
  };
}

function isForFile(req: IncomingMessage): boolean {
  return req.url?.startsWith(assetsAt) ?? false;
}

/** The pattern that answers: '/forloeb/:course'; 'file' or 'none' where no route did. */
export function routeOf(req: IncomingMessage): string {
  const route: unknown = 'route' in req ? req.route : undefined;
  if (typeof route === 'object' && route !== null && 'path' in route) return String(route.path);
  return 'originalUrl' in req && String(req.originalUrl).startsWith(assetsAt) ? 'file' : 'none';
}

/** A body that cannot be read is the sender's; all else here is a session store out of reach. */
export function answerFailures(log: Logger): ErrorRequestHandler {
  return (failure: unknown, req, res, next) => {
    if (res.headersSent) return next(failure);
    res.set('Cache-Control', 'no-store');
    const error = asDatabaseAway(failure);
    const status = statusOf(error);
    if (status === 413) {
      res.status(413).send(plainPages.tooLarge);
      return;
    }
    if (status >= 400 && status < 500) {
      res.status(422).send(plainPages.unreadable);
      return;
    }
    const { requestId } = noted(req);
    log.error({ err: error, requestId }, 'a request failed before its page');
    const away = error instanceof DatabaseAway;
    res.status(away ? 503 : 500).send(away ? databaseAway(req) : plainPages.failed);
  };
}

function statusOf(error: unknown): number {
  const has = typeof error === 'object' && error !== null && 'status' in error;
  return has && typeof error.status === 'number' ? error.status : 500;
}
