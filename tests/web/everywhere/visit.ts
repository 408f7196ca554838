/** One look at one page in a real browser: everything a person may trip over, in words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { axe } from '../../support/browser';

const inPage = readFileSync(join(__dirname, 'inPage.js'), 'utf8');
const Words = z.array(z.string());
const Here = z.object({ at: z.number(), words: z.string(), wrong: Words });

/** A narrow telephone. */
export const NARROW = { width: 320, height: 640 } as const;
/** 1280 × 1024 at 400 % (WCAG 1.4.10): what covers anything of the page covers most of it here. */
export const ZOOMED = { width: 320, height: 256 } as const;
const WIDE = { width: 1280, height: 900 } as const;
const PHONE = { width: 360, height: 740 } as const;
/** A4 between its margins. */
const PAPER = { width: 680, height: 960 } as const;

export interface Weight {
  /** Bytes over the wire with nothing known before, fonts apart; and once the files are known. */
  readonly first: number;
  readonly again: number;
}
export interface Visited {
  readonly found: readonly string[];
  readonly title: string;
  /** The words of the main part, a block a line. */
  readonly text: string;
}

/**
 * Runs every check on the page as it stands; afterwards it is as wide as a narrow telephone. The
 * first look at a route is told apart, for what costs time and is the same in all its states.
 */
export async function visit(page: Page, { isFirst }: { isFirst: boolean }): Promise<Visited> {
  await page.evaluate(inPage);
  const found: string[] = [];
  const check = async (name: string, what: string): Promise<void> => {
    const said = Words.parse(await page.evaluate(`looks.${name}()`));
    found.push(...said.map((one) => `${what}: ${one}`));
  };
  await page.setViewportSize(NARROW);
  await check('house', 'the page');
  await check('sideways', '320 px');
  found.push(...(await axeIn(page, '320 px')));
  await page.setViewportSize(ZOOMED);
  await check('sideways', '400 %');
  await check('inTheWay', '400 %');
  found.push(...(await keyboard(page)));
  await page.setViewportSize(NARROW);
  await page.emulateMedia({ forcedColors: 'active' });
  await check('fewColours', 'forced colours');
  await page.emulateMedia({ forcedColors: 'none', media: 'print' });
  await page.setViewportSize(PAPER);
  await check('paper', 'paper');
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(WIDE);
  await check('sideways', '1280 px');
  if (isFirst) found.push(...(await axeIn(page, '1280 px')));
  for (const size of [WIDE, PHONE]) {
    await page.setViewportSize(size);
    await page.evaluate("document.documentElement.style.fontSize = '125%'"); // dkfds' 62.5 % twice
    await check('sideways', `text at 200 %, ${size.width} px`);
    await page.evaluate("document.documentElement.style.fontSize = ''");
  }
  const text = z.string().parse(await page.evaluate('looks.text()'));
  await page.setViewportSize(NARROW);
  return { found, title: await page.title(), text };
}

async function axeIn(page: Page, where: string): Promise<string[]> {
  const violations = await axe(page);
  return violations.map(({ rule, where: at }) => `axe at ${where}: ${rule} on ${at.join(', ')}`);
}

/** By Tab through all there is, in the order it is read, and out at the end. */
async function keyboard(page: Page): Promise<string[]> {
  const count = z.number().parse(await page.evaluate('looks.begin()'));
  const found: string[] = [];
  for (let stop = 0; stop < count; stop += 1) {
    await page.keyboard.press('Tab');
    const here = Here.parse(await page.evaluate('looks.here()'));
    found.push(...here.wrong);
    if (here.at !== stop) {
      return [...found, `Tab ${stop + 1} of ${count} came to ${here.at}: ${here.words}`];
    }
  }
  await page.evaluate('looks.toTheTop()');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const at = await page.evaluate('document.activeElement && document.activeElement.id');
  if (at !== 'indhold')
    found.push(`the first Tab and Enter do not lead to the content but to ${String(at)}`);
  return found;
}

const Loaded = z.object({ requestId: z.string(), encodedDataLength: z.number() });
const Asked = z.object({ requestId: z.string(), type: z.string().optional() });

/** Bytes over the wire of what one does in a window, fonts apart. */
export interface Weigher {
  /** Opens an address twice, the first time with nothing known. */
  weigh(address: string): Promise<{ status: number; weight: Weight }>;
  /** Does something that leads to another page. */
  after(work: () => Promise<number>): Promise<{ status: number; bytes: number }>;
}

/** Counts what comes over the wire to a page, fonts apart. */
export async function weigher(page: Page): Promise<Weigher> {
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  const fonts = new Set<string>();
  let bytes = 0;
  wire.on('Network.requestWillBeSent', (event) => {
    const { requestId, type } = Asked.parse(event);
    if (type === 'Font') fonts.add(requestId);
  });
  wire.on('Network.loadingFinished', (event) => {
    const { requestId, encodedDataLength } = Loaded.parse(event);
    if (!fonts.has(requestId)) bytes += encodedDataLength;
  });
  const after = async (work: () => Promise<number>) => {
    bytes = 0;
    const status = await work();
    return { status, bytes };
  };
  const opened = (address: string) =>
    after(async () => (await page.goto(address, { waitUntil: 'load' }))?.status() ?? 0);
  return {
    after,
    weigh: async (address) => {
      await wire.send('Network.clearBrowserCache');
      const first = await opened(address);
      const again = await opened(address);
      return { status: again.status, weight: { first: first.bytes, again: again.bytes } };
    },
  };
}
