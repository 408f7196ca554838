/** Half an hour without a press ends the login: people are told before, and one press keeps it. */
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

it('whoever thinks for long over a page is warned, may stay, and is told when it is over', async () => {
  const { personId } = await site.writing();
  const page = await browser.context.newPage();
  await page.goto(`${site.origin}/test-login/${personId}`);
  await page.clock.install();
  await page.goto(site.origin + sectionAddress('phq9'));
  const warning = page.getByRole('alert');
  await page.clock.runFor('26:00');
  expect(await warning.isVisible()).toBe(false);
  await page.clock.runFor('01:30');
  expect(await warning.innerText()).toContain('du bliver logget ud om lidt');
  const kept = page.waitForResponse((answer) => answer.request().method() === 'HEAD');
  await warning.getByRole('button', { name: 'Bliv logget ind' }).click();
  expect((await (await kept).allHeaders())['set-cookie']).toContain('forloeb=');
  await warning.waitFor({ state: 'hidden' });
  await page.clock.runFor('26:00');
  expect(await warning.isVisible()).toBe(false);
  await page.clock.runFor('04:30');
  expect(await warning.innerText()).toContain('Det, du har skrevet, står her endnu.');
  expect(await warning.getByRole('button').count()).toBe(0);
});

it('whoever writes where it is saved by itself is not disturbed, but only if it was saved', async () => {
  const { personId } = await site.writing();
  const page = await browser.context.newPage();
  await page.goto(`${site.origin}/test-login/${personId}`);
  await page.clock.install();
  await page.goto(site.origin + sectionAddress('ownWords'));
  const writes = async (words: string, said: RegExp): Promise<void> => {
    await page.getByRole('textbox').first().fill(words);
    const sent = page.waitForEvent('requestfinished', (one) => one.url().includes('kladde'));
    await page.clock.runFor('00:02');
    await sent;
    await page.getByText(said).first().waitFor();
  };
  await page.clock.runFor('20:00');
  await writes('Jeg tænker mig om.', /^Kladde gemt/);
  await page.clock.runFor('20:00');
  expect(await page.getByRole('alert').isVisible()).toBe(false);
  await page.route(/kladde/, (asked) => asked.fulfill({ status: 401, json: {} }));
  await writes('Jeg tænker mig stadig om.', /^Ikke gemt/);
  await page.clock.runFor('08:00');
  expect(await page.getByRole('alert').innerText()).toContain('du bliver logget ud om lidt');
});

it('a tab that was left is not said to be over while one works in another, and knows a logout', async () => {
  const { personId } = await site.writing();
  const [left, other] = [await browser.context.newPage(), await browser.context.newPage()];
  await left.goto(`${site.origin}/test-login/${personId}`);
  await left.clock.install();
  await left.goto(site.origin + sectionAddress('phq9'));
  const warning = left.getByRole('alert');
  await left.clock.runFor('28:00');
  await warning.waitFor();
  await other.goto(site.origin + sectionAddress('aboutYou'));
  await warning.waitFor({ state: 'hidden' });
  await left.clock.runFor('26:00');
  expect(await warning.isVisible()).toBe(false);
  await other.getByRole('button', { name: 'Log ud' }).click();
  await other.waitForURL(/log-ud/);
  await left.clock.runFor('02:00');
  await warning.getByRole('button', { name: 'Bliv logget ind' }).click();
  await warning.getByText('Du er logget ud. Det, du har skrevet, står her endnu.').waitFor();
  expect(await warning.getByRole('button').count()).toBe(0);
});
