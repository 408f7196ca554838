/**
 * The whole program with what `npm start` adds and the suites' `journeyStack` has not: a Postgres of
 * its own, and parts that are started again. Any of them may be killed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readConfig, type Config } from '../../../ops/config';
import { freePorts } from '../../../ops/ports';
import { seedPracticeClinic } from '../../../ops/practicePeople';
import { startStack, type Stack } from '../../../ops/stack';
import type { Ledger } from './ledger';

/** The parts that die. The stand-ins live: their journal is what we compare with. */
export const MORTAL = ['worker', 'web', 'Temporal', 'Postgres'] as const;
export type Mortal = (typeof MORTAL)[number];

export interface KillHouse {
  readonly config: Config;
  readonly parts: Stack['parts'];
  /** kill -9, without a word to anybody; false when the part is not up. */
  kill(part: Mortal): boolean;
  stop(): Promise<void>;
}

/** Ends that nobody caused are faults; nothing here starts or mends anything. */
export async function openKillHouse(ledger: Ledger, temporalProgram: string): Promise<KillHouse> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'forloeb-kills-'));
  await chmod(dataDir, 0o711);
  const names = ['WEB', 'IDENTITY', 'STANDINS', 'TEMPORAL', 'TEMPORAL_UI', 'POSTGRES'] as const;
  const ports = await freePorts(names.length);
  const environment = {
    ...Object.fromEntries(names.map((name, at) => [`${name}_PORT`, String(ports[at])])),
    FORLOEB_DATA: dataDir,
  };
  /** Kills whose part is not back yet, by part. */
  const dead = new Map<string, number>();
  const { stack, ready } = startStack({
    config: readConfig(environment, 'start'),
    tell: (line) => process.stderr.write(`${line}\n`),
    temporalProgram,
    startsAgain: true,
    onDeath: (child, code) => {
      const lines = child.lastLines().join('\n');
      ledger.fault(`${child.name} ended (${code}) and was given up:\n${lines}`);
    },
    onStartedAgain: ({ name, code, ms }) => {
      const at = dead.get(name);
      const kill = at === undefined ? undefined : ledger.kills[at];
      if (at === undefined || !kill) {
        ledger.fault(`${name} ended (${code}), killed by nobody: ${lastWords(dataDir, name)}`);
      } else ledger.kills[at] = { ...kill, againMs: ms };
      dead.delete(name);
    },
  });
  const stop = async (): Promise<void> => {
    await stack.stop(5_000);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await ready;
    await seedPracticeClinic(stack.config);
  } catch (failure) {
    await stop().catch(() => undefined);
    throw failure;
  }
  return {
    config: stack.config,
    parts: stack.parts,
    kill: (part) => {
      const child = stack.parts.get(part);
      if (!child) return false;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        return false;
      }
      dead.set(part, ledger.kills.push({ at: ledger.now(), part, againMs: null }) - 1);
      return true;
    },
    stop,
  };
}

/** What the log of a part says of the last fault that ended it; '' when it says nothing. */
function lastWords(dataDir: string, name: string): string {
  const file = path.join(dataDir, 'logs', `${name}.log`);
  if (!existsSync(file)) return '';
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.findLast((line) => line.includes('"level":60') || /^\w*Error/.test(line)) ?? '';
}
