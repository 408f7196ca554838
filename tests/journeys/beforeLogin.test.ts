/** Before anybody logs in, on a phone: the self-check, the pages for professionals, and the foot. */
import type { Page } from 'playwright-core';
import { fillSection, ORDINARY } from '../support/applicant';
import type { OpenBrowser } from '../support/browser';
import { clickLink, clickTo, follow, goTo, headingOf, pageOf } from '../support/clicking';
import { filledIn } from '../support/kills/filled';
import { choose, wrongs } from '../support/person';
import { openOnPhone, type OnPhone } from '../support/onPhone';
import type { JourneyStack } from '../support/stack';
import { visitor, type Shown, type Visitor } from '../support/visitor';

jest.setTimeout(120_000);
const CHECK = 'Svar på nogle spørgsmål, og se, om det passer til dig';
const TRY = 'Prøv ansøgningen';
const ONWARD = 'Gå videre';
/** Said on every page of the try-out. */
const TRYING = 'Du prøver ansøgningen';
/** What a link in the foot says, the heading it leads to, and what a person looks for there. */
const FOOT = [
  ['Sådan klager du', 'Sådan klager du', 'Styrelsen for Patientklager'],
  ['Databeskyttelse', 'Sådan passer vi på dine oplysninger', 'dit navn og dit CPR-nummer'],
  ['Tilgængelighed', 'Tilgængelighedserklæring', 'WCAG'],
  ['Kontakt', 'Kontakt', 'hverdage mellem kl. 8 og 15'],
  ['Tilsyn', 'Den seneste rapport om tilsyn', 'Styrelsen for Patientsikkerhed'],
] as const;
/** More pages than the try-out has. */
const PAGES_AT_MOST = 30;

let stack: JourneyStack;
let browser: OpenBrowser;
let walk: OnPhone;
beforeAll(async () => {
  walk = await openOnPhone();
  ({ stack, browser } = walk);
});
afterAll(() => walk?.close());

test('on a phone: a self-check, the folder, the whole try-out, and every link of the foot', async () => {
  const page = await browser.newPerson();
  const found: string[] = [];
  const look = async () => found.push(...(await wrongs(page)));
  await page.goto(`${stack.url}/`);
  await look();
  await clickLink(page, CHECK, 'Er det noget for mig?');
  await checksThemselves(page, look);

  await clickLink(page, 'For fagfolk', 'For fagfolk');
  await look();
  await clickLink(page, 'Folder til borgere', 'Gratis behandling for angst og depression');
  await page.getByText(new URL(stack.url).host).waitFor();
  await look();
  await clickLink(page, 'Til siden for fagfolk', 'For fagfolk');
  await page.locator('main a.button', { hasText: TRY }).click();
  await page.getByText(TRYING).waitFor();
  await look();
  await triesItOut(page, look);

  for (const [link, heading, words] of FOOT) {
    await clickLink(page, link, shown(heading), 'nav.site-links');
    expect(await page.innerText('main')).toContain(words);
    await look();
  }
  expect(found).toEqual([]);
  expect(await coursesThatKarenSees()).toContain('Der er ingen åbne forløb');
});

/** A heading as the page has it: the longest word may break at a hyphen that is not seen. */
const shown = (heading: string): RegExp => new RegExp(heading.split('').join('\\u00ad?'));

type Look = () => Promise<unknown>;

/** One answer that speaks against, then one of danger; the way back keeps what was answered. */
async function checksThemselves(page: Page, look: Look): Promise<void> {
  const answers = page.getByRole('button', { name: 'Se, hvad svarene siger' });
  await choose(page, 'adult', 'yes');
  await choose(page, 'medication', 'long');
  await answers.click();
  await page.getByRole('heading', { level: 1, name: 'Det siger dine svar' }).waitFor();
  const said = await page.innerText('main');
  expect(said).toContain('er der måske en anden hjælp, der er bedre');
  expect(said).toContain('Du må gerne søge alligevel');
  expect(said).not.toContain('Tal med nogen nu');
  await look();
  await page.getByRole('button', { name: 'Ret dine svar' }).click();
  await answers.waitFor();
  expect(await page.locator('input[name="medication"][value="long"]').isChecked()).toBe(true);

  await choose(page, 'suicideRisk', 'yes');
  await answers.click();
  await page
    .getByRole('heading', { level: 1, name: 'Ring, hvis du har brug for hjælp nu' })
    .waitFor();
  const first = page.locator('main section').first();
  await first.getByRole('link', { name: '70 201 201' }).waitFor();
  const danger = await page.innerText('main');
  expect(danger).toContain('Ingen læser svarene her, så vent ikke på os');
  expect(danger).toContain('Vi har ikke gemt dine svar');
  await page.getByRole('link', { name: 'Søg behandling' }).waitFor();
  await look();
}

/** Every page of the application as an applicant sees it; each says that it is a try-out. */
async function triesItOut(page: Page, look: Look): Promise<void> {
  const onward = page.getByRole('button', { name: ONWARD, exact: true });
  const send = page.getByRole('button', { name: 'Send ansøgning' });
  for (let turn = 0; turn < PAGES_AT_MOST && (await send.count()) === 0; turn += 1) {
    await page.getByText(TRYING).waitFor();
    const from = page.url();
    const isForm = (await onward.count()) > 0;
    if (isForm) await fillSection(page, ORDINARY);
    await (isForm ? onward : page.locator('main a.button-primary')).first().click();
    await page.waitForURL((to) => to.href !== from);
  }
  expect(await page.innerText('main')).toContain('Det, du selv skrev, har vi ikke gemt');
  await look();
  await send.click();
  await page.getByRole('heading', { level: 1, name: 'Sådan ser kvitteringen ud' }).waitFor();
  const receipt = await page.innerText('main');
  expect(receipt).toContain('Der er ikke sendt noget');
  expect(receipt).toMatch(/Du hører fra os senest/);
  await look();
  await page.locator('main a.button-primary').click();
  await page.getByRole('heading', { level: 1, name: 'For fagfolk' }).waitFor();
}

/** No course has begun. */
async function coursesThatKarenSees(): Promise<string> {
  const karen = await browser.newPerson();
  await clickTo(karen, stack.url, 'Karen');
  await clickLink(karen, 'Forløb', 'Forløb');
  await karen.getByRole('link', { name: 'Alle', exact: true }).click();
  await karen.waitForURL(/vis=all/);
  return karen.innerText('main');
}

test('the same without script, by links and plain posts alone', async () => {
  const person = visitor(stack.url);
  const danger = await checksPlainly(person);
  let page = await follow(person, danger, 'For fagfolk');
  page = await follow(person, page, 'Folder til borgere');
  expect(page.text).toContain('Gå ind på');
  page = await follow(person, page, 'Til siden for fagfolk');
  const start = page.root.querySelector('main a.button-primary')?.getAttribute('href') ?? '';
  page = await triesPlainly(person, await person.open(start));
  expect(headingOf(page)).toBe('Sådan ser kvitteringen ud');
  expect(page.text).toContain('Du hører fra os senest');
  for (const [link, heading, words] of FOOT) {
    page = await follow(person, page, link);
    expect([page.status, headingOf(page)]).toEqual([200, heading]);
    expect(page.text).toContain(words);
  }
  const karen = visitor(stack.url);
  const courses = await follow(karen, await goTo(karen, 'Karen'), 'Forløb');
  expect((await follow(karen, courses, 'Alle')).text).toContain('Der er ingen åbne forløb');
});

async function checksPlainly(person: Visitor): Promise<Shown> {
  const SEE = 'Se, hvad svarene siger';
  const questions = await follow(person, await person.open('/'), CHECK);
  const against = await person.press(questions, SEE, { adult: 'yes', medication: 'long' });
  expect([against.status, against.page?.text]).toEqual([
    200,
    expect.stringContaining('er der måske en anden hjælp, der er bedre'),
  ]);
  const again = pageOf(await person.press(pageOf(against), 'Ret dine svar'));
  // What was answered before goes along without being answered again.
  const danger = pageOf(await person.press(again, SEE, { suicideRisk: 'yes' }));
  expect(headingOf(danger)).toBe('Ring, hvis du har brug for hjælp nu');
  expect(danger.root.querySelector('main section')?.innerText).toContain('70 201 201');
  expect(danger.text).toContain('er der måske en anden hjælp, der er bedre');
  expect(danger.text).toContain('Vi har ikke gemt dine svar');
  return danger;
}

async function triesPlainly(person: Visitor, first: Shown): Promise<Shown> {
  let page = first;
  const hasButton = (words: string) =>
    page.root.querySelectorAll('button').some((one) => one.innerText.trim() === words);
  for (let turn = 0; turn < PAGES_AT_MOST && !hasButton('Send ansøgning'); turn += 1) {
    expect(page.text).toContain(TRYING);
    const onward = page.root.querySelector('main a.button-primary')?.getAttribute('href') ?? '';
    page = hasButton(ONWARD)
      ? pageOf(await person.press(page, ONWARD, filledIn(page, ONWARD)))
      : await person.open(onward);
  }
  expect(page.text).toContain('Det, du selv skrev, har vi ikke gemt');
  return pageOf(await person.press(page, 'Send ansøgning'));
}
