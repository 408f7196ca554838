/** From page to page through the application: one knows which page it is, and comes back where one was. */
import { parse } from 'node-html-parser';
import { SECTION_IDS } from '../../../domain/application';
import { pagesOf } from '../../../domain/applicationPages';
import { pageAddress, sectionAddress } from '../../../web/application/addresses';
import { openPatientSite, type PatientSite } from './site';

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site?.close());

it('every page has a title of its own in the tab', async () => {
  const { browser } = await site.writing();
  const titles: string[] = [];
  for (const page of SECTION_IDS.flatMap((id) => pagesOf(id))) {
    await browser.get(pageAddress(page));
    titles.push(/<title>([^<]*)</.exec(browser.html)?.[1] ?? '');
  }
  expect(titles).toContain('Ansøgning: Dit humør, side 2 af 2 – Internetpsykiatrien');
  expect(new Set(titles).size).toBe(titles.length);
});

it('whoever came from reading it all through comes back to that, also by the page before', async () => {
  const { browser } = await site.writing();
  await browser.get(sectionAddress('safety', { fra: 'send' }));
  const links = parse(browser.html).querySelectorAll('a');
  const before = links.find(({ text }) => text === 'Forrige side')?.getAttribute('href');
  const last = { id: 'gad7', number: 2 } as const;
  expect(before).toBe(pageAddress(last, { fra: 'send' }));
  await (await browser.get(before ?? '')).press(pageAddress(last), {});
  expect(browser.url).toContain('/send');
});
