/** Where downloads and builds are kept for all clones of a user, and how a tool is looked for. */
import { access, constants, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startChild } from './child';
import { withLock } from './lock.cjs';
import { Sentence } from './sentence';

/** Tells the person what takes long. */
export type Tell = (line: string) => void;

const PROBE_MS = 3_000;

/** `${XDG_CACHE_HOME:-~/.cache}/forloeb`. */
export function cacheDir(): string {
  const base = process.env.XDG_CACHE_HOME;
  return path.join(base ? base : path.join(os.homedir(), '.cache'), 'forloeb');
}

/** The first of these commands that is on PATH and may be run. */
export async function onPath(...names: string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      if (await isProgram(file)) return file;
    }
  }
  return undefined;
}

/** True for a file that may be executed. */
export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** Whether a host answers at all within 3 s: asked first, because some networks only swallow. */
export async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}

/** Runs a command to its end; a failure carries its last lines. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<void> {
  const child = startChild(command, args, { name: path.basename(command), ...options });
  const code = await child.ended;
  if (code === 0) return;
  const said = child.lastLines().slice(-5).join('\n');
  throw new Error(`${child.name} ended with ${code}:\n${said}`);
}

/** One way to come by a thing: undefined when it is not possible here, a throw when it failed. */
export interface Way {
  readonly name: string;
  /** Leaves the finished thing in `draft` and gives its path, or undefined. */
  readonly get: (draft: string) => Promise<string | undefined>;
}

/**
 * The cached folder `name`, made by the first way that works, behind a lock so that two clones
 * never build twice. The folder appears whole or not at all. `advice` ends the sentence otherwise.
 */
export async function obtain(
  name: string,
  file: string,
  ways: readonly Way[],
  tell: Tell,
  advice: string,
): Promise<string> {
  const place = path.join(cacheDir(), name);
  const wanted = path.join(place, file);
  if (await isProgram(wanted)) return wanted;
  await mkdir(cacheDir(), { recursive: true });
  return withLock(
    path.join(cacheDir(), 'locks', `${name}.lock`),
    async () => {
      if (await isProgram(wanted)) return wanted;
      await removeDrafts(name);
      const troubles: string[] = [];
      for (const way of ways) {
        const draft = await mkdtemp(path.join(cacheDir(), `${name}.draft-`));
        try {
          const found = await way.get(draft);
          if (found === undefined) continue;
          if (path.dirname(found) !== draft) throw new Error(`${found} is outside its folder`);
          await rename(found, path.join(draft, file));
          await rm(place, { recursive: true, force: true });
          await rename(draft, place);
          return wanted;
        } catch (failure) {
          if (isFullDisk(failure)) throw failure;
          const said = failure instanceof Error ? failure.message : String(failure);
          troubles.push(`${way.name}: ${said}`);
        } finally {
          await rm(draft, { recursive: true, force: true });
        }
      }
      throw new Sentence([advice, ...troubles].join('\n  '));
    },
    (pid) => tell(`Waiting for process ${pid ?? 'of another clone'}, which gets ${name}.`),
  );
}

/** What an interrupted build left behind; nobody else works there, for we hold the lock. */
async function removeDrafts(name: string): Promise<void> {
  for (const entry of await readdir(cacheDir())) {
    if (!entry.startsWith(`${name}.draft-`)) continue;
    await rm(path.join(cacheDir(), entry), { recursive: true, force: true });
  }
}

function isFullDisk(failure: unknown): boolean {
  return failure instanceof Error && /ENOSPC|no space left/i.test(failure.message);
}
