/**
 * The end of a treatment, on a phone: the last module is handed in, the psychologist ends treatment,
 * the last questionnaires, the closing call, and a summary in own words that goes on paper.
 */
import type { Page } from 'playwright-core';
import { closeCall, openTask } from '../support/colleague';
import { clickLink, clickTo } from '../support/clicking';
import type { OpenBrowser } from '../support/browser';
import { choose, until, wrongs } from '../support/person';
import { openOnPhone, type OnPhone } from '../support/onPhone';
import type { JourneyStack } from '../support/stack';
import { beginTreatment, daysLater, handInAll } from '../support/treated';

jest.setTimeout(240_000);
const HOME = 'Mit forløb';
const NAME = 'Camilla Prøve';
const SAVE = 'Gem og gå videre';
const REMEMBER = 'Humøret kommer tit bagefter. Jeg behøver ikke at vente på lysten.';
const GO_ON = 'Turen om søen hver morgen, også når det regner.';

let stack: JourneyStack;
let browser: OpenBrowser;
let walk: OnPhone;
let course: string;
beforeAll(async () => {
  walk = await openOnPhone();
  ({ stack, browser } = walk);
  const courseId = await beginTreatment(walk.stage, 'camilla');
  course = `${stack.url}/forloeb/${courseId}`;
  await daysLater(walk.stage, 8);
  await handInAll(walk.stage, 'camilla', courseId);
});
afterAll(() => walk?.close());

test('on a phone: treatment ends, the last answers, own words on paper, and the call is held', async () => {
  const [phone, karen] = await Promise.all([browser.newPerson(), browser.newPerson()]);
  const found: string[] = [];
  const look = async (page: Page) => {
    found.push(...(await wrongs(page)));
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  };
  await endsTreatment(karen);
  await clickTo(phone, stack.url, 'Camilla');
  await until(phone, () => phone.getByText('De sidste spørgeskemaer, 11 minutter'), 'the end');
  await look(phone);
  const when = await choosesATime(phone, look);
  await answersTheLast(phone, look);
  await keepsASummary(phone, look);

  await openTask(karen, stack.url, NAME, 'Hold afsluttende samtale');
  await karen.getByText(REMEMBER).waitFor();
  await karen.getByText(`Aftalt til ${when}.`).first().waitFor();
  const main = await karen.innerText('main');
  expect(main).toContain('Nu under grænsen på begge: kommet sig.');
  expect(main).toContain('Sikker bedring på mindst ét af PHQ-9 og GAD-7, og kommet sig.');
  expect(main).not.toContain('Patienten har ikke svaret på de sidste spørgeskemaer.');
  found.push(...(await wrongs(karen)));
  await closeCall(karen, { url: stack.url, name: NAME, answer: 'held', note: 'Talt sammen.' });
  await phone.reload();
  expect(await phone.innerText('main')).toContain(GO_ON);
  expect(found).toEqual([]);
});

type Look = (page: Page) => Promise<void>;

async function endsTreatment(karen: Page): Promise<void> {
  await clickTo(karen, stack.url, 'Karen');
  await karen.goto(course);
  await clickLink(karen, 'Afslutning af behandlingen', 'Afslut behandlingen');
  await karen.locator('main textarea').first().fill('Aftalt med patienten.');
  await karen.getByRole('button', { name: 'Afslut behandlingen' }).click();
  await karen.getByText('Behandlingen er afsluttet').first().waitFor();
}

/** Yes, and one of the psychologist's quarters: "mandag 8. marts kl. 11.30". */
async function choosesATime(phone: Page, look: Look): Promise<string> {
  await clickLink(phone, 'Vælg en tid, eller sig nej tak', 'Afsluttende samtale');
  expect(await phone.innerText('main')).toContain('Et halvt år efter, at dit forløb er slut');
  await look(phone);
  await choose(phone, 'wish', 'chooses');
  await phone.getByRole('button', { name: 'Send dit svar' }).click();
  await phone.getByRole('heading', { level: 1, name: 'Tid til afsluttende samtale' }).waitFor();
  await phone.locator('details.day summary').first().click();
  await look(phone);
  await phone.locator('details.day label').first().click();
  await phone.getByRole('button', { name: 'Vælg denne tid' }).click();
  await phone.getByText('Tiden er din', { exact: true }).waitFor();
  const said = await phone.getByRole('heading', { name: /^Psykologen ringer / }).innerText();
  await phone.getByRole('link', { name: 'Læg samtalen i din kalender' }).first().waitFor();
  await phone.getByRole('link', { name: 'Flyt eller aflys samtalen' }).waitFor();
  await look(phone);
  return said.replace('Psykologen ringer ', '');
}

async function answersTheLast(phone: Page, look: Look): Promise<void> {
  await clickLink(phone, 'Svar på spørgsmålene', 'Hvordan går det?');
  await look(phone);
  await clickLink(phone, 'Begynd', 'Dit humør');
  for (const [heading, count] of [
    ['Dit humør', 9],
    ['Uro og bekymring', 7],
    ['Alkohol', 10],
  ] as const) {
    await phone.getByRole('heading', { level: 1, name: heading }).waitFor();
    for (let item = 1; item <= count; item += 1) await choose(phone, `item${item}`, '0');
    await look(phone);
    await phone.getByRole('button', { name: SAVE }).click();
  }
  await phone.getByRole('button', { name: 'Send dine svar' }).click();
  await phone.getByRole('heading', { name: 'Tak for dine svar' }).waitFor();
  await phone.getByRole('img', { name: /^Dit humør, fra gang til gang: .*afslutning 0/ }).waitFor();
  await look(phone);
  await clickLink(phone, HOME, HOME);
}

/** Written, read again, and printed: the words and the line, not the form. */
async function keepsASummary(phone: Page, look: Look): Promise<void> {
  await clickLink(phone, 'Din opsummering', 'Din opsummering');
  await phone.getByLabel('Det vil jeg huske').fill(REMEMBER);
  await phone.getByLabel('Det vil jeg blive ved med').fill(GO_ON);
  await look(phone);
  await phone.getByRole('button', { name: 'Gem dine ord' }).click();
  await phone.getByRole('heading', { name: 'Med dine egne ord' }).waitFor();
  await look(phone);
  await phone.emulateMedia({ media: 'print' });
  expect(await phone.getByText(REMEMBER, { exact: true }).first().isVisible()).toBe(true);
  expect(await phone.getByRole('button', { name: 'Gem dine ord' }).isVisible()).toBe(false);
  expect(await phone.getByRole('img', { name: /^Dit humør/ }).isVisible()).toBe(true);
  expect((await phone.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
  await phone.emulateMedia({ media: 'screen' });
}
