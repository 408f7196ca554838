/** A small site of ready pages with our real headers and files, on a free port of its own. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { assetsAt } from '../../web/paths';
import { assetsRouter } from '../../web/shared/assets';
import { createRenderer, type Renderer } from '../../web/shared/engine';
import { securityHeaders } from '../../web/shared/headers';

const web = join(__dirname, '..', '..', 'web');

/** The real parts and layout, plus the pages of templates/ as `test/name`. */
export function rendererWithTestPages(): Renderer {
  const root = mkdtempSync(join(tmpdir(), 'forloeb-web-'));
  cpSync(join(web, 'shared'), join(root, 'shared'), { recursive: true });
  mkdirSync(join(root, 'test'));
  cpSync(join(__dirname, 'templates'), join(root, 'test'), { recursive: true });
  const renderer = createRenderer(root);
  rmSync(root, { recursive: true });
  return renderer;
}

export interface Site {
  origin: string;
  close(): Promise<void>;
}

export type Answer = (times: number) => string;

/** Serves each page; `times` counts from 1 how often it was asked for. Posts answer 204. */
export async function openSite(answers: ReadonlyMap<string, Answer>): Promise<Site> {
  const app = express();
  const asked = new Map<string, number>();
  app.use(securityHeaders({ loginOrigins: [], isHttps: false }));
  app.use(assetsAt, assetsRouter());
  app.post('/{*any}', (_request, response) => void response.status(204).end());
  app.get('/{*any}', (request, response) => {
    const answer = answers.get(request.path);
    const times = (asked.get(request.path) ?? 0) + 1;
    asked.set(request.path, times);
    if (answer) response.type('html').send(answer(times));
    else response.status(404).end();
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
