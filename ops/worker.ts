/** The worker process: runs every workflow and activity, and lets the practice clock tick. */
import path from 'node:path';
import type { Logger } from 'pino';
import { Runtime, Worker } from '@temporalio/worker';
import { createActivities, type ActivityDeps } from '../activities';
import { checkCanary } from '../db/sealed';
import { openDatabase } from '../db/transaction';
import { instant } from '../domain/ids';
import { createDigitalPost } from '../partners/digitalPost/client';
import { createEpj } from '../partners/epj/client';
import { createMail } from '../partners/mail/client';
import { createMedcom } from '../partners/medcom/client';
import { createVideo } from '../partners/video/client';
import { loadProgrammes } from '../programmes/load';
import { readConfig, UNDO_MS, type Config } from './config';
import { checkFollowed } from './followedProgrammes';
import { readKeys } from './keys';
import { endBecause, endOnFault, openLog } from './log';
import { openRegistry, serveMetrics } from './metrics';
import { freePort } from './ports';
import { startTicking } from './practiceTick';
import { openSweep } from './sweep/round';
import { keepSchedules } from './sweeping';
import { dataConverter, openClient, openNative } from './temporal';
import { temporalLog } from './temporalLog';
import { watchActivities } from './watched';
import { countWorker } from './workerMetrics';

/**
 * Longer than any activity but the practice clock's: recording takes at most three seconds, sending
 * fifteen. What still runs then is told to stop, and is tried again by another worker.
 */
const GRACE = '17 s';

/** Temporal's own figures, on a port that only we ask. Undefined: nobody wants any. */
async function installTemporal(config: Config, log: Logger) {
  const { logger, logging } = temporalLog(log);
  const bindAddress = config.metricsPort > 0 ? `127.0.0.1:${await freePort()}` : undefined;
  Runtime.install({
    // Ours below: Temporal's own stops listening at the first, and the second then kills.
    shutdownSignals: [],
    logger,
    telemetryOptions: {
      logging,
      ...(bindAddress && {
        metrics: { prometheus: { bindAddress, countersTotalSuffix: true, unitSuffix: true } },
      }),
    },
  });
  if (!bindAddress) return undefined;
  return async () => (await fetch(`http://${bindAddress}/metrics`)).text();
}

function openDeps(config: Config, keys: ReturnType<typeof readKeys>) {
  const address = { partnersUrl: config.partnersUrl };
  return {
    db: openDatabase({ url: config.workerUrl, applicationName: 'forloeb-worker', keys }),
    temporal: openClient(config, keys.payload),
    programmes: loadProgrammes(),
    baseUrl: config.baseUrl,
    realNow: () => instant(Date.now()),
    partners: {
      digitalPost: createDigitalPost(address),
      epj: createEpj(address),
      mail: createMail(address),
      medcom: createMedcom(address),
      video: createVideo(address),
    },
  };
}

async function main(): Promise<void> {
  const config = readConfig(process.env, 'worker');
  const log = openLog('worker', config.logLevel);
  endOnFault(log);
  const keys = readKeys(config);
  const more = await installTemporal(config, log);
  const deps = openDeps(config, keys);
  const { db, temporal } = deps;
  await checkCanary(db);
  await checkFollowed(db, deps.programmes);
  const registry = openRegistry();
  const metrics = countWorker(registry, deps, log);
  const { host, metricsPort: port } = config;
  const { refresh } = metrics;
  const stopMetrics = await serveMetrics({ registry, host, port, log, refresh, more });
  const onDelivery: ActivityDeps['onDelivery'] = (told) => {
    log.info(told, 'delivery');
    metrics.delivery(told);
  };
  const connection = await openNative(config);
  const worker = await Worker.create({
    connection,
    namespace: config.temporalNamespace,
    taskQueue: config.taskQueue,
    identity: 'forloeb-worker',
    activities: createActivities(
      { ...deps, onDelivery },
      openSweep({ ...deps, undoMs: UNDO_MS[config.mode] }, log, metrics.sweepFailures),
    ),
    interceptors: { activity: [watchActivities(log, metrics)] },
    workflowBundle: { codePath: path.join(__dirname, '..', 'workflow-bundle.js') },
    dataConverter: dataConverter(keys.payload),
    maxCachedWorkflows: 500,
    stickyQueueScheduleToStartTimeout: '2 s',
    shutdownGraceTime: GRACE,
  });
  const stopTicking = config.mode === 'practice' ? startTicking(deps, log) : () => undefined;
  const stopKeeping = keepSchedules(temporal, { production: config.mode === 'production' }, log);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
    });
  }
  log.info('ready');
  await worker.run();
  stopKeeping();
  stopTicking();
  stopMetrics();
  await connection.close();
  await temporal.connection.close();
  await db.close();
  log.info('ended');
}

main().then(
  () => process.exit(0),
  (failure: unknown) => endBecause('worker', failure),
);
