/** The browser of journeys and screenshots: one that is here, else downloaded, else installed. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { answers, cacheDir, isProgram, onPath, runToEnd } from './cache';
import type { Tell } from './cache';
import { withLock } from './lock.cjs';
import { Sentence } from './sentence';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
] as const;

const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/snap/bin/chromium',
] as const;

const ADVICE =
  'No browser was found and none could be got: install Chromium, Chrome or Edge ' +
  '(on Debian and Ubuntu: sudo apt-get install chromium).';

/** Path of a Chromium-like browser that starts. */
export async function browser(tell: Tell): Promise<string> {
  const found = await installed();
  if (found) return found;
  return withLock(
    path.join(cacheDir(), 'locks', 'browser.lock'),
    async () => {
      const got = (await installed()) ?? (await downloaded(tell)) ?? (await fromSystem(tell));
      if (!got) throw new Sentence(ADVICE);
      return got;
    },
    (pid) => tell(`Waiting for process ${pid ?? 'of another clone'}, which gets a browser.`),
  );
}

/** A browser of this machine; one that does not even tell its version is passed over. */
async function installed(): Promise<string | undefined> {
  const given = process.env.FORLOEB_BROWSER;
  if (given) {
    if (await starts(given)) return given;
    throw new Sentence(`FORLOEB_BROWSER names ${given}, which is no browser that starts.`);
  }
  for (const name of NAMES) {
    const file = await onPath(name);
    if (file && (await starts(file))) return file;
  }
  for (const file of ELSEWHERE) if (await starts(file)) return file;
  const own = await ownDownload();
  return (await starts(own)) ? own : undefined;
}

async function starts(file: string): Promise<boolean> {
  if (!(await isProgram(file))) return false;
  return promisify(execFile)(file, ['--version'], { timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}

async function ownDownload(): Promise<string> {
  const { chromium } = await import('playwright-core');
  process.env.PLAYWRIGHT_BROWSERS_PATH ??= path.join(cacheDir(), 'browsers');
  return chromium.executablePath();
}

/** Playwright's own download; without the system's libraries its browser would not start. */
async function downloaded(tell: Tell): Promise<string | undefined> {
  if (!(await answers('https://cdn.playwright.dev'))) return undefined;
  tell('Downloading a browser for the journeys (about 170 MB, this once).');
  const program = require.resolve('playwright-core/cli.js');
  const place = path.join(cacheDir(), 'browsers');
  const withLibraries = process.getuid?.() === 0 ? ['--with-deps'] : [];
  try {
    await runToEnd(process.execPath, [program, 'install', ...withLibraries, 'chromium'], {
      env: { PLAYWRIGHT_BROWSERS_PATH: place },
    });
  } catch {
    return undefined;
  }
  const own = await ownDownload();
  return (await starts(own)) ? own : undefined;
}

/** The system's package manager, when we may: as root, on Debian and its relatives. */
async function fromSystem(tell: Tell): Promise<string | undefined> {
  const apt = await onPath('apt-get');
  if (!apt || process.getuid?.() !== 0) return undefined;
  tell('Installing chromium with apt-get (about a minute, this once).');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['install', '-y', '--no-install-recommends', 'chromium'];
  try {
    await runToEnd(apt, ['update'], { env });
    await runToEnd(apt, packages, { env });
  } catch (failure) {
    throw new Sentence(`${ADVICE}\n  ${failure instanceof Error ? failure.message : ''}`);
  }
  return installed();
}
