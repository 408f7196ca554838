/** Child processes that never outlive us, and that tell their last lines when they die. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Sentence } from './sentence';

/**
 * A small shell between us and the program: it stops the program when our end of its standard
 * input closes, which also happens when we are killed without warning. $1 is the stop signal.
 */
const GUARD = `
sig=$1; shift
exec 3<&0
"$@" 3<&- </dev/null & child=$!
trap 'kill -$sig $child 2>/dev/null' TERM
trap '' INT HUP
(trap - TERM; while read -r line; do :; done <&3; kill -$sig $child 2>/dev/null) \
  >/dev/null 2>&1 & watch=$!
while :; do wait $child; code=$?; kill -0 $child 2>/dev/null || break; done
kill $watch 2>/dev/null
exit $code`;

export interface ChildOptions {
  /** Name in sentences: "the worker". */
  readonly name: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** What asks this program to stop; TERM unless said otherwise. */
  readonly stopSignal?: 'TERM' | 'INT';
  /** Called with each whole line of output. */
  readonly onLine?: (line: string) => void;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Resolves when the program has ended, with its exit code; 128 and the number of a signal. */
  readonly ended: Promise<number>;
  /** Its latest lines, newest last. */
  lastLines(): string[];
  /** Asks it to stop, and ends it by force after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

const KEPT_LINES = 20;
const { signals } = constants;

/** Splits a stream of text into whole lines. */
function byLine(onLine: (line: string) => void): (chunk: Buffer) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') onLine(line);
  };
}

/** Starts a program in a process group of its own, so that Ctrl-C reaches only us. */
export function startChild(command: string, args: readonly string[], options: ChildOptions): Child {
  const kept: string[] = [];
  const onLine = (line: string) => {
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
    options.onLine?.(line);
  };
  const identity = options.uid === undefined ? {} : { uid: options.uid, gid: options.gid };
  const guard = ['-c', GUARD, 'guard', options.stopSignal ?? 'TERM', command, ...args];
  const process_ = spawn('/bin/sh', guard, {
    ...identity,
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  process_.stdin.on('error', () => undefined);
  process_.stdout.on('data', byLine(onLine));
  process_.stderr.on('data', byLine(onLine));
  const ended = new Promise<number>((resolve) => {
    process_.on('error', (failure) => {
      onLine(failure.message);
      resolve(127);
    });
    process_.on('close', (code, signal) => resolve(code ?? 128 + (signal ? signals[signal] : 0)));
  });
  const { pid = 0 } = process_;
  return {
    name: options.name,
    pid,
    ended,
    lastLines: () => [...kept],
    stop: async (graceMs = 20_000) => {
      process_.stdin.end();
      const timer = setTimeout(() => killGroup(pid), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

function killGroup(pid: number): void {
  if (pid === 0) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

/** Resolves with the first line that `wanted` accepts; a child that ends before is a failure. */
export function lineFrom(
  start: (onLine: (line: string) => void) => Child,
  wanted: (line: string) => boolean,
  waitMs: number,
): Promise<{ child: Child; line: string }> {
  return new Promise((resolve, reject) => {
    const child = start((line) => {
      if (!wanted(line)) return;
      clearTimeout(timer);
      // The child is assigned before any line can arrive: output comes in a later turn.
      resolve({ child, line });
    });
    const fail = (what: string) => {
      clearTimeout(timer);
      reject(
        new Sentence(`${child.name} ${what}. Its last lines:\n${child.lastLines().join('\n')}`),
      );
    };
    const timer = setTimeout(() => {
      void child.stop(1000);
      fail(`was not ready after ${waitMs / 1000} s`);
    }, waitMs);
    void child.ended.then((code) => fail(`stopped at its start (exit ${code})`));
  });
}
