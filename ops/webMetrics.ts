/** What the web process counts: requests by route, presses by what came of them, its connections. */
import type { RequestHandler } from 'express';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { App } from '../api/app';
import { routeOf } from './webLog';

export interface WebMetrics {
  /** To be mounted first. */
  readonly requests: RequestHandler;
  readonly press: NonNullable<App['onPress']>;
}

/** No answer takes longer than ten seconds; a press that waits for its course up to five. */
const SECONDS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function countWeb(registry: Registry): WebMetrics {
  const registers = [registry];
  const requests = new Histogram({
    name: 'forloeb_request_seconds',
    help: 'Time to answer a request, by method, route pattern and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers,
  });
  const underWay = new Gauge({
    name: 'forloeb_requests_under_way',
    help: 'Requests that wait for their answer at this moment',
    registers,
  });
  const presses = new Counter({
    name: 'forloeb_presses_total',
    help: 'Events sent to a course, by event, by what came of it, and by why it was refused',
    labelNames: ['event', 'outcome', 'refusal'] as const,
    registers,
  });
  const waits = new Histogram({
    name: 'forloeb_press_seconds',
    help: 'Time until a course had answered an event, by what came of it',
    labelNames: ['outcome'] as const,
    buckets: SECONDS,
    registers,
  });
  return {
    requests: (req, res, next) => {
      const end = requests.startTimer();
      underWay.inc();
      res.once('close', () => {
        underWay.dec();
        end({ method: req.method, route: routeOf(req), status: String(res.statusCode) });
      });
      next();
    },
    press: ({ event, outcome, refusal = '', ms }) => {
      presses.inc({ event, outcome, refusal });
      waits.observe({ outcome }, ms / 1000);
    },
  };
}

/** How the connections to Postgres are used, read when asked. */
export function countConnections(registry: Registry, db: Pick<App['db'], 'connections'>): void {
  new Gauge({
    name: 'forloeb_database_connections',
    help: 'Connections to Postgres: open, idle, and transactions that wait for one',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(db.connections())) this.set({ state }, count);
    },
  });
}
