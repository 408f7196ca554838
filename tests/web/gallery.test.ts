import type { Page } from 'playwright-core';
import { axe, openBrowser, type OpenBrowser } from '../support/browser';
import { sharedPages } from './sharedPages';
import { type Answer, openSite, rendererWithTestPages, type Site } from './someSite';

const pages = sharedPages(rendererWithTestPages());
const done = '<!doctype html><html lang="da"><title>Gemt</title><h1>Det er gemt</h1></html>';
const saving = pages.get('/gemmes/u-1') ?? '';
const savedAtThirdAsking =
  (path: string): Answer =>
  (times) =>
    times > 2 ? done : saving.replaceAll('/gemmes/u-1', path);
const unlabelled =
  '<!doctype html><html lang="da"><title>Uden navn</title><main><h1>Uden navn</h1><input></main>';

let browser: OpenBrowser;
let site: Site;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  const answers = new Map<string, Answer>([...pages].map(([path, html]) => [path, () => html]));
  for (const path of ['/gemmes/u-2', '/gemmes/u-3']) answers.set(path, savedAtThirdAsking(path));
  answers.set('/uden-navn', () => unlabelled);
  site = await openSite(answers);
  browser = await openBrowser();
});
beforeEach(async () => {
  complaints.length = 0;
  page = await browser.context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(() => page.close());
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each([...pages.keys()])('%s', (path) => {
  it.each([360, 1280])(
    'axe finds nothing, and nothing scrolls sideways, at %i px',
    async (width) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(site.origin + path);
      expect(await axe(page)).toEqual([]);
      const overflow = await page.evaluate<number>(
        'Math.max(0, ...[...document.querySelectorAll("body *:not(.table-frame *):not(.sr-only)")]' +
          '.map((e) => Math.round(e.getBoundingClientRect().right - innerWidth)))',
      );
      expect(overflow).toBe(0);
      expect(complaints).toEqual([]);
    },
  );
});

it('axe does find a field without a label', async () => {
  await page.goto(`${site.origin}/uden-navn`);
  expect((await axe(page)).map(({ rule }) => rule)).toContain('label');
});

describe('with script, for those who have it', () => {
  it('a second press does not send the form again', async () => {
    await page.goto(`${site.origin}/galleri`);
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url());
    });
    const accept = page.getByRole('button', { name: 'Ja tak til tiden' });
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await accept.dblclick();
    await answered;
    expect(posts).toHaveLength(1);
    expect(await accept.isDisabled()).toBe(true);
  });

  it('a pause in the typing saves the draft and says so', async () => {
    await page.goto(`${site.origin}/galleri`);
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByLabel('Dit navn').fill('Else Prøve');
    expect(new URLSearchParams((await posted).postData() ?? '').get('name')).toBe('Else Prøve');
    await page.getByText(/^Gemt kl\. \d\d\.\d\d$/).waitFor();
  });

  it('a draft that cannot be saved stays on the page, which says so', async () => {
    await page.goto(`${site.origin}/galleri`);
    await page.route('**/ansoegning/**', (route) => route.abort());
    await page.getByLabel('Dit navn').fill('Else Prøve');
    await page.getByText('Der er ingen forbindelse lige nu. Det, du skrev, står her').waitFor();
    expect(await page.getByLabel('Dit navn').inputValue()).toBe('Else Prøve');
  });

  it('a page that waits goes on when the answer is saved', async () => {
    await page.goto(`${site.origin}/gemmes/u-2`);
    await page.getByRole('heading', { name: 'Vi har modtaget det' }).waitFor();
    await page.getByRole('heading', { name: 'Det er gemt' }).waitFor();
  });
});

describe('without script', () => {
  it('a page that waits loads itself again, and goes on', async () => {
    const plain = await openBrowser({ javaScriptEnabled: false });
    const waiting = await plain.context.newPage();
    await waiting.goto(`${site.origin}/gemmes/u-3`);
    await waiting.getByRole('heading', { name: 'Vi har modtaget det' }).waitFor();
    await waiting.getByRole('heading', { name: 'Det er gemt' }).waitFor();
    await plain.close();
  });

  it('a page under a jump of the clock loads itself again', () => {
    expect(pages.get('/oevelse')).toContain(
      '<noscript><meta http-equiv="refresh" content="2;url=/oevelse"></noscript>',
    );
  });
});
