/** The worker process: runs every workflow and activity, and lets the practice clock tick. */
import path from 'node:path';
import pino from 'pino';
import { Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '../activities';
import { checkCanary } from '../db/sealed';
import { openDatabase } from '../db/transaction';
import { instant } from '../domain/ids';
import { createDigitalPost } from '../partners/digitalPost/client';
import { createEpj } from '../partners/epj/client';
import { createMail } from '../partners/mail/client';
import { createMedcom } from '../partners/medcom/client';
import { createVideo } from '../partners/video/client';
import { loadProgrammes } from '../programmes/load';
import { readConfig, UNDO_MS } from './config';
import { readKeys } from './keys';
import { startTicking } from './practiceTick';
import { inWords } from './sentence';
import { openSweep } from './sweep/round';
import { keepSchedules } from './sweeping';
import { dataConverter, openClient, openNative } from './temporal';

async function main(): Promise<void> {
  const config = readConfig(process.env, 'worker');
  const keys = readKeys(config);
  const log = pino({ name: 'worker', level: config.logLevel });
  Runtime.install({ shutdownSignals: ['SIGTERM', 'SIGINT'] });
  const db = openDatabase({ url: config.workerUrl, applicationName: 'forloeb-worker', keys });
  await checkCanary(db);
  const temporal = openClient(config, keys.payload);
  const address = { partnersUrl: config.partnersUrl };
  const deps = {
    db,
    temporal,
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
  const connection = await openNative(config);
  const worker = await Worker.create({
    connection,
    namespace: config.temporalNamespace,
    taskQueue: config.taskQueue,
    identity: 'forloeb-worker',
    activities: createActivities(deps, openSweep({ ...deps, undoMs: UNDO_MS[config.mode] }, log)),
    workflowBundle: { codePath: path.join(__dirname, '..', 'workflow-bundle.js') },
    dataConverter: dataConverter(keys.payload),
    maxCachedWorkflows: 500,
    stickyQueueScheduleToStartTimeout: '2 s',
    shutdownGraceTime: '15 s',
  });
  const stopTicking = config.mode === 'practice' ? startTicking(deps, log) : () => undefined;
  const stopKeeping = keepSchedules(temporal, { production: config.mode === 'production' }, log);
  log.info('ready');
  await worker.run();
  stopKeeping();
  stopTicking();
  await connection.close();
  await temporal.connection.close();
  await db.close();
}

main().then(
  () => process.exit(0),
  (failure: unknown) => {
    console.error(inWords(failure));
    process.exit(1);
  },
);
