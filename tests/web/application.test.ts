import { instant } from '../../domain/ids';
import { crisisMain } from '../../web/public/crisis';
import type { Page } from 'playwright-core';
import { createRenderer } from '../../web/shared/engine';
import { axe, openBrowser, type OpenBrowser } from '../support/browser';
import { applicationPages } from './applicationPages';
import { type Answer, openSite, type Site } from './someSite';

const pages = applicationPages(createRenderer());
let browser: OpenBrowser;
let site: Site;
let page: Page;

beforeAll(async () => {
  site = await openSite(
    new Map([...pages].map(([path, html]): [string, Answer] => [path, () => html])),
  );
  browser = await openBrowser();
});
beforeEach(async () => {
  page = await browser.context.newPage();
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
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
    },
  );

  it('shows the crisis numbers', async () => {
    await page.goto(site.origin + path);
    expect(await page.getByRole('link', { name: '70 201 201' }).count()).toBeGreaterThan(0);
  });
});

it('what an applicant wrote stays text', () => {
  expect(pages.get('/ansoegning/det-der-plager-dig')).toContain(
    'Noget andet &lt;b&gt;end&lt;/b&gt; før',
  );
});

it('somebody under 18 is told at once where else to find help, and gets no button to send', () => {
  expect(pages.get('/under-18')).toContain('116 111');
  expect(pages.get('/under-18')).not.toContain('Send ansøgning');
});

it('an applicant who has answered all can send; one who has not sees what is missing', () => {
  expect(pages.get('/ansoegning/send')).toContain('Send ansøgning</button>');
  expect(pages.get('/mangler')).not.toContain('Send ansøgning</button>');
  expect(pages.get('/mangler')).toContain('href="/ansoegning/humoer?fra&#x3D;send"');
});

it('the crisis page says numbers first, then by when somebody is in touch', () => {
  const html = pages.get('/krise') ?? '';
  expect(html.indexOf('112')).toBeLessThan(html.indexOf('Vi har fået dit svar'));
  expect(html).toContain('En psykolog kontakter dig senest i morgen kl. 12.00.');
  expect(html).toContain('Vi har lukket, så ingen læser dit svar lige nu.');
});

it('the crisis page thanks nobody for writing when question 9 was left out', () => {
  const now = instant('2026-11-23T10:00:00Z');
  const by = instant('2026-11-23T14:00:00Z');
  const open = { tier: 'amber', raisedAt: now, by, isTold: true } as const;
  const onward = { text: 'Videre', href: '/' };
  const said = (isLeftOut: boolean): string =>
    crisisMain({ ...open, isLeftOut }, now, onward).seen?.sentences.join(' ') ?? '';
  expect(said(true)).toContain('vi vil gerne vide, at du er i sikkerhed');
  expect(said(true)).toContain('En psykolog læser dine svar senest i dag kl. 15.00.');
  expect(said(true)).not.toContain('Tak');
  expect(said(false)).toContain('Tak, fordi du svarede ærligt.');
});
