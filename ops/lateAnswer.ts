/** No request hangs: what is not answered in time is answered with what is known, which is little. */
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { notYetKnown } from '../web/refused';

/** Each wait on the way has its own end; together, on a bad day, they might pass ten seconds. */
const LATE_MS = 8_000;

/**
 * Stands after the body was read and before the session. The work goes on: what it comes to is seen
 * when the same form is sent again, which is the same press.
 */
export function answerInTime(log: Logger, lateMs = LATE_MS): RequestHandler {
  return (req, res, next) => {
    // Past the session, which otherwise is saved before the last byte leaves, and may be what hangs.
    const end = res.end.bind(res);
    const timer = setTimeout(() => {
      if (res.headersSent) return;
      log.warn({ method: req.method }, 'a request was answered before its work was done');
      res.end = end;
      res.status(503).set('Cache-Control', 'no-store').send(notYetKnown(req));
    }, lateMs);
    res.on('close', () => clearTimeout(timer));
    next();
  };
}
