/** `npm run screens`: starts a practice of its own, looks at its pages and writes docs/pictures. */
import { chmod, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeClock } from '../db/clock';
import { inTransaction, openDatabase, SYSTEM } from '../db/transaction';
import { atTime } from '../domain/calendar';
import { asId, instant, type CivilDate } from '../domain/ids';
import { browser } from './browser';
import { readConfig, type Config } from './config';
import { readDatabaseKeys } from './keys';
import { freePorts } from './ports';
import { FIRST_TIME } from './practiceClock';
import { seedPractice } from './practicePeople';
import { reset } from './reset';
import { takePictures } from './screens/pictures';
import { inWords, Sentence } from './sentence';
import { startStack } from './stack';

/** The first practice person applies on this Monday, whenever the pictures are taken. */
const FIRST_DAY = asId<CivilDate>('2026-09-07');
const PICTURES = path.join('docs', 'pictures');
const PORTS = ['WEB', 'IDENTITY', 'STANDINS', 'TEMPORAL', 'TEMPORAL_UI', 'POSTGRES'] as const;

const tell = (line: string) => console.log(line);

/** A configuration on free ports with a data folder of its own, whatever runs here already. */
async function ownConfig(): Promise<Config> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'forloeb-screens-'));
  await chmod(dataDir, 0o711);
  const ports = await freePorts(PORTS.length);
  const chosen = PORTS.map((name, at) => [`${name}_PORT`, String(ports[at])]);
  return readConfig({ ...Object.fromEntries(chosen), FORLOEB_DATA: dataDir }, 'start');
}

async function settleClock(config: Config): Promise<void> {
  const db = openDatabase({
    url: config.appUrl,
    applicationName: 'forloeb-screens',
    keys: readDatabaseKeys(config),
    poolSize: 1,
  });
  const realOrigin = instant(Date.now());
  const virtualOrigin = atTime(FIRST_DAY, FIRST_TIME);
  try {
    await inTransaction(db, SYSTEM, (tx) =>
      writeClock(
        tx,
        { mode: 'practice', realOrigin, virtualOrigin, speed: 1, paused: true },
        { seenAt: realOrigin },
      ),
    );
  } finally {
    await db.close();
  }
}

/** Everything from the first port to the last picture; stops and wipes what it started. */
async function screens(): Promise<void> {
  const program = await browser(tell);
  const config = await ownConfig();
  const { stack, ready } = startStack({
    config,
    tell,
    onDeath: ({ name }, code) => console.error(`${name} stopped by itself (exit ${code}).`),
  });
  const interrupted = new Promise<never>((_, reject) => {
    const stopNow = () => reject(new Sentence('Stopped: the pictures are not all new.'));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stopNow);
    process.once('disconnect', stopNow);
  });
  const work = async () => {
    await ready;
    await settleClock(stack.config);
    await seedPractice(stack.config, tell);
    await takePictures({ config: stack.config, browser: program, folder: PICTURES, tell });
  };
  try {
    await Promise.race([work(), interrupted]);
  } finally {
    await stack.stop(5_000);
    await reset(config);
  }
}

screens().then(
  () => process.exit(0),
  (failure: unknown) => {
    console.error(inWords(failure));
    process.exit(1);
  },
);
