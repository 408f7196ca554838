/** The Temporal server of one machine: found, downloaded or built, and started. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { answers, isProgram, obtain, onPath, runToEnd } from './cache';
import type { Tell } from './cache';
import { lineFrom, startChild } from './child';
import type { Child } from './child';
import { freePorts } from './ports';
import { SEARCH_ATTRIBUTES } from './searchAttributes';
import { Sentence } from './sentence';

/** The newest CLI that `go install` takes: later ones carry a local `replace`. */
const VERSION = '1.5.1';

const ADVICE =
  'There is no Temporal server here and none could be got: connect to the internet, or put ' +
  `"temporal" (version ${VERSION} or newer) on PATH, or install Go 1.24 or newer, ` +
  'or name a running cluster in TEMPORAL_ADDRESS.';

/** Path of a `temporal` program. The first time this may take minutes, which `tell` says before. */
export async function temporalServer(tell: Tell): Promise<string> {
  const found = await onPath('temporal');
  if (found) return found;
  const ways = [
    { name: 'download', get: download },
    { name: 'go install', get: (draft: string) => goInstall(draft, tell) },
  ];
  return obtain(`temporal-cli-${VERSION}`, 'temporal', ways, tell, ADVICE);
}

/** The SDK's own download: it starts the server once to do so. */
async function download(draft: string): Promise<string | undefined> {
  if (!(await answers('https://temporal.download'))) return undefined;
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const executable = {
    type: 'cached-download',
    downloadDir: draft,
    version: `v${VERSION}`,
  } as const;
  const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
  await environment.teardown();
  return programIn(draft);
}

/** The one program that a download left in a folder. */
export async function programIn(folder: string): Promise<string | undefined> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

async function goInstall(draft: string, tell: Tell): Promise<string | undefined> {
  const go = await onPath('go');
  if (!go) return undefined;
  tell(
    'Building the Temporal server with Go: about 7 minutes on 2 cores, this once; ' +
      'everything else goes on meanwhile.',
  );
  const began = Date.now();
  const minutes = setInterval(
    () =>
      tell(
        `Still building the Temporal server (${Math.round((Date.now() - began) / 60_000)} min).`,
      ),
    60_000,
  );
  try {
    await runToEnd(go, ['install', `github.com/temporalio/cli/cmd/temporal@v${VERSION}`], {
      env: { GOBIN: draft, GOFLAGS: '' },
    });
  } finally {
    clearInterval(minutes);
  }
  return path.join(draft, 'temporal');
}

export interface ServerOptions {
  readonly program: string;
  readonly host: string;
  readonly port: number;
  /** Absent: no web pages. */
  readonly uiPort?: number;
  /** File that keeps workflows over restarts; absent: in memory. */
  readonly databaseFile?: string;
}

/** Starts the server and waits until it answers (about 2 s). */
export async function startTemporal(options: ServerOptions): Promise<Child> {
  const [httpPort, metricsPort] = await freePorts(2);
  const attributes = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, kind]) => [
    '--search-attribute',
    `${name}=${kind.name}`,
  ]);
  const args = ['server', 'start-dev', '--ip', options.host, '--port', String(options.port)];
  args.push('--http-port', String(httpPort), '--metrics-port', String(metricsPort));
  args.push(...(options.uiPort ? ['--ui-port', String(options.uiPort)] : ['--headless']));
  if (options.databaseFile) args.push('--db-filename', options.databaseFile);
  // Without it the server fires no timer before about a second.
  args.push('--dynamic-config-value', 'history.timerProcessorMaxTimeShift="20ms"');
  args.push('--log-level', 'warn', ...attributes);
  const child = await listening(options, args);
  await untilItAnswers(`${options.host}:${options.port}`, child);
  return child;
}

const TRIES = 3;

/**
 * The server looks for free ports for its inner services itself, and another program may take one
 * before it listens there: then it ends at once, and is started again.
 */
async function listening(options: ServerOptions, args: readonly string[]): Promise<Child> {
  for (let tries = 1; ; tries += 1) {
    try {
      const { child } = await lineFrom(
        (onLine) => startChild(options.program, [...args], { name: 'Temporal', onLine }),
        (line) => /^(Temporal )?Server:/.test(line),
        60_000,
      );
      return child;
    } catch (error) {
      if (tries === TRIES || !lostAnInnerPort(error, options.port)) throw error;
    }
  }
}

function lostAnInnerPort(error: unknown, ownPort: number): boolean {
  const said = error instanceof Sentence ? error.message : '';
  return said.includes('address already in use') && !said.includes(`:${ownPort}:`);
}

/** The server prints its address before its namespace exists. */
async function untilItAnswers(address: string, child: Child): Promise<void> {
  const { Connection } = await import('@temporalio/client');
  const deadline = Date.now() + 30_000;
  for (;;) {
    const reached = await tryNamespace(Connection, address);
    if (reached) return;
    if (Date.now() > deadline) {
      await child.stop(1_000);
      throw new Sentence(`Temporal does not answer on ${address} after 30 s.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function tryNamespace(
  connections: typeof import('@temporalio/client').Connection,
  address: string,
): Promise<boolean> {
  try {
    const connection = await connections.connect({ address, connectTimeout: 1_000 });
    try {
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
