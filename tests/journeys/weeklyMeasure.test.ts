/**
 * The second week of a treatment, on a phone: the questionnaires of the week with an answer that
 * worries, help at once, the way on; the psychologist gets the flag and sees the line.
 */
import type { Page } from 'playwright-core';
import { openTask } from '../support/colleague';
import { clickLink, clickTo, goTo } from '../support/clicking';
import type { OpenBrowser } from '../support/browser';
import { choose, until, wrongs } from '../support/person';
import { openOnPhone, type OnPhone } from '../support/onPhone';
import type { JourneyStack } from '../support/stack';
import { beginTreatment, daysLater } from '../support/treated';
import { visitor } from '../support/visitor';

jest.setTimeout(240_000);
const HOME = 'Mit forløb';
const ASKED = 'Ugens spørgeskemaer, 3 minutter';
const ANSWER = 'Svar på spørgsmålene';
const SAVE = 'Gem og gå videre';
const CRISIS = 'Ring, hvis du har brug for hjælp nu';
const RED = 'Kontakt patienten: rød bekymringsmarkering';

let stack: JourneyStack;
let browser: OpenBrowser;
let walk: OnPhone;
beforeAll(async () => {
  walk = await openOnPhone();
  ({ stack, browser } = walk);
  await beginTreatment(walk.stage, 'camilla');
  await daysLater(walk.stage, 8);
});
afterAll(() => walk?.close());

test('on a phone: the week is answered, help comes at once, and the psychologist sees the line', async () => {
  const phone = await browser.newPerson();
  const found: string[] = [];
  const look = async (page: Page) => {
    found.push(...(await wrongs(page)));
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  };
  await clickTo(phone, stack.url, 'Camilla');
  await until(phone, () => phone.getByText(ASKED), 'the week');
  await look(phone);
  await clickLink(phone, ANSWER, 'Dit humør');
  await look(phone);
  await answers(phone, 9, 1, { item9: '2' });
  await phone.getByRole('button', { name: SAVE }).click();
  await phone.getByRole('heading', { level: 1, name: CRISIS }).waitFor();
  await phone.getByText('Vi har fået dit svar').waitFor();
  expect(await phone.innerText('main')).toMatch(/En psykolog kontakter dig senest/);
  await look(phone);
  await clickLink(phone, 'Gå videre, når du er klar', 'Uro og bekymring');
  await answers(phone, 7, 1, {});
  await phone.getByRole('button', { name: SAVE }).click();
  await phone.getByRole('heading', { name: 'Send dine svar' }).waitFor();
  await look(phone);
  await phone.getByRole('button', { name: 'Send dine svar' }).click();
  await phone.getByRole('heading', { name: 'Tak for dine svar' }).waitFor();
  const line = phone.getByRole('img', {
    name: /^Dit humør, fra gang til gang: ansøgning \d+, uge 2 10/,
  });
  await line.waitFor();
  await look(phone);
  await clickLink(phone, HOME, HOME);
  expect(await phone.getByText(ASKED).count()).toBe(0);

  const karen = await browser.newPerson();
  await clickTo(karen, stack.url, 'Karen');
  await until(karen, () => karen.getByText('Ingen har taget den'), 'the red bar');
  await openTask(karen, stack.url, 'Camilla Prøve', RED);
  await karen.getByText('Svarede "mere end halvdelen af dagene"').first().waitFor();
  await karen.getByRole('button', { name: 'Tag bekymringsmarkeringen' }).click();
  await karen.getByText('Bekymringsmarkeringen er din').waitFor();
  await karen.getByRole('link', { name: 'Til forløbet' }).first().click();
  await karen.getByRole('heading', { name: 'PHQ-9: 10 (moderat)' }).waitFor();
  await karen.getByRole('img', { name: /^PHQ-9 fra gang til gang/ }).waitFor();
  const chart = await karen.getByRole('img', { name: /^PHQ-9/ }).innerHTML();
  for (const words of ['Grænse 10', 'Start −', 'Moderat']) expect(chart).toContain(words);
  found.push(...(await wrongs(karen)));
  expect(found).toEqual([]);
});

test('without script the thanks and the line are there as well', async () => {
  const person = visitor(stack.url);
  await goTo(person, 'Camilla');
  const page = await person.open('/mit-forloeb/hvordan-gaar-det');
  expect(page.text).toContain('Tak for dine svar');
  expect(page.text).toContain('Lavere er bedre.');
  expect(page.root.querySelectorAll('svg.chart polyline')).toHaveLength(2);
});

/** The same answer to every item, then what differs. */
async function answers(
  page: Page,
  items: number,
  value: number,
  more: Readonly<Record<string, string>>,
): Promise<void> {
  for (let item = 1; item <= items; item += 1) {
    await choose(page, `item${item}`, more[`item${item}`] ?? String(value));
  }
}
