/** What patients come for, done with a keyboard alone: no mouse. */
import type { Page } from 'playwright-core';
import { sectionAddress } from '../../../web/application/addresses';
import { paths } from '../../../web/paths';
import { openBrowser, type OpenBrowser } from '../../support/browser';
import { openPatientSite, type Patient, type PatientSite } from '../patient/site';
import { keyboard, type Keyboard } from './keyboard';
import { furnish, peopleOf, type PersonName } from './people';

const WRONG = /^Der er noget, du skal se på/;
let site: PatientSite;
let browser: OpenBrowser;
let person: (name: PersonName) => Promise<Patient>;
beforeAll(async () => {
  site = await openPatientSite();
  await furnish(site);
  person = peopleOf(site);
  browser = await openBrowser({ viewport: { width: 1280, height: 900 } });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** The person's window, on that page. */
async function sitsAt(name: PersonName, at: string): Promise<{ page: Page; keys: Keyboard }> {
  const { personId } = await person(name);
  const page = await browser.newPerson();
  await page.goto(`${site.origin}/test-login/${personId}`);
  await page.goto(site.origin + at);
  return { page, keys: keyboard(page) };
}
const home = paths.myCourse.to();

it('a page of the application is filled in, comes back, is mended and saved', async () => {
  const { page, keys } = await sitsAt('applying', home);
  await keys.to('Fortsæt din ansøgning');
  await keys.enter();
  await keys.to('Begynd');
  await keys.enter();
  await keys.to('Dit telefonnummer');
  await keys.type('ring til mig');
  await keys.to('Gem og gå videre');
  await keys.enter();
  expect(await keys.focused()).toMatch(WRONG);
  await keys.to(/^Skriv|nummer/);
  await keys.press('Enter');
  expect(await keys.focused()).toBe('Dit telefonnummer');
  expect(await page.locator(':focus').inputValue()).toBe('ring til mig');
  await keys.press('Control+a');
  await keys.type('20304050');
  await keys.to('Gem og gå videre');
  await keys.enter();
  expect(page.url()).not.toContain(sectionAddress('aboutYou'));
  await page.goto(site.origin + sectionAddress('aboutYou'));
  expect(await page.getByLabel('Dit telefonnummer').inputValue()).toContain('20');
});

it('the offered time is accepted', async () => {
  const { keys } = await sitsAt('accepting', home);
  await keys.to('Ja tak til tiden');
  await keys.enter();
  expect(await keys.reads()).toContain('Tiden er din');
});

it('another time is chosen, after a press without one', async () => {
  const { keys } = await sitsAt('takingAnother', home);
  await keys.to('Vælg en anden tid');
  await keys.enter();
  await keys.to('Vælg denne tid');
  await keys.enter();
  expect(await keys.focused()).toMatch(WRONG);
  await keys.to('Vælg en af tiderne.');
  await keys.press('Enter');
  expect(await keys.focused()).toContain('kl. ');
  await keys.press('Space');
  await keys.press('ArrowDown');
  const chosen = await keys.focused();
  await keys.to('Vælg denne tid');
  await keys.enter();
  const page = await keys.reads();
  expect(page).toContain('Tiden er din');
  const [, day = ''] = /^\S+ (\d+\. \S+) kl/.exec(chosen) ?? [];
  expect(page).toContain(day);
});

it('a conversation is cancelled', async () => {
  const { keys } = await sitsAt('cancelling', home);
  await keys.to('Flyt eller aflys samtalen');
  await keys.enter();
  await keys.to('Aflys samtalen');
  await keys.enter();
  expect(await keys.reads()).toContain('Samtalen er aflyst');
});

it('a message of two lines is written and sent', async () => {
  const { keys } = await sitsAt('pressing', home);
  await keys.to('Skriv en besked');
  await keys.enter();
  await keys.to('Send besked');
  await keys.enter();
  expect(await keys.focused()).toMatch(WRONG);
  await keys.to(/besked/i);
  await keys.press('Enter');
  await keys.type('Er I der?');
  await keys.press('Enter');
  await keys.type('Jeg venter.');
  await keys.to('Send besked');
  await keys.enter();
  expect(await keys.reads()).toContain('Er I der? Jeg venter.');
});

it('a consent is given and withdrawn', async () => {
  const { keys } = await sitsAt('stopping', home);
  await keys.to('Dine samtykker');
  await keys.enter();
  await keys.to(/^Giv samtykke/);
  await keys.enter();
  expect(await keys.reads()).toContain('Samtykket er givet');
  await keys.to(/^Træk samtykket tilbage/);
  await keys.enter();
  expect(await keys.reads()).toContain('Samtykket er trukket tilbage');
});

it('the self-check is answered, read and changed', async () => {
  const page = await browser.newPerson();
  const keys = keyboard(page);
  await page.goto(site.origin + paths.front.to());
  await keys.to(/^Svar på nogle spørgsmål/);
  await keys.enter();
  await keys.to(/^Ja/);
  await keys.press('ArrowDown');
  await keys.to('Se, hvad svarene siger');
  await keys.enter();
  expect(await keys.reads()).toContain('Du kan søge, når du er fyldt 18');
  await keys.to(/^Ret/);
  await keys.enter();
  expect(await page.locator('input:checked').count()).toBe(1);
});

it('the warning before the login ends is answered, and the page stands where it stood', async () => {
  const { page, keys } = await sitsAt('writing', home);
  await page.clock.install();
  await page.goto(site.origin + sectionAddress('ownWords'));
  await keys.to('Gem og gå videre');
  await page.clock.runFor('28:00');
  const warning = page.getByRole('alert');
  await warning.waitFor();
  await keys.backTo('Bliv logget ind');
  await keys.press('Enter');
  await warning.waitFor({ state: 'hidden' });
  await keys.to('Gem og gå videre');
});
