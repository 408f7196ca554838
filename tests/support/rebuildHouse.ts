/** The whole program for suites about rebuilding, on a Temporal that can be stopped or lost. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client as Postgres } from 'pg';
import { z } from 'zod';
import type { App } from '../../api/app';
import type { CourseId } from '../../domain/ids';
import type { Child } from '../../ops/child';
import { readKeys } from '../../ops/keys';
import { freePort } from '../../ops/ports';
import { startTemporal } from '../../ops/temporalServer';
import { openApp } from '../../ops/web';
import { Reception } from './newcomers';
import { resource } from './resource';
import { journeyStack, type JourneyStack } from './stack';

export interface RebuildHouse {
  readonly stack: JourneyStack;
  readonly app: App;
  readonly reception: Reception;
  /** Raw SQL as the owner, past all row policies. */
  readonly owner: Postgres;
  /** Stops Temporal, deletes all it knew, and starts it on the same port. */
  loseTemporal(): Promise<void>;
  /** How many runs of a course's own workflow are under way. */
  runsOf(courseId: CourseId): Promise<number>;
  /** Every message that a stand-in accepted, by its idempotency key, with how often. */
  messages(): ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const FILES = ['temporal.db', 'temporal.db-wal', 'temporal.db-shm'] as const;

export async function openRebuildHouse(): Promise<RebuildHouse> {
  const { path: program } = await resource('temporalServer', z.object({ path: z.string() }));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'forloeb-temporal-'));
  const port = await freePort();
  const start = (): Promise<Child> =>
    startTemporal({ program, host: HOST, port, databaseFile: path.join(folder, FILES[0]) });
  let temporal = await start();
  const stack = await journeyStack({ temporalAddress: `${HOST}:${port}` });
  const app = openApp(stack.config, readKeys(stack.config));
  const owner = new Postgres(stack.config.ownerUrl);
  await owner.connect();
  return {
    stack,
    app,
    owner,
    reception: new Reception(app),
    async loseTemporal() {
      await temporal.stop(5_000);
      for (const file of FILES) await rm(path.join(folder, file), { force: true });
      temporal = await start();
    },
    async runsOf(courseId) {
      const query = `WorkflowId = '${courseId}' AND ExecutionStatus = 'Running'`;
      return (await app.temporal.workflow.count(query)).count;
    },
    messages: () => messagesIn(path.join(stack.config.dataDir, 'stand-ins.jsonl')),
    async stop() {
      await owner.end();
      await app.temporal.connection.close();
      await app.db.close();
      await stack.stop();
      await temporal.stop(5_000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function messagesIn(journal: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of readFileSync(journal, 'utf8').split('\n').filter(Boolean)) {
    const { line: kind, id } = JSON.parse(line) as { line: string; id: string };
    if (kind === 'message') counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
