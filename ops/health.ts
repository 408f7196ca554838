/** Whether the web process lives, and whether it can do its work: for machines, about nobody. */
import { Router } from 'express';
import type { App } from '../api/app';
import { readClock } from '../db/clock';
import { ANONYMOUS, inTransaction } from '../db/transaction';
import { paths } from '../web/paths';

const ANSWER_MS = 2000;

/**
 * GET /health/live: 200. GET /health/ready: 200, or 503 with what does not answer, or because we end.
 */
export function healthRouter(
  app: Pick<App, 'db' | 'temporal'>,
  isEnding: () => boolean = () => false,
): Router {
  const router = Router();
  router.get(paths.live.pattern, (_req, res) => {
    res.json({ live: true });
  });
  router.get(paths.ready.pattern, async (_req, res) => {
    if (isEnding()) {
      res.status(503).json({ ready: false, ending: true });
      return;
    }
    const [postgres, temporal] = await Promise.all([
      answers(() => inTransaction(app.db, ANONYMOUS, readClock)),
      answers(() =>
        app.temporal.withDeadline(Date.now() + ANSWER_MS, () =>
          app.temporal.workflowService.getSystemInfo({}),
        ),
      ),
    ]);
    const ready = postgres && temporal;
    res.status(ready ? 200 : 503).json({ ready, postgres, temporal });
  });
  return router;
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch {
    return false;
  }
}
