/** Figures for Prometheus: what both processes tell of themselves, and the port they tell it on. */
import { createServer } from 'node:http';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Logger } from 'pino';

/** A registry with Node's own figures (memory, event loop, garbage). */
export function openRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

export interface MetricsServer {
  readonly registry: Registry;
  readonly host: string;
  /** 0: nothing is served. */
  readonly port: number;
  readonly log: Logger;
  /** Called before each answer, to read what is not counted as it happens. Does not throw. */
  readonly refresh?: () => Promise<void>;
  /** Another registry's figures in Prometheus' text form. */
  readonly more?: () => Promise<string>;
}

/** GET /metrics. Fails when the port is taken; returns what stops it. */
export async function serveMetrics(of: MetricsServer): Promise<() => void> {
  if (of.port === 0) return () => undefined;
  const server = createServer((request, response) => {
    const isAsked = request.method === 'GET' && request.url === '/metrics';
    if (!isAsked) {
      response.writeHead(404).end();
      return;
    }
    textOf(of).then(
      (text) => response.setHeader('Content-Type', of.registry.contentType).end(text),
      (error: unknown) => {
        of.log.warn({ err: error }, 'the figures could not be read');
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(of.port, of.host, resolve);
  });
  return () => {
    server.close();
    server.closeAllConnections();
  };
}

async function textOf(of: MetricsServer): Promise<string> {
  await of.refresh?.();
  const [own, more] = await Promise.all([of.registry.metrics(), of.more?.() ?? '']);
  return `${own}\n${more}`;
}
