/** A real browser for journeys and pictures, and axe inside its pages. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { resource } from './resource';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

const FAKE_MEDIA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

export interface BrowserOptions {
  /** Width and height in CSS pixels; 1280 × 900 unless said otherwise. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly javaScriptEnabled?: boolean;
  /** A camera with a moving picture and a microphone that beeps; whoever asks is let. */
  readonly fakeMedia?: boolean;
  /** Path of the browser, where no jest runs; else the run's own is asked for. */
  readonly executablePath?: string;
}

export interface OpenBrowser {
  readonly context: BrowserContext;
  /** A page in a person of its own: no cookies are shared between two of them. */
  newPerson(): Promise<Page>;
  close(): Promise<void>;
}

/** Starts a browser with an empty profile of its own. */
export async function openBrowser(options: BrowserOptions = {}): Promise<OpenBrowser> {
  const { viewport = { width: 1280, height: 900 }, javaScriptEnabled = true } = options;
  const executablePath =
    options.executablePath ?? (await resource('browser', z.object({ path: z.string() }))).path;
  const profile = await mkdtemp(path.join(os.tmpdir(), 'forloeb-browser-'));
  const settings = {
    viewport,
    javaScriptEnabled,
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
  };
  const context = await chromium.launchPersistentContext(profile, {
    ...settings,
    executablePath,
    headless: true,
    args: options.fakeMedia ? [...FLAGS, ...FAKE_MEDIA] : FLAGS,
  });
  const others: BrowserContext[] = [];
  return {
    context,
    newPerson: async () => {
      const browser = context.browser();
      if (!browser) throw new Error('this browser cannot open a second person');
      const other = await browser.newContext(settings);
      others.push(other);
      return other.newPage();
    },
    close: async () => {
      for (const other of others) await other.close();
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

export interface Violation {
  readonly rule: string;
  readonly help: string;
  /** Selectors of the elements concerned. */
  readonly where: string[];
}

const found = z.array(
  z.object({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.object({ target: z.array(z.unknown()) })),
  }),
);

/** Two rules of AA that axe leaves out by itself: targets of 24 px, and a name that holds the label. */
const OPTIONS = JSON.stringify({
  rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
});

/** What axe finds wrong on the page as it stands (WCAG 2.2 A and AA, and best practice). */
export async function axe(page: Page): Promise<Violation[]> {
  const source = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  // Evaluated by the debugger, so the page's own script policy stays as strict as it is.
  await page.evaluate(source);
  const violations = await page.evaluate(`axe.run(document, ${OPTIONS}).then((r) => r.violations)`);
  return found.parse(violations).map(({ id, help, nodes }) => ({
    rule: id,
    help,
    where: nodes.map(({ target }) => target.map(String).join(' ')),
  }));
}
