/**
 * Mit forløb on a phone, by clicking alone: dates, letters, answers, consents, who has opened the
 * record and why, a message, a complaint, and the way out. Then the same without script.
 */
import type { Page } from 'playwright-core';
import { APPLICATIONS } from '../../ops/practice/applications';
import type { OpenBrowser } from '../support/browser';
import {
  clickLink,
  clickTo,
  follow,
  goTo,
  headingOf,
  pageOf,
  untilSays,
} from '../support/clicking';
import { until, wrongs } from '../support/person';
import { openOnPhone, type OnPhone } from '../support/onPhone';
import type { JourneyStack } from '../support/stack';
import { visitor, type Shown, type Visitor } from '../support/visitor';

jest.setTimeout(120_000);
const HOME = 'Mit forløb';
const REASON = 'Jeg tager telefonvagt for Karen i dag.';
const MESSAGE = 'Må jeg have min søster med til samtalen?';
/** The receipt, and the answer with the offer. */
const LETTERS = 'Dine breve (2)';
const COMPLAIN = 'Sig til, hvis noget er galt, eller klag';
const RESEARCH = 'Forskning';
const GIVE = `Giv samtykke: ${RESEARCH}`;
const WITHDRAW = `Træk samtykket tilbage: ${RESEARCH}`;
const NO_THANKS = 'Nej tak, luk forløbet';

let stack: JourneyStack;
let browser: OpenBrowser;
let walk: OnPhone;
beforeAll(async () => {
  walk = await openOnPhone({ offered: ['rasmus', 'yasmin'] });
  ({ stack, browser } = walk);
});
afterAll(() => walk?.close());

test('on a phone: everything about the own course is found by clicking', async () => {
  const page = await browser.newPerson();
  const found: string[] = [];
  const look = async () => found.push(...(await wrongs(page)));
  const home = () => clickLink(page, HOME, HOME);
  await clickTo(page, stack.url, 'Rasmus');
  await until(page, () => page.getByRole('button', { name: 'Ja tak til tiden' }), 'the offer');
  await look();
  expect(await page.locator('main [aria-current="step"]').innerText()).toContain('Du er her');
  const first = await page.innerText('main');
  for (const words of [
    'Hvis du ikke gør noget',
    'Dine datoer',
    'Beskeder bliver læst på hverdage',
  ]) {
    expect(first).toContain(words);
  }

  await clickLink(page, 'Alle dine datoer', 'Dine datoer');
  expect(await page.innerText('main')).toContain('Du sendte din ansøgning.');
  await look();
  await home();
  await readsLetters(page, look);
  await home();
  await clickLink(page, 'Læs din ansøgning', 'Din ansøgning');
  expect(await page.innerText('main')).toContain(APPLICATIONS.rasmus.ownWords['story']);
  await look();
  await home();
  await givesAndWithdraws(page, look);
  await home();

  await opensWithReason('Rasmus Prøve');
  await clickLink(page, 'Hvem har set dine oplysninger', 'Hvem har set dine oplysninger');
  const reader = page.locator('tr', { hasText: 'Jonas Eksempel' });
  await reader
    .filter({ hasText: `Grunden var: »${REASON}«` })
    .first()
    .waitFor();
  await look();
  await home();
  await writes(page, look);
  await home();
  await complains(page, look);
  await stops(page, look);
  expect(found).toEqual([]);
});

type Look = () => Promise<unknown>;

async function readsLetters(page: Page, look: Look): Promise<void> {
  await until(page, () => page.getByRole('link', { name: LETTERS }), 'both letters');
  await clickLink(page, LETTERS, 'Dine breve');
  expect(await page.getByRole('link', { name: 'Læs brevet' }).count()).toBe(2);
  expect(await page.innerText('main')).toContain('med Digital Post');
  await look();
  await page.getByRole('link', { name: 'Læs brevet' }).last().click();
  const letter = page.locator('article.letter');
  await letter.getByText('Du hører fra os senest').first().waitFor();
  await look();
  await clickLink(page, 'Dine breve', 'Dine breve');
}

async function givesAndWithdraws(page: Page, look: Look): Promise<void> {
  await clickLink(page, 'Dine samtykker', 'Dine samtykker');
  const research = page.locator('section', {
    has: page.getByRole('heading', { name: RESEARCH, exact: true }),
  });
  await research.getByText('Du har ikke sagt ja.').waitFor();
  await look();
  await research.getByRole('button', { name: 'Giv samtykke' }).click();
  await page.getByText('Samtykket er givet').waitFor();
  await research.getByText(/^Du sagde ja /).waitFor();
  await research.getByRole('button', { name: 'Træk samtykket tilbage' }).click();
  await page.getByText('Samtykket er trukket tilbage').waitFor();
  await research.getByText(/Du trak dit samtykke tilbage/).waitFor();
  await research.getByRole('button', { name: 'Giv samtykke' }).waitFor();
  await look();
}

/** A psychologist whose course it is not is asked why, and writes it. */
async function opensWithReason(name: string): Promise<void> {
  const jonas = await browser.newPerson();
  await clickTo(jonas, stack.url, 'Jonas');
  await clickLink(jonas, 'Forløb', 'Forløb');
  await jonas.getByRole('link', { name: 'Alle', exact: true }).click();
  await jonas.getByRole('link', { name: `Åbn ${name}` }).click();
  await jonas.getByRole('heading', { name: /hører til en anden psykolog$/ }).waitFor();
  expect(await jonas.innerText('body')).not.toContain(name);
  await jonas.getByLabel('Grund').fill(REASON);
  await jonas.getByRole('button', { name: 'Åbn forløbet' }).click();
  await jonas.getByText(name).first().waitFor();
}

async function writes(page: Page, look: Look): Promise<void> {
  await clickLink(page, 'Beskeder', 'Beskeder');
  await page.getByLabel('Din besked').fill(MESSAGE);
  await page.getByRole('button', { name: 'Send besked' }).click();
  await page.getByText('Beskeden er sendt').waitFor();
  await page.locator('.messages').getByText(MESSAGE).waitFor();
  expect(await page.innerText('main')).toMatch(/Du får svar senest \S*dag/);
  await look();
}

async function complains(page: Page, look: Look): Promise<void> {
  await clickLink(page, COMPLAIN, 'Sig til, hvis noget er galt');
  await look();
  await clickLink(page, 'Læs klagevejledningen', 'Sådan klager du');
  await page.getByRole('link', { name: 'Styrelsen for Patientklager' }).first().waitFor();
  await page.goBack();
  await clickLink(page, HOME, HOME);
}

/** What happens is said before the press; after it the course is over, and help is named. */
async function stops(page: Page, look: Look): Promise<void> {
  await clickLink(page, 'Stop forløbet', 'Sig nej tak til samtalen');
  expect(await page.innerText('main')).toContain('en anden får den tid, vi har holdt til dig');
  await page.getByRole('link', { name: 'Nej, gå tilbage' }).waitFor();
  await look();
  await page.getByRole('button', { name: NO_THANKS }).click();
  await page.getByText('Du har stoppet forløbet').waitFor();
  const over = await page.innerText('main');
  expect(over).toContain('Du har valgt at stoppe.');
  expect(over).toContain('Du kan søge igen, når du vil.');
  expect(await page.getByRole('link', { name: 'Stop forløbet' }).count()).toBe(0);
  await look();
}

test('the same without script, by links and plain posts alone', async () => {
  const yasmin = visitor(stack.url);
  const first = await goTo(yasmin, 'Yasmin');
  const home = await untilSays(yasmin, first, 'Ja tak til tiden');
  expect(home.text).toContain('Hvis du ikke gør noget');
  const dates = await follow(yasmin, home, 'Alle dine datoer');
  expect(dates.text).toContain('Du sendte din ansøgning.');
  expect((await firstLetter(yasmin, dates)).root.toString()).toContain('Du hører fra os senest');
  const answers = await follow(yasmin, home, 'Læs din ansøgning');
  expect(answers.text).toContain(APPLICATIONS.yasmin.ownWords['story']);
  await consentsPlainly(yasmin, await follow(yasmin, home, 'Dine samtykker'));

  await opensPlainly('Yasmin Prøve');
  const readers = await follow(yasmin, home, 'Hvem har set dine oplysninger');
  expect(readers.text).toContain('Jonas Eksempel');
  expect(readers.text).toContain(`Grunden var: »${REASON}«`);
  const messages = await follow(yasmin, home, 'Beskeder');
  const sent = await yasmin.press(messages, 'Send besked', { message: MESSAGE });
  expect([sent.status, sent.page?.text]).toEqual([303, expect.stringContaining(MESSAGE)]);
  expect(sent.page?.text).toMatch(/Du får svar senest \S*dag/);
  const wrong = await follow(yasmin, home, COMPLAIN);
  const complaint = await follow(yasmin, wrong, 'Læs klagevejledningen');
  expect(complaint.text).toContain('Styrelsen for Patientklager');
  const way = await follow(yasmin, await follow(yasmin, wrong, HOME), 'Stop forløbet');
  expect(way.text).toContain('en anden får den tid, vi har holdt til dig');
  const stopped = await yasmin.press(way, NO_THANKS);
  expect(stopped.status).toBe(303);
  expect(headingOf(pageOf(stopped))).toBe(HOME);
  expect(stopped.page?.text).toContain('Du har valgt at stoppe.');
});

/** The oldest one on the list, which is the receipt. */
async function firstLetter(person: Visitor, dates: Shown): Promise<Shown> {
  const home = await untilSays(person, await follow(person, dates, HOME), LETTERS);
  const list = await follow(person, home, LETTERS);
  const links = list.root.querySelectorAll('a').filter((one) => one.innerText === 'Læs brevet');
  expect(links).toHaveLength(2);
  return person.open(links.at(-1)?.getAttribute('href') ?? '');
}

async function consentsPlainly(person: Visitor, consents: Shown): Promise<void> {
  expect(consents.text).toContain('Du har ikke sagt ja.');
  const given = await person.press(consents, GIVE);
  expect([given.status, given.page?.text]).toEqual([
    303,
    expect.stringContaining('Samtykket er givet'),
  ]);
  const withdrawn = await person.press(pageOf(given), WITHDRAW);
  expect(withdrawn.page?.text).toContain('Samtykket er trukket tilbage');
  expect(withdrawn.page?.text).toContain('Du trak dit samtykke tilbage');
}

async function opensPlainly(name: string): Promise<void> {
  const jonas = visitor(stack.url);
  const courses = await follow(jonas, await goTo(jonas, 'Jonas'), 'Forløb');
  const asked = await follow(jonas, await follow(jonas, courses, 'Alle'), `Åbn ${name}`);
  expect(headingOf(asked)).toMatch(/hører til en anden psykolog$/);
  expect(asked.root.innerText).not.toContain(name);
  const opened = await jonas.press(asked, 'Åbn forløbet', { reason: REASON });
  expect([opened.status, opened.page?.root.innerText]).toEqual([
    303,
    expect.stringContaining(name),
  ]);
}
