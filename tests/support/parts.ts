/** One more web or worker beside the whole program: of this release, or of another one made of it. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { lineFrom, startChild, type Child } from '../../ops/child';
import { VARIABLES, type Config } from '../../ops/config';

const repository = path.resolve(__dirname, '..', '..');
const READY_MS = 60_000;

export interface Part {
  readonly child: Child;
  /** Each line of its log so far, parsed; what is no JSON is a line with only `text`. */
  lines(): readonly Record<string, unknown>[];
  /** Asks it to end, as a supervisor does. */
  terminate(): void;
  /** Stops the whole process where it stands, and lets it go on: it is there and does nothing. */
  freeze(): void;
  thaw(): void;
}

/** `folder`: of another release; `environment`: over what the program was configured with. */
export async function startPart(
  config: Config,
  name: 'web' | 'worker',
  how: { folder?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<Part> {
  const texts: string[] = [];
  const file = path.join(how.folder ?? path.join(repository, 'dist'), 'ops', `${name}.js`);
  const args = ['--enable-source-maps', '--disable-warning=ExperimentalWarning', file];
  const env = { ...environmentOf(config), ...how.environment };
  const start = (onLine: (line: string) => void) =>
    startChild(process.execPath, args, {
      name: `another ${name}`,
      env,
      onLine: (line) => {
        texts.push(line);
        onLine(line);
      },
    });
  const { child } = await lineFrom(start, (line) => parsed(line)['msg'] === 'ready', READY_MS);
  return { child, lines: () => texts.map(parsed), ...signalsOf(child) };
}

/** Signals to a part that somebody else started. */
export function signalsOf({ pid }: Child): Pick<Part, 'terminate' | 'freeze' | 'thaw'> {
  return {
    terminate: () => process.kill(pid, 'SIGTERM'),
    freeze: () => process.kill(-pid, 'SIGSTOP'),
    thaw: () => process.kill(-pid, 'SIGCONT'),
  };
}

function parsed(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : { text: line };
  } catch {
    return { text: line };
  }
}

/** The environment that gives a process exactly this configuration. */
export function environmentOf(config: Config): Record<string, string | undefined> {
  const pairs = Object.entries(VARIABLES).map(([variable, { field }]) => {
    const value = String(config[field]);
    return [variable, value === '' ? undefined : value];
  });
  return Object.fromEntries(pairs) as Record<string, string | undefined>;
}

/** A place in the compiled program, and what stands there in another release. */
export interface Change {
  /** Below dist/: 'workflow-bundle.js', 'activities/record.js'. */
  readonly file: string;
  readonly from: string;
  /** '$&' in it is what stood there. */
  readonly to: string;
}

/** Another release: this one, built once more, with a few changes. Its folder is removed at the end. */
export async function release(
  changes: readonly Change[] = [],
): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'forloeb-release-'));
  const folder = path.join(home, 'dist');
  await cp(path.join(repository, 'dist'), folder, { recursive: true });
  await symlink(path.join(repository, 'node_modules'), path.join(home, 'node_modules'));
  for (const { file, from, to } of changes) {
    const place = path.join(folder, file);
    const text = await readFile(place, 'utf8');
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`);
    await writeFile(place, parts.join(to.replace('$&', from)));
  }
  return { folder, remove: () => rm(home, { recursive: true, force: true }) };
}
