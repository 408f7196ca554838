/** What is typed is kept by itself, also what is typed while the page is being kept. */
import { sectionAddress } from '../../../web/application/addresses';
import { openBrowser, type OpenBrowser } from '../../support/browser';
import { openPatientSite, type PatientSite } from '../patient/site';
import { NARROW } from './visit';

let site: PatientSite;
let browser: OpenBrowser;
beforeAll(async () => {
  site = await openPatientSite();
  browser = await openBrowser({ viewport: NARROW });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

it('what is typed while a slow answer is on its way is kept as well, with no further key', async () => {
  const { personId } = await site.writing();
  const page = await browser.context.newPage();
  await page.goto(`${site.origin}/test-login/${personId}`);
  let answers = (): void => undefined;
  const slow = new Promise<void>((resolve) => (answers = resolve));
  const drafts: string[] = [];
  await page.route('**/*kladde=1*', async (route) => {
    drafts.push(new URLSearchParams(route.request().postData() ?? '').get('story') ?? '');
    if (drafts.length === 1) await slow;
    await route.continue();
  });
  await page.clock.install();
  await page.goto(site.origin + sectionAddress('ownWords'));
  const story = page.getByRole('textbox').first();
  const answered = () => page.waitForResponse((answer) => answer.url().includes('kladde=1'));
  const asked = page.waitForRequest((request) => request.url().includes('kladde=1'));
  await story.fill('Jeg sover ikke.');
  await page.clock.runFor('00:02');
  await asked;
  await story.fill('Jeg sover ikke. Jeg græder hver dag.');
  await page.clock.runFor('00:03');
  expect(drafts).toEqual(['Jeg sover ikke.']);
  const first = answered();
  answers();
  await (await first).finished();
  await page.locator('[data-autosave-words]', { hasText: 'Kladde gemt' }).waitFor();
  const second = answered();
  await page.clock.runFor('00:02');
  expect((await second).status()).toBe(200);
  expect(drafts).toEqual(['Jeg sover ikke.', 'Jeg sover ikke. Jeg græder hver dag.']);
  await page.reload();
  expect(await story.inputValue()).toBe('Jeg sover ikke. Jeg græder hver dag.');
});

it('a page that is too large is told once, and is not sent again until something is changed', async () => {
  const { personId } = await site.writing();
  const page = await browser.context.newPage();
  await page.goto(`${site.origin}/test-login/${personId}`);
  let drafts = 0;
  await page.route('**/*kladde=1*', async (route) => {
    drafts += 1;
    await route.fulfill({ status: 413, contentType: 'text/html', body: 'too large' });
  });
  await page.clock.install();
  await page.goto(site.origin + sectionAddress('ownWords'));
  const story = page.getByRole('textbox').first();
  await story.fill('Alt for langt.');
  await page.clock.runFor('00:02');
  await page.getByText('Det, du har skrevet, er for langt. Det står her stadig.').waitFor();
  await page.clock.runFor('00:30');
  expect(drafts).toBe(1);
  expect(await story.inputValue()).toBe('Alt for langt.');
  await story.fill('Kortere.');
  const again = page.waitForRequest((request) => request.url().includes('kladde=1'));
  await page.clock.runFor('00:02');
  await again;
});

it('a page that came back with a mistake goes on keeping, and takes itself for no other window', async () => {
  const { personId } = await site.writing();
  const page = await browser.context.newPage();
  await page.goto(`${site.origin}/test-login/${personId}`);
  await page.clock.install();
  await page.goto(site.origin + sectionAddress('ownWords'));
  const story = page.getByRole('textbox').first();
  const kept = page.waitForResponse((answer) => answer.url().includes('kladde=1'));
  await story.evaluate((box) => box.removeAttribute('maxlength'));
  await story.fill('Alt for langt. '.repeat(2000));
  await page.clock.runFor('00:02');
  expect((await kept).status()).toBe(200);
  await page.getByRole('button', { name: 'Gem og gå videre' }).click();
  await page.getByText('Der er noget, du skal se på').waitFor();
  const again = page.waitForResponse((answer) => answer.url().includes('kladde=1'));
  await story.fill('Kortere nu.');
  await page.clock.runFor('00:02');
  expect((await again).status()).toBe(200);
  await page.locator('[data-autosave-words]', { hasText: 'Kladde gemt' }).waitFor();
});

it('a press takes the place of the draft that is on its way', async () => {
  const { personId } = await site.writing();
  const page = await browser.context.newPage();
  await page.goto(`${site.origin}/test-login/${personId}`);
  // Held for good: only the page itself ends it.
  await page.route('**/*kladde=1*', () => undefined);
  await page.clock.install();
  await page.goto(site.origin + sectionAddress('ownWords'));
  const asked = page.waitForRequest((request) => request.url().includes('kladde=1'));
  await page.getByRole('textbox').first().fill('Jeg sover ikke.');
  await page.clock.runFor('00:02');
  await asked;
  // Answered with no page to go to: nothing but the script ends the draft.
  await page.route(
    (url) => !url.search.includes('kladde=1'),
    (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: 204 }) : route.continue(),
  );
  const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('kladde=1'));
  await page.getByRole('button', { name: 'Gem og gå videre' }).click();
  await ended;
  expect(await page.getByText('ikke gemt').count()).toBe(0);
});
