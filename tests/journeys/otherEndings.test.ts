/**
 * The endings that the other journeys do not live, each by clicking, under one practice clock: what
 * begins on the first morning goes on while the clock is sent ahead for somebody else.
 */
import type { Locator, Page } from 'playwright-core';
import { fillSection, ORDINARY } from '../support/applicant';
import { openBrowser, type OpenBrowser } from '../support/browser';
import { closeCall, courseIds, openTask, writeEpicrise } from '../support/colleague';
import { be, choose, jump, openLetter, until, wrongs } from '../support/person';
import { journeyStack, type JourneyStack } from '../support/stack';

jest.setTimeout(300_000);
const NEXT = 'Til forløbets næste frist';
let stack: JourneyStack;
let browser: OpenBrowser;
let karen: Page;
let birgit: Page;
let sofie: Page;
let post: Page;
let courses: ReadonlyMap<string, string>;

beforeAll(async () => {
  [stack, browser] = await Promise.all([journeyStack({ people: true }), openBrowser()]);
  [karen, birgit, sofie, post] = await Promise.all([
    as('Karen'),
    as('Birgit'),
    as('Sofie'),
    browser.newPerson(),
    as('Anders'),
  ]);
  await beginsOnly(sofie);
  courses = await courseIds(birgit, stack.url);
  await writeEpicrise(karen, { url: stack.url, name: 'Ida Prøve', text: 'Gennemført, i bedring.' });
  await openTask(karen, stack.url, 'Jørgen Prøve', 'Vurdér ansøgning');
  await rejectWithAdviceCall();
  await openTask(karen, stack.url, 'Åse Prøve', 'Vurdér ansøgning');
  await choose(karen, 'answer', 'offer');
  await karen.locator('select[name="slot"]').selectOption({ index: 1 });
  await karen.getByRole('button', { name: 'Send svar' }).click();
  await karen.getByRole('button', { name: 'Fortryd' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

test('whose application was read, offered and met reads by whom', async () => {
  const camilla = await as('Camilla');
  await camilla.getByRole('link', { name: 'Hvem har set dine oplysninger' }).click();
  for (const line of [
    'Læste din ansøgning',
    'Svarede på din ansøgning',
    'Læste det, der hører til samtalen',
    'Skrev, hvad samtalen førte til',
  ]) {
    await sees(camilla, line);
  }
  expect(await camilla.innerText('main')).toContain('Karen Eksempel');
});

test('referred before a talk: the letter says where to go instead', async () => {
  await openCourse(karen, 'Mads');
  const form = karen.locator('#refer');
  await form.getByText('Henvis patienten').click();
  await form.locator('input[value="psychiatryByGp"]').check({ force: true });
  await form.getByLabel('Dit eget afsnit').fill('Ring til din læge i dag, så hjælper de dig.');
  await form.getByLabel('Grund').fill('Har brug for mere hjælp, end vi kan give.');
  await form.getByRole('button', { name: 'Henvis' }).click();
  await sees(karen, 'Slut: henvist til andet tilbud');
  const letter = await letterOf('Mads Prøve', 'Dit forløb hos os er afsluttet');
  await letter.getByText('bedre hjælp et andet sted').waitFor();
  await letter.getByText('Ring til din læge i dag').waitFor();
  await readsOnMyCourse(await as('Mads'), 'Vi har hjulpet dig videre til et andet tilbud.');
});

test('ended by the supervisor: the patient reads why, colleagues read the reason', async () => {
  await birgit.goto(`${stack.url}/leder/forloeb/${courses.get('Anders Prøve')}`);
  const form = birgit.locator('details', { hasText: 'Afslut forløbet' });
  await form.locator('summary').click();
  await form.getByLabel('Til patienten').fill('Du er i behandling et andet sted nu.');
  await form.getByLabel('Grund').fill('Har selv ringet og fortalt det.');
  await form.getByRole('button', { name: 'Afslut forløbet' }).click();
  await sees(birgit, 'Forløbet er afsluttet');
  const letter = await letterOf('Anders Prøve', 'Dit forløb hos os er afsluttet');
  await letter.getByText('Du er i behandling et andet sted nu.').waitFor();
  await readsOnMyCourse(await as('Anders'), 'Vi har afsluttet dit forløb.');
  await openCourse(karen, 'Anders');
  await sees(karen, 'Slut: afsluttet af klinikken');
});

test('stopped in treatment: a closing call and an epicrise, and then it is over', async () => {
  const camilla = await as('Camilla');
  await camilla.getByRole('link', { name: 'Stop behandlingen' }).first().click();
  await camilla.getByRole('button', { name: 'Stop behandlingen' }).click();
  await sees(camilla, 'Du har stoppet forløbet');
  await letterOf('Camilla Prøve', 'Tilbud om en afsluttende samtale');
  const who = { url: stack.url, name: 'Camilla Prøve' };
  await closeCall(karen, { ...who, answer: 'held', note: 'Hun bruger det, hun har lært.' });
  await sees(karen, 'Epikrise: trukket tilbage');
  await writeEpicrise(karen, { ...who, text: 'Stoppede selv efter første modul.' });
  await readsOnMyCourse(camilla, 'Du har valgt at stoppe.');
  await post.goto(`${stack.standInsUrl}/laege`);
  await until(post, () => post.getByText('Camilla Prøve'), 'her epicrise at the doctor');
  await openCourse(karen, 'Camilla');
  await sees(karen, 'Slut: trukket tilbage');
});

test('rejected with an advice call: the call is made after the end, and its note is kept', async () => {
  const joergen = await as('Jørgen');
  await readsOnMyCourse(joergen, 'En psykolog ringer til dig senest');
  await letterOf('Jørgen Prøve', 'Svar på din ansøgning');
  await openTask(karen, stack.url, 'Jørgen Prøve', 'Ring: rådgivende samtale');
  await sees(karen, 'Slut: afslag');
  await sees(karen, '12 34 56 08');
  await choose(karen, 'way', 'reached');
  await karen.getByLabel('Journalnotat').fill('Talt om helbredsangst og egen læge.');
  await karen.getByRole('button', { name: 'Markér som gjort' }).click();
  await sees(karen, 'Opgaven er markeret som gjort');
  await karen.locator('summary', { hasText: 'Opgave' }).click();
  await sees(karen, 'Talt om helbredsangst og egen læge.');
  await joergen.reload();
  expect(await joergen.getByText('En psykolog ringer til dig').count()).toBe(0);
});

test('not offered after the talk: the letter says why, and what is better', async () => {
  const aase = await as('Åse');
  await aase.getByRole('button', { name: 'Ja tak til tiden' }).click();
  await sees(aase, 'Din samtale er');
  // Yasmin's talk comes first, and her treatment begins; nobody hears from her again.
  await waitsFor(await as('Yasmin'), 'Du hører fra os efter samtalen');
  await openTask(karen, stack.url, 'Yasmin Prøve', 'Hold udredende samtale');
  await choose(karen, 'answer', 'accept');
  await karen.locator('select[name="diagnosis"]').selectOption('DF321');
  await karen.locator('textarea[name="note"]').fill('Moderat depression. Tilbydes forløb.');
  await karen.getByRole('button', { name: 'Gem resultatet' }).click();
  await sees(karen, 'Behandling');

  await aase.reload();
  await waitsFor(aase, 'Du hører fra os efter samtalen');
  await openTask(karen, stack.url, 'Åse Prøve', 'Hold udredende samtale');
  await choose(karen, 'answer', 'decline');
  await choose(karen, 'reasons', 'tooMild');
  await choose(karen, 'recommendations', 'digitalHelp');
  await karen.locator('textarea[name="note"]').fill('Let depression, i bedring.');
  await karen.getByRole('button', { name: 'Gem resultatet' }).click();
  await karen.getByRole('button', { name: 'Fortryd' }).waitFor();
  const letter = await letterOf('Åse Prøve', 'Efter din samtale med os');
  await letter.getByText('Det foreslår vi').waitFor();
  await readsOnMyCourse(aase, 'Efter samtalen tror vi ikke');
  await openCourse(karen, 'Åse');
  await sees(karen, 'Slut: ikke tilbudt behandling');
});

test('an offer nobody answers is closed by the coordinator on day 28', async () => {
  const [rasmus, lone] = [await as('Rasmus'), await as('Lone')];
  const task = 'Rasmus Prøve: Afgør: ny tid, eller luk forløbet';
  await openCourse(lone, 'Rasmus');
  await waitsFor(lone, 'Afgør: ny tid, eller luk forløbet');
  await lone.goto(`${stack.url}/arbejdsliste?vis=team`);
  await until(lone, () => lone.getByRole('link', { name: task }), 'her task on day 28');
  await openCourse(lone, 'Rasmus');
  await lone.locator('#lapse').getByLabel('Grund').fill('Har ikke svaret på brev eller telefon.');
  await lone.locator('#lapse').getByRole('button', { name: 'Luk tilbuddet' }).click();
  await sees(lone, 'Slut: bortfaldet');
  const letter = await letterOf('Rasmus Prøve', 'Dit forløb hos os er afsluttet');
  await letter.getByText('Vi har ikke hørt, at du vil have den').waitFor();
  await readsOnMyCourse(rasmus, 'Forløbet er lukket uden en samtale');
});

test('an application that nobody sends is reminded of twice, and lapses', async () => {
  await sofie.goto(`${stack.url}/mit-forloeb`);
  await waitsFor(sofie, 'Dit forløb er slut');
  await sees(sofie, 'Forløbet er lukket uden en samtale');
  await letterOf('Sofie Prøve', 'Din ansøgning er lukket');
  await post.goto(`${stack.standInsUrl}/mail`);
  const reminders = post.locator('li.entry', { hasText: 'Du er i gang med en ansøgning' });
  expect(await reminders.count()).toBe(2);
  await openCourse(karen, 'Sofie');
  await sees(karen, 'Slut: bortfaldet');
});

test('nobody does anything in treatment: on day 84 it ends as a drop-out', async () => {
  const yasmin = await as('Yasmin');
  await waitsFor(yasmin, 'Din behandling er slut');
  await post.goto(`${stack.standInsUrl}/mail`);
  await sees(post, 'Vi har ikke hørt fra dig i en uge');
  await letterOf('Yasmin Prøve', 'Tilbud om en afsluttende samtale');
  const who = { url: stack.url, name: 'Yasmin Prøve' };
  await closeCall(karen, { ...who, answer: 'waived', note: 'Har ikke svaret på opkald.' });
  await sees(karen, 'Epikrise: frafald');
  await writeEpicrise(karen, { ...who, text: 'Frafaldet. Bør ses af egen læge.' });
  await readsOnMyCourse(yasmin, 'Behandlingen sluttede, før alle moduler var færdige.');
  await openCourse(karen, 'Yasmin');
  await sees(karen, 'Slut: frafald');
});

test('half a year after a treatment the letter asks how it goes, and the answers are read', async () => {
  const ida = await as('Ida');
  await readsOnMyCourse(ida, 'Du har gennemført behandlingen.');
  await jump(ida, NEXT);
  await ida.getByRole('link', { name: 'Svar på spørgsmålene' }).waitFor();
  await letterOf('Ida Prøve', 'Hvordan går det nu?');
  const link = await post.getByRole('link', { name: 'Gå til portalen' }).getAttribute('href');
  await ida.goto(link ?? '');
  await ida.getByRole('link', { name: 'Begynd' }).click();
  const send = ida.getByRole('button', { name: 'Send dine svar' });
  while (!(await send.isVisible())) {
    for (const one of await ida.locator('main input[type=radio][value="0"]').all()) {
      await one.check({ force: true });
    }
    await ida.getByRole('button', { name: 'Gem og gå videre' }).click();
    await ida.waitForLoadState();
  }
  expect(await wrongs(ida)).toEqual([]);
  await send.click();
  await sees(ida, 'Tak for dine svar');
  await openCourse(karen, 'Ida');
  await sees(karen, 'Slut: gennemført');
  await karen.getByText('Alle svar i tal').first().click();
  await sees(karen, 'Et halvt år efter');
  expect(await wrongs(karen)).toEqual([]);
});

/** A window in which somebody has logged in by one press. */
async function as(name: string): Promise<Page> {
  const page = await browser.newPerson();
  await be(page, stack.url, name);
  return page;
}

async function openCourse(staff: Page, name: string): Promise<Page> {
  await staff.goto(`${stack.url}/forloeb/${courses.get(`${name} Prøve`) ?? ''}`);
  return staff;
}

async function sees(page: Page, words: string): Promise<void> {
  await until(page, () => page.getByText(words), words);
}

async function readsOnMyCourse(patient: Page, words: string): Promise<void> {
  await patient.goto(`${stack.url}/mit-forloeb`);
  await sees(patient, words);
}

/** The letter as it lies in the mailbox. */
async function letterOf(name: string, subject: string): Promise<Locator> {
  await openLetter(post, stack.standInsUrl, name, subject);
  return post.frameLocator('iframe').locator('body');
}

/** Nobody does anything: the clock is sent on, until the page shows what was waited for. */
async function waitsFor(page: Page, heading: string): Promise<void> {
  const most = 20;
  const comes = page.getByRole('heading', { name: heading });
  for (let turn = 0; !(await comes.isVisible()); turn += 1) {
    if (turn === most) throw new Error(`"${heading}" never came: ${await page.innerText('main')}`);
    await jump(page, NEXT);
  }
}

/** Says how to be reached, and writes no more in the application. */
async function beginsOnly(patient: Page): Promise<void> {
  await patient.goto(`${stack.url}/ansoegning`);
  await patient.locator('main').getByRole('link', { name: 'Begynd' }).first().click();
  await fillSection(patient, ORDINARY);
  await patient.getByRole('button', { name: 'Gem og gå videre' }).click();
  await patient.waitForLoadState();
}

async function rejectWithAdviceCall(): Promise<void> {
  await choose(karen, 'answer', 'reject');
  await choose(karen, 'reasons', 'otherMainProblem');
  await choose(karen, 'recommendations', 'ownGp');
  await choose(karen, 'adviceCall', 'yes');
  await karen.getByRole('button', { name: 'Send svar' }).click();
  await karen.getByRole('button', { name: 'Fortryd' }).waitFor();
}
