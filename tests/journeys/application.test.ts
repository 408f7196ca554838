/** The application on a phone: left and resumed, in two windows, without a connection, logged out. */
import type { BrowserContext, Page } from 'playwright-core';
import { fillOnward, fillSection, ORDINARY } from '../support/applicant';
import type { OpenBrowser } from '../support/browser';
import { filledIn } from '../support/kills/filled';
import { openLetter, wrongs } from '../support/person';
import { openOnPhone, type OnPhone } from '../support/onPhone';
import type { JourneyStack } from '../support/stack';
import { visitor, type Shown, type Visitor } from '../support/visitor';

jest.setTimeout(300_000);
const SAVE = 'Gem og gå videre';
const NEWCOMER = 'Vær en ny ansøger';
let stack: JourneyStack;
let browser: OpenBrowser;
let walk: OnPhone;
beforeAll(async () => {
  walk = await openOnPhone();
  ({ stack, browser } = walk);
});
afterAll(() => walk?.close());

test('an applicant loses no word, wherever and however the application is written', async () => {
  const phone = await browser.newPerson();
  const found: string[] = [];
  const look = async (page: Page) => found.push(...(await wrongs(page)));
  const who = await comesIn(phone);
  await look(phone);
  expect(await phone.innerText('main')).toMatch(/Der er cirka 40 minutter tilbage/);
  await phone.getByRole('link', { name: 'Begynd' }).click();
  await goesBackAndOn(phone);
  await look(phone);
  await writesInTwoWindows(phone, look);
  await writesWithoutConnection(phone);
  await isLoggedOut(phone, who, look);
  const computer = await browser.newPerson();
  await resumesElsewhere(phone, computer, who, look);
  await fillOnward(computer, ORDINARY);
  await look(computer);
  const name = (await computer.locator('header').getByText('Prøve').innerText()).trim();
  await computer.getByRole('button', { name: 'Send ansøgning' }).click();
  const by = /Du hører fra os senest ([^.]+\.[^.]+)\./;
  await computer.getByText(by).first().waitFor();
  await look(computer);
  const [, promised = ''] = by.exec(await computer.innerText('main')) ?? [];
  const post = await browser.newPerson();
  await openLetter(post, stack.standInsUrl, name, 'Vi har fået din ansøgning');
  const letter = await lettersWords(post);
  expect(promised).toMatch(/^\S+dag (den )?\d+\. \S+/);
  expect(letter).toContain(`Du hører fra os senest ${promised}`);
  expect(found).toEqual([]);
});

type Look = (page: Page) => Promise<unknown>;

/** Logs in for the first time; answers what the practice knows the new person by. */
async function comesIn(page: Page): Promise<string> {
  await page.goto(`${stack.url}/oevelse`);
  const form = page.locator('form', { has: page.getByRole('button', { name: NEWCOMER }) });
  const who = (await form.locator('input[name="person"]').getAttribute('value')) ?? '';
  await comesBack(page, who);
  await page.getByRole('heading', { name: 'Din ansøgning', exact: true }).waitFor();
  return who;
}

/** Logs in as that person, in whatever browser this is. */
async function comesBack(page: Page, who: string): Promise<void> {
  await page.goto(`${stack.url}/oevelse`);
  const button = page.getByRole('button', { name: NEWCOMER });
  const field = page.locator('form', { has: button }).locator('input[name="person"]');
  await field.evaluate((input, value) => input.setAttribute('value', value), who);
  await Promise.all([page.waitForURL(/ansoegning|mit-forloeb/), button.click()]);
}

const at = (page: Page, path: RegExp) => page.waitForURL(path);

/** The way back in the browser and the link show what was answered. */
async function goesBackAndOn(page: Page): Promise<void> {
  await fillSection(page, ORDINARY);
  await page.getByRole('button', { name: SAVE }).click();
  await at(page, /passer-det$/);
  await page.goBack();
  expect(await page.getByLabel('Dit telefonnummer').inputValue()).toBe('20 30 40 50');
  expect(await page.innerText('main')).toContain('Du hører til Region Syddanmark');
  await page.goForward();
  for (const next of [/side=2/, /side=3/, /plager-dig$/]) {
    await fillSection(page, ORDINARY);
    await page.getByRole('button', { name: SAVE }).click();
    await at(page, next);
  }
  await page.getByRole('link', { name: 'Forrige side' }).click();
  await at(page, /side=3/);
  expect(await page.locator('main input[type=radio]:checked').count()).toBe(3);
  await page.goto(`${stack.url}/ansoegning/det-der-plager-dig`);
}

const STORY = /Hvad plager dig/;

async function writesInTwoWindows(first: Page, look: Look): Promise<void> {
  const second = await first.context().newPage();
  await second.goto(first.url());
  await first.getByLabel(STORY).fill('Fra det første vindue.');
  await first.getByText(/^Kladde gemt/).waitFor();
  await second.getByLabel(STORY).fill('Fra det andet vindue.');
  await second.getByText('Du skriver på den samme side i et andet vindue').waitFor();
  await second.getByRole('button', { name: SAVE }).click();
  await at(second, /humoer/);
  await first.getByRole('button', { name: SAVE }).click();
  await first.getByText('Du har ændret det samme et andet sted').first().waitFor();
  expect(await first.getByLabel(STORY).inputValue()).toBe('Fra det første vindue.');
  expect(await first.innerText('main')).toContain('Fra det andet vindue.');
  await look(first);
  await first.getByRole('button', { name: SAVE }).click();
  await at(first, /humoer/);
  await second.goto(`${stack.url}/ansoegning/det-der-plager-dig`);
  expect(await second.getByLabel(STORY).inputValue()).toBe('Fra det første vindue.');
  await second.close();
}

/** The words stay, the page says why, and the press goes on by itself. */
async function writesWithoutConnection(page: Page): Promise<void> {
  await page.goto(`${stack.url}/ansoegning/behandling`);
  await fillSection(page, ORDINARY);
  await page.context().setOffline(true);
  const medicine = page.getByLabel(/Hvilken medicin/);
  await medicine.fill('Skrevet i toget.');
  await page.getByText('Der er ingen forbindelse lige nu.').waitFor();
  await page.getByRole('button', { name: SAVE }).click();
  expect(await page.getByText(/ingen forbindelse|står her stadig/).count()).toBe(1);
  expect(await medicine.inputValue()).toBe('Skrevet i toget.');
  await page.context().setOffline(false);
  await at(page, /alkohol$/);
  await page.goto(`${stack.url}/ansoegning/behandling`);
  expect(await medicine.inputValue()).toBe('Skrevet i toget.');
}

async function isLoggedOut(page: Page, who: string, look: Look): Promise<void> {
  await page.goto(`${stack.url}/ansoegning/sikkerhed`);
  await fillSection(page, ORDINARY);
  await page.context().clearCookies();
  const more = page.getByLabel(/gerne vil have, at vi ved/);
  await more.fill('Skrevet, da jeg var logget ud.');
  await page.getByText('Du er logget ud.').waitFor();
  await page.getByRole('button', { name: SAVE }).click();
  await page.getByText('Skrevet, da jeg var logget ud.').first().waitFor();
  await look(page);
  await logsInBeside(page.context(), who);
  await page.getByRole('button', { name: 'Jeg er logget ind, send igen' }).click();
  await page.getByRole('button', { name: 'Send igen' }).click();
  await at(page, /behandling$/);
  await page.goto(`${stack.url}/ansoegning/sikkerhed`);
  expect(await more.inputValue()).toBe('Skrevet, da jeg var logget ud.');
}

async function logsInBeside(context: BrowserContext, who: string): Promise<void> {
  const tab = await context.newPage();
  await comesBack(tab, who);
  await tab.close();
}

/** What was typed on the phone and not saved waits on the computer, and says so. */
async function resumesElsewhere(
  phone: Page,
  computer: Page,
  who: string,
  look: Look,
): Promise<void> {
  await phone.goto(`${stack.url}/ansoegning/det-der-plager-dig`);
  await phone.getByLabel(/Hvad vil du gerne kunne/).fill('Gå til fest igen.');
  await phone.getByText(/^Kladde gemt/).waitFor();
  await phone.close();
  await comesBack(computer, who);
  await computer.goto(`${stack.url}/ansoegning`);
  await look(computer);
  expect(await computer.innerText('main')).toContain('noget, som ikke er gemt endnu');
  await computer.getByRole('link', { name: 'Det, der plager dig' }).first().click();
  expect(await computer.innerText('main')).toContain('Her er det, du var i gang med');
  expect(await computer.getByLabel(/Hvad vil du gerne kunne/).inputValue()).toBe(
    'Gå til fest igen.',
  );
  await computer.getByRole('button', { name: SAVE }).click();
  await at(computer, /humoer/);
}

/** A letter is shown in a frame of its own. */
async function lettersWords(page: Page): Promise<string> {
  const all = await Promise.all(page.frames().map((frame) => frame.innerText('body')));
  return all.join(' ').replace(/\s+/g, ' ');
}

test('without scripts the same steps are plain posts', async () => {
  const person = visitor(stack.url);
  const who = await comesInPlainly(person);
  let page = await person.open('/ansoegning/om-dig');
  const early = page;
  page = await saves(person, page);
  const late = await person.press(early, SAVE, { phone: '99 99 99 99' });
  expect(late.status).toBe(409);
  expect(late.page?.text).toContain('Du har ændret det samme et andet sted');
  expect(late.page?.text).toContain('20 30 40 50');
  expect(late.page?.root.querySelector('input[type=tel]')?.getAttribute('value')).toBe(
    '99 99 99 99',
  );
  const stranger = visitor(stack.url);
  const { action, fields } = person.fields(page, SAVE, { livesInDenmark: 'yes' });
  const gone = await stranger.post(action, fields);
  expect(gone.page?.text).toContain('Du er logget ud');
  await comesInPlainly(stranger, who);
  const asked = await stranger.press(gone.page ?? page, 'Jeg er logget ind, send igen');
  const taken = await stranger.press(asked.page ?? page, 'Send igen');
  expect(taken.status).toBe(303);
  page = await stranger.open('/ansoegning/passer-det');
  expect(page.root.querySelector('[name="livesInDenmark"][checked]')?.getAttribute('value')).toBe(
    'yes',
  );
  page = await fillsAll(stranger, page);
  const sent = await stranger.press(page, 'Send ansøgning');
  expect(sent.status).toBe(303);
  expect(sent.page?.text).toContain('Du hører fra os senest');
});

async function comesInPlainly(person: Visitor, who?: string): Promise<string> {
  const page = await person.open('/oevelse');
  const asked = who ?? person.fields(page, NEWCOMER).fields.get('person') ?? '';
  await person.press(page, NEWCOMER, { person: asked });
  return asked;
}

async function saves(person: Visitor, page: Shown): Promise<Shown> {
  const pressed = await person.press(page, SAVE, filledIn(page, SAVE));
  expect(pressed.status).toBe(303);
  if (!pressed.page) throw new Error('no page came');
  return pressed.page;
}

async function fillsAll(person: Visitor, first: Shown): Promise<Shown> {
  let page = first;
  for (let turn = 0; turn < 40 && !page.at.startsWith('/ansoegning/send'); turn += 1) {
    const onward = page.root.querySelector('main a.button')?.getAttribute('href');
    const isForm = page.root.querySelectorAll('button').some((one) => one.innerText === SAVE);
    page = isForm ? await saves(person, page) : await person.open(onward ?? '/ansoegning');
  }
  return page;
}
