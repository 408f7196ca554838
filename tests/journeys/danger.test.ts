/**
 * Somebody in danger writes so in the application, on a phone: the crisis page at once, with who
 * reads it and when; nothing written is lost; a psychologist sees it, takes it and releases it.
 */
import type { Page } from 'playwright-core';
import { addDays, atTime, copenhagenDate, nextWorkingDay, weekday } from '../../domain/calendar';
import type { CivilDate } from '../../domain/ids';
import type { Stage } from '../../ops/practice/actors';
import { fillSection, ORDINARY, WORDS } from '../support/applicant';
import type { OpenBrowser } from '../support/browser';
import { clickTo, follow, goTo, headingOf, pageOf, untilSays } from '../support/clicking';
import { filledIn } from '../support/kills/filled';
import { until, wrongs } from '../support/person';
import { openOnPhone, type OnPhone } from '../support/onPhone';
import type { JourneyStack } from '../support/stack';
import { visitor, type Shown, type Visitor } from '../support/visitor';

jest.setTimeout(120_000);
const NEWCOMER = 'en ny ansøger';
const SAVE = 'Gem og gå videre';
const ONWARD = 'Gå videre, når du er klar';
const CRISIS = 'Ring, hvis du har brug for hjælp nu';
const DANGER = 'Har du planer om at tage dit eget liv';
const RED = 'Kontakt patienten: rød bekymringsmarkering';
const AMBER = 'Se på bekymringsmarkering';
const TAKE = 'Tag bekymringsmarkeringen';
const RELEASE = 'Afslut markeringen';
const DID = 'Ringede kl. 11. Vi talte om, hvem der er hos hende i dag.';
/** Somebody with thoughts on several days, who then says that it is more than thoughts. */
const SOME = { ...ORDINARY, moodItem9: 1 };
const OFTEN = { ...ORDINARY, moodItem9: 2 };
const PLANS = { ...ORDINARY, fields: { ...ORDINARY.fields, suicideRisk: 'yes' } };
const SATURDAY = 6;
/** More pages than there are before the last question that is asked for here. */
const PAGES_AT_MOST = 15;

let stack: JourneyStack;
let browser: OpenBrowser;
let stage: Stage;
let walk: OnPhone;
beforeAll(async () => {
  walk = await openOnPhone();
  ({ stack, browser, stage } = walk);
  await stage.goTo(atTime(nextWorkingDay(copenhagenDate(await stage.now())), '10:00'));
});
afterAll(() => walk?.close());

test('on a phone: help at once, who reads it and when, nothing lost, taken and released', async () => {
  const phone = await browser.newPerson();
  const found: string[] = [];
  const look = async (page: Page) => found.push(...(await wrongs(page)));
  await clickTo(phone, stack.url, NEWCOMER);
  const name = (await phone.locator('header').getByText('Prøve').innerText()).trim();
  await begins(phone);
  await writesUntilCrisis(phone, SOME);
  await look(phone);
  const first = await phone.innerText('main');
  expect(first).toMatch(/En psykolog læser dit svar senest i dag kl\. 15/);
  expect(first).not.toContain('Vi har lukket');
  await goesOn(phone, /uro$/);
  await writesUntilCrisis(phone, PLANS);
  await look(phone);
  expect(await phone.innerText('main')).toMatch(/En psykolog kontakter dig senest i dag kl\. 15/);
  await goesOn(phone, /behandling$/);
  await findsAllAsItWas(phone);

  const karen = await browser.newPerson();
  await takesAndReleases(karen, name, look);
  await phone.reload();
  expect(await phone.locator('input[name="item9"][value="1"]').isChecked()).toBe(true);
  expect(found).toEqual([]);
});

async function begins(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Begynd' }).click();
  await page.waitForURL(/om-dig$/);
}

/** Fills in page after page until one of them leads to help. */
async function writesUntilCrisis(page: Page, answers: typeof ORDINARY): Promise<void> {
  for (let turn = 0; turn < PAGES_AT_MOST; turn += 1) {
    await fillSection(page, answers);
    const from = page.url();
    await page.getByRole('button', { name: SAVE }).click();
    await page.waitForURL((to) => to.href !== from);
    if (new URL(page.url()).pathname === '/krise') break;
  }
  await page.getByRole('heading', { level: 1, name: CRISIS }).waitFor();
  const numbers = page.locator('main section').first();
  await numbers.getByRole('link', { name: '112', exact: true }).first().waitFor();
  await page.getByText('Vi har fået dit svar').waitFor();
  await page.getByText('Alt, du har skrevet, er gemt').waitFor();
}

async function goesOn(page: Page, to: RegExp): Promise<void> {
  await page.getByRole('link', { name: ONWARD }).click();
  await page.waitForURL(to);
}

/** Back over the pages, by the link on each of them. */
async function findsAllAsItWas(page: Page): Promise<void> {
  const back = page.getByRole('link', { name: 'Forrige side' });
  await back.click();
  await page.waitForURL(/sikkerhed/);
  const asked = page.getByRole('group', { name: DANGER });
  expect(await asked.getByLabel('Ja').isChecked()).toBe(true);
  expect(await page.getByLabel(/gerne vil have, at vi ved/).inputValue()).toBe(WORDS);
  for (const before of [/uro\?side=2/, /uro$/, /humoer\?side=2/]) {
    await back.click();
    await page.waitForURL(before);
  }
  expect(await page.locator('input[name="item9"][value="1"]').isChecked()).toBe(true);
}

/** From the start page to the flag, and to the end of it. */
async function takesAndReleases(
  karen: Page,
  name: string,
  look: (page: Page) => Promise<unknown>,
): Promise<void> {
  await clickTo(karen, stack.url, 'Karen');
  await until(karen, () => karen.getByText('Ingen har taget den'), 'the red bar');
  const team = karen.getByRole('link', { name: 'Hele teamet' });
  await team.click();
  const link = (task: string) => karen.getByRole('link', { name: `${name}: ${task}` });
  await until(karen, () => link(RED), 'the red flag');
  await link(AMBER).waitFor();
  await look(karen);
  await link(RED).click();
  await karen.getByText('Svarede ja til planer om at tage sit eget liv').first().waitFor();
  await karen.getByRole('button', { name: TAKE }).click();
  await karen.getByText('Bekymringsmarkeringen er din').waitFor();
  await look(karen);
  await karen.getByLabel('Hvad gjorde du?').fill(DID);
  await karen.getByLabel('Hvordan gik det?').selectOption('closerFollowUp');
  await karen.getByRole('button', { name: RELEASE }).click();
  await karen.getByText('Bekymringsmarkeringen er afsluttet').waitFor();
  await karen.getByRole('link', { name: 'Arbejdsliste', exact: true }).click();
  await team.click();
  await link(AMBER).waitFor();
  expect(await link(RED).count()).toBe(0);
}

test('the same without script, by plain posts alone', async () => {
  const person = visitor(stack.url);
  const list = await goTo(person, NEWCOMER);
  const name = wordsIn(list, 'header .who span');
  let crisis = await postsUntilCrisis(person, await follow(person, list, 'Begynd'), { item9: '1' });
  expect(crisis.text).toMatch(/En psykolog læser dit svar senest i dag kl\. 15/);
  const next = await follow(person, crisis, ONWARD);
  crisis = await postsUntilCrisis(person, next, { suicideRisk: 'yes' });
  expect(crisis.text).toMatch(/En psykolog kontakter dig senest i dag kl\. 15/);
  let page = await follow(person, await follow(person, crisis, ONWARD), 'Forrige side');
  expect(page.root.querySelector('[name="suicideRisk"][checked]')?.getAttribute('value')).toBe(
    'yes',
  );
  expect(wordsIn(page, 'textarea')).toBe(WORDS);
  for (let turn = 0; turn < 3; turn += 1) page = await follow(person, page, 'Forrige side');
  expect(page.root.querySelector('[name="item9"][checked]')?.getAttribute('value')).toBe('1');

  const karen = visitor(stack.url);
  const mine = await goTo(karen, 'Karen');
  const team = () => karen.open('/arbejdsliste?vis=team');
  await untilSays(karen, await team(), `Åbn ${name}: ${RED}`);
  expect(mine.root.innerText).toContain('Ingen har taget den');
  const flag = await follow(karen, await team(), `Åbn ${name}: ${RED}`);
  const taken = await karen.press(flag, TAKE);
  expect([taken.status, taken.page?.text]).toEqual([
    303,
    expect.stringContaining('Bekymringsmarkeringen er din'),
  ]);
  const typed = { action: DID, outcome: 'closerFollowUp' };
  const released = await karen.press(pageOf(taken), RELEASE, typed);
  expect(released.page?.text).toContain('Bekymringsmarkeringen er afsluttet');
  const after = (await team()).text;
  expect(after).toContain(`${name}: ${AMBER}`);
  expect(after).not.toContain(`${name}: ${RED}`);
});

const wordsIn = (page: Shown, selector: string): string =>
  (page.root.querySelector(selector)?.textContent ?? '').trim();

async function postsUntilCrisis(
  person: Visitor,
  first: Shown,
  answers: Readonly<Record<string, string>>,
): Promise<Shown> {
  let page = first;
  for (let turn = 0; turn < PAGES_AT_MOST && !page.at.startsWith('/krise'); turn += 1) {
    const asked = Object.entries(answers).filter(([name]) =>
      page.root.querySelector(`main [name="${name}"]`),
    );
    const typed = filledIn(page, SAVE, { fields: Object.fromEntries(asked) });
    const pressed = await person.press(page, SAVE, typed);
    expect(pressed.status).toBe(303);
    page = pageOf(pressed);
  }
  expect(headingOf(page)).toBe(CRISIS);
  expect(page.root.querySelector('main section')?.innerText).toContain('112');
  expect(page.text).toContain('Alt, du har skrevet, er gemt');
  return page;
}

const CLOSED = 'Vi har lukket, så ingen læser dit svar lige nu';
const ON_A_WORKING_DAY = /En psykolog kontakter dig senest \S*dag[^.]* kl\. 12/;

test('on a Saturday the page says that it is closed, and who reads it when', async () => {
  const saturday = await nextSaturday();
  await stage.goTo(atTime(saturday, '10:00'));
  const phone = await browser.newPerson();
  await clickTo(phone, stack.url, NEWCOMER);
  await begins(phone);
  await writesUntilCrisis(phone, OFTEN);
  const said = await phone.innerText('main');
  expect(said).toContain(CLOSED);
  expect(said).toMatch(ON_A_WORKING_DAY);
  expect(said).toContain('Vent ikke på os');
  expect(await wrongs(phone)).toEqual([]);

  const person = visitor(stack.url);
  const begun = await follow(person, await goTo(person, NEWCOMER), 'Begynd');
  const { text } = await postsUntilCrisis(person, begun, { item9: '2' });
  expect(text).toContain(CLOSED);
  expect(text).toMatch(ON_A_WORKING_DAY);
});

async function nextSaturday(): Promise<CivilDate> {
  const today = copenhagenDate(await stage.now());
  return addDays(today, (SATURDAY - weekday(today) + 7) % 7);
}
