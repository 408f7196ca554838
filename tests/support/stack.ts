/** The whole program for a journey, on free ports with data of its own, beside any `npm start`. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { readConfig } from '../../ops/config';
import type { Config } from '../../ops/config';
import { freePorts } from '../../ops/ports';
import { seedPractice, seedPracticeClinic } from '../../ops/practicePeople';
import { startStack } from '../../ops/stack';
import type { Stack } from '../../ops/stack';
import { cloneDatabase, type TestDatabase } from './database';
import { resource } from './resource';

export interface JourneyStack {
  /** The pages; no slash at the end. */
  readonly url: string;
  readonly identityUrl: string;
  readonly standInsUrl: string;
  readonly temporalAddress: string;
  /** Everything else: database logins, folder of keys, ports. */
  readonly config: Config;
  /** The running parts, for journeys that end one of them. */
  readonly parts: Stack['parts'];
  stop(): Promise<void>;
}

/**
 * Starts database, Temporal, stand-ins, worker and web (about 6 s). Staff, times and doctors are
 * there; the people with a course under way only when asked for, since they take a minute.
 * `temporalAddress`: a server that the suite runs itself, to stop it and start it again. `ends`: the
 * parts that the suite itself ends; the death of any other fails it.
 */
export async function journeyStack(
  options: {
    people?: boolean;
    /** Instead of a copy in the cluster that the suites share; dropped with the rest. */
    database?: TestDatabase;
    temporalAddress?: string;
    ends?: readonly string[];
    /** Where the program finds its partners, when that is not the stand-ins themselves. */
    partnersAt?: (standInsUrl: string) => Promise<string>;
    /** Done before anything starts: keys that are not those of a first start. */
    prepare?: (config: Config) => void;
  } = {},
): Promise<JourneyStack> {
  const [database, { path: temporalProgram }] = await Promise.all([
    options.database ?? cloneDatabase(),
    resource('temporalServer', z.object({ path: z.string() })),
    resource('built', z.object({})),
  ]);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'forloeb-journey-'));
  await chmod(dataDir, 0o711);
  const names = ['WEB', 'IDENTITY', 'STANDINS', 'TEMPORAL', 'TEMPORAL_UI'] as const;
  const ports = await freePorts(names.length);
  const standInsUrl = `http://127.0.0.1:${ports[names.indexOf('STANDINS')]}`;
  const partnersUrl = await options.partnersAt?.(standInsUrl);
  const environment = {
    ...(partnersUrl !== undefined && { PARTNERS_URL: partnersUrl }),
    ...Object.fromEntries(names.map((name, at) => [`${name}_PORT`, String(ports[at])])),
    FORLOEB_DATA: dataDir,
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    DATABASE_WORKER_URL: database.workerUrl,
    DATABASE_STATISTICS_URL: database.statisticsUrl,
    ...(options.temporalAddress && { TEMPORAL_ADDRESS: options.temporalAddress }),
  };
  const deaths: string[] = [];
  const given = readConfig(environment, 'start');
  options.prepare?.(given);
  const { stack, ready } = startStack({
    config: given,
    tell: (line) => process.stderr.write(`${line}\n`),
    databaseIsReady: true,
    temporalProgram,
    onDeath: (child, code) => {
      if (options.ends?.includes(child.name)) return;
      deaths.push(`${child.name} ended (exit ${code}):\n${child.lastLines().join('\n')}`);
    },
  });
  const stop = async (): Promise<void> => {
    await stack.stop(5_000);
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
    if (deaths.length > 0) throw new Error(deaths.join('\n'));
  };
  try {
    await ready;
    await (options.people ? seedPractice : seedPracticeClinic)(stack.config);
  } catch (failure) {
    await stop().catch(() => undefined);
    throw failure;
  }
  const { config, parts } = stack;
  return {
    url: config.baseUrl,
    identityUrl: config.identityIssuer,
    standInsUrl,
    temporalAddress: config.temporalAddress,
    config,
    parts,
    stop,
  };
}
