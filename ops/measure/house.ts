/** A house of its own for measuring: Postgres, Temporal with a clock that skips, the real worker. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { activityInfo } from '@temporalio/activity';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createActivities } from '../../activities';
import { grantLogins, migrate } from '../../db/migrate';
import { openDatabase, type Database } from '../../db/transaction';
import { instant, type Instant } from '../../domain/ids';
import { createDigitalPost } from '../../partners/digitalPost/client';
import { createEpj } from '../../partners/epj/client';
import { createMail } from '../../partners/mail/client';
import { createMedcom } from '../../partners/medcom/client';
import { startStandIns } from '../../partners/standIns';
import { createVideo } from '../../partners/video/client';
import { loadProgrammes } from '../../programmes/load';
import { TASK_QUEUE } from '../../workflows/messages';
import type { Tell } from '../cache';
import { freePort } from '../ports';
import { startCluster } from '../postgres';
import { registerSearchAttributes } from '../searchAttributes';
import { inWords } from '../sentence';
import { dataConverter } from '../temporal';
import { testServer } from '../testServer';

const BUNDLE = path.resolve(__dirname, '../../dist/workflow-bundle.js');
const LOGINS = { app: 'app', worker: 'worker', statistics: 'statistics' } as const;

/** What ends each part that was started, in the order they were started. */
type Ends = (() => Promise<unknown>)[];

export interface House {
  readonly env: TestWorkflowEnvironment;
  /** An ordinary client: the environment's own lets time fly while it waits for a result. */
  readonly client: Client;
  /** Deliveries that are known to have ended. */
  readonly settled: Set<string>;
  /** The web's login, which keeps content before its event is asked for. */
  readonly web: Database;
  /** The owner's, past all row policies: for counting. */
  readonly ownerUrl: string;
  /** Temporal's time, which runs ahead of the machine's. */
  now(): Promise<Instant>;
  stop(): Promise<void>;
}

/** Starts everything on free ports; `stop` ends it and leaves nothing behind. */
export async function openHouse(tell: Tell): Promise<House> {
  const server = await testServer(tell);
  const ends: Ends = [];
  const stop = async (): Promise<void> => {
    // One that will not end must not keep the others running.
    for (const end of ends.toReversed()) {
      await end().catch((failure: unknown) => console.error(inWords(failure)));
    }
  };
  try {
    const directory = await mkdtemp(path.join(os.tmpdir(), 'forloeb-measure-'));
    ends.push(() => rm(directory, { recursive: true, force: true }));
    await chmod(directory, 0o711);
    const place = await openPostgres(directory, ends);
    const partnersUrl = await openPartners(directory, ends);
    const { env, client } = await openTemporal(server, ends);
    await startWorker({ env, client, worker: place.worker, partnersUrl }, ends);
    return {
      env,
      client,
      settled: new Set(),
      web: place.web,
      ownerUrl: place.ownerUrl,
      now: async () => instant(await env.currentTimeMs()),
      stop,
    };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

async function openPostgres(directory: string, ends: Ends) {
  const port = await freePort();
  const cluster = await startCluster({
    directory: path.join(directory, 'postgres'),
    port,
    throwaway: true,
  });
  ends.push(() => cluster.stop());
  const { ownerUrl } = cluster;
  await migrate(ownerUrl);
  await grantLogins(ownerUrl, LOGINS);
  const keys = { master: randomBytes(32), hash: randomBytes(32) };
  const open = (login: keyof typeof LOGINS): Database => {
    const url = new URL(ownerUrl);
    [url.username, url.password] = [`forloeb_${login}`, LOGINS[login]];
    const db = openDatabase({ url: url.toString(), applicationName: 'forloeb-measure', keys });
    ends.push(() => db.close());
    return db;
  };
  return { ownerUrl, web: open('app'), worker: open('worker') };
}

async function openPartners(directory: string, ends: Ends): Promise<string> {
  const journalFile = path.join(directory, 'stand-ins.jsonl');
  const standIns = await startStandIns({ port: 0, host: '127.0.0.1', journalFile, receiptMs: 0 });
  ends.push(() => standIns.stop());
  return standIns.url;
}

async function openTemporal(server: string, ends: Ends) {
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: server } },
  });
  ends.push(() => env.teardown());
  await registerSearchAttributes(env.connection, 'default');
  const client = new Client({
    connection: env.connection,
    dataConverter: dataConverter([{ id: 'measure', key: randomBytes(32) }]),
  });
  return { env, client };
}

/** As ops/worker.ts does it; what is recorded carries Temporal's time. */
async function startWorker(
  of: { env: TestWorkflowEnvironment; client: Client; worker: Database; partnersUrl: string },
  ends: Ends,
): Promise<void> {
  const address = { partnersUrl: of.partnersUrl };
  const deps = {
    db: of.worker,
    temporal: of.client,
    programmes: loadProgrammes(),
    baseUrl: 'http://127.0.0.1:3000',
    realNow: () => instant(activityInfo().currentAttemptScheduledTimestampMs),
    partners: {
      digitalPost: createDigitalPost(address),
      epj: createEpj(address),
      mail: createMail(address),
      medcom: createMedcom(address),
      video: createVideo(address),
    },
  };
  // Nothing gets lost here, and the skipping server has no Schedules.
  const activities = createActivities(deps, async () => undefined);
  const worker = await Worker.create({
    connection: of.env.nativeConnection,
    taskQueue: TASK_QUEUE,
    activities,
    workflowBundle: { codePath: BUNDLE },
    dataConverter: of.client.options.dataConverter,
    maxCachedWorkflows: 500,
  });
  const running = worker.run();
  ends.push(async () => {
    // After Ctrl-C it has stopped by itself.
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
  });
}
