/** One course as it is lived: from "Søg behandling" to the epicrise in the doctor's inbox. */
import type { Page } from 'playwright-core';
import { fillApplication, ORDINARY } from '../support/applicant';
import { openBrowser, type OpenBrowser } from '../support/browser';
import { openTask } from '../support/colleague';
import { be, choose, jump, openLetter, until, wrongs } from '../support/person';
import { journeyStack, type JourneyStack } from '../support/stack';

/** Nine weeks of treatment are lived, module by module. */
jest.setTimeout(600_000);
let stack: JourneyStack;
let browser: OpenBrowser;
beforeAll(async () => {
  [stack, browser] = await Promise.all([journeyStack(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

test('a person applies, is offered a talk, is treated, and the doctor gets the epicrise', async () => {
  const [patient, karen, post] = await Promise.all([
    browser.newPerson(),
    browser.newPerson(),
    browser.newPerson(),
  ]);
  const found: string[] = [];
  const look = async (page: Page) => {
    found.push(...(await wrongs(page)));
  };

  const name = await applies(patient, look);
  await isOffered(karen, name, look);
  await takesTheTime(patient, post, name, look);
  await isAccepted(karen, name, look);
  await handsInAModule(patient, look);
  await writesAMessage(patient, look);
  await isAnswered(karen, patient, name, look);
  await handsInTheRest(patient);
  await look(patient);
  await endsTreatment(karen, name, look);
  await writesTheEpicrise(karen, name, look);

  await post.goto(`${stack.standInsUrl}/laege`);
  await until(post, () => post.getByText(name).first(), 'the epicrise at the doctor');
  await patient.goto(`${stack.url}/mit-forloeb`);
  await until(patient, () => patient.getByText('gennemført').first(), 'the end of the course');
  await look(patient);
  expect(found).toEqual([]);
});

type Look = (page: Page) => Promise<void>;

async function applies(patient: Page, look: Look): Promise<string> {
  await patient.goto(stack.url);
  await look(patient);
  await be(patient, stack.url, 'en ny ansøger');
  await look(patient);
  const name = await patient.locator('header').getByText('Prøve').innerText();
  await fillApplication(patient, stack.url, ORDINARY);
  await look(patient);
  await patient.getByRole('button', { name: 'Send ansøgning' }).click();
  await patient.getByRole('heading', { name: 'Vi har fået din ansøgning' }).waitFor();
  await look(patient);
  return name.trim();
}

async function isOffered(karen: Page, name: string, look: Look): Promise<void> {
  await be(karen, stack.url, 'Karen');
  await look(karen);
  await openTask(karen, stack.url, name, 'Vurdér ansøgning');
  await choose(karen, 'answer', 'offer');
  await karen.locator('select[name="slot"]').selectOption({ index: 1 });
  await look(karen);
  await karen.getByRole('button', { name: 'Send svar' }).click();
  await karen.getByRole('button', { name: 'Fortryd' }).waitFor();
  await look(karen);
}

async function takesTheTime(patient: Page, post: Page, name: string, look: Look): Promise<void> {
  await openLetter(post, stack.standInsUrl, name, 'Tilbud om en samtale på video');
  const link = await post.getByRole('link', { name: 'Gå til portalen' }).getAttribute('href');
  await patient.goto(link ?? '');
  await patient.getByRole('button', { name: 'Ja tak til tiden' }).first().waitFor();
  await look(patient);
  await patient.getByRole('button', { name: 'Ja tak til tiden' }).first().click();
  await patient.getByText('Din samtale er').first().waitFor();
  await look(patient);
  await jump(patient, 'Til forløbets næste frist');
  await look(patient);
  await talks(patient);
  await look(patient);
}

/** From the reminder to the morning after the talk: its outcome is written when it is over. */
async function talks(patient: Page): Promise<void> {
  const over = patient.getByText('Du hører fra os efter samtalen').first();
  for (let mornings = 0; mornings < 7 && !(await over.isVisible()); mornings += 1) {
    await jump(patient, 'Til i morgen tidlig');
  }
  await over.waitFor();
}

async function isAccepted(karen: Page, name: string, look: Look): Promise<void> {
  await openTask(karen, stack.url, name, 'Hold udredende samtale');
  await choose(karen, 'answer', 'accept');
  await karen.locator('select[name="diagnosis"]').selectOption('DF321');
  await karen.locator('textarea[name="note"]').fill('Udredt. Moderat depression. Tilbydes forløb.');
  await look(karen);
  await karen.getByRole('button', { name: 'Gem resultatet' }).click();
  await karen.waitForLoadState();
  await look(karen);
}

async function handsInAModule(patient: Page, look: Look): Promise<void> {
  await patient.goto(`${stack.url}/mit-forloeb`);
  await until(patient, () => patient.getByRole('link', { name: 'Gå til modulet' }), 'the module');
  await look(patient);
  await patient.getByRole('link', { name: 'Gå til modulet' }).first().click();
  await patient.waitForLoadState();
  await look(patient);
  // The week's questionnaires come first, and nobody must.
  const onward = patient.getByRole('link', { name: 'Gå til modulet uden at svare nu' });
  if (await onward.isVisible()) {
    await onward.click();
    await patient.waitForLoadState();
  }
  await fillExercises(patient);
  await patient.getByRole('button', { name: /^Aflever/ }).click();
  await patient.getByText('Psykologen svarer senest').first().waitFor();
}

/** Week by week: the clock is sent on until the next module is open, and it is handed in. */
async function handsInTheRest(patient: Page): Promise<void> {
  const most = 60;
  const next = patient.getByRole('link', { name: 'Gå til modulet' });
  const coming = patient.getByText(/^Åbner /);
  for (let turn = 0; turn < most; turn += 1) {
    await patient.goto(`${stack.url}/mit-forloeb`);
    if (await next.first().isVisible()) await handsInAModule(patient, async () => undefined);
    else if ((await coming.count()) > 0) await jump(patient, 'Til forløbets næste frist');
    else return;
  }
  throw new Error(`there is always another module: ${await patient.innerText('main')}`);
}

async function writesAMessage(patient: Page, look: Look): Promise<void> {
  await patient.goto(`${stack.url}/mit-forloeb/beskeder`);
  await patient
    .locator('textarea[name="message"]')
    .fill('Hej Karen. Jeg har afleveret mit første modul.');
  await patient.getByRole('button', { name: /^Send/ }).click();
  await patient.getByText('Jeg har afleveret mit første modul').first().waitFor();
  await look(patient);
}

/** As many entries as the most that a module asks for. */
const ENTRIES = 3;
/** Where a field wants a time of the clock. */
const TIMES = [
  [/^I seng/, '22.30'],
  [/^Slukkede/, '22.45'],
  [/^Stod op/, '06.45'],
] as const;

/** Writes in each diary of the module, and fills every field of its other exercises. */
async function fillExercises(patient: Page): Promise<void> {
  const module = patient.url();
  const diaries = patient.locator('#arbejde').getByRole('link', { name: 'Skriv i dagbogen' });
  for (let diary = 0; diary < (await diaries.count()); diary += 1) {
    for (let entry = 0; entry < ENTRIES; entry += 1) {
      await diaries.nth(diary).click();
      await fillFields(patient);
      await patient.getByRole('button', { name: 'Gem i dagbogen' }).click();
      await patient.getByText('Det er gemt').waitFor();
      await patient.goto(module);
    }
  }
  await fillFields(patient);
}

/** Every field of the form that stands open, as one would. */
async function fillFields(patient: Page): Promise<void> {
  const form = patient.locator('main form');
  const closed = form.locator('details:not([open]) > summary');
  while ((await closed.count()) > 0) await closed.first().click();
  for (const list of await form.locator('select').all()) {
    if ((await list.inputValue()) === '') await list.selectOption({ index: 1 });
  }
  for (const scale of await form.locator('fieldset:has(input[type="radio"])').all()) {
    await scale.getByRole('radio', { name: '4', exact: true }).click();
  }
  for (const field of await form.locator('input[type="text"]').all()) {
    const label = await patient
      .locator(`label[for="${await field.getAttribute('id')}"]`)
      .innerText();
    await field.fill(TIMES.find(([asks]) => asks.test(label))?.[1] ?? 'Gik en tur');
  }
  for (const area of await form.locator('textarea').all()) await area.fill('Det var rart.');
}

async function isAnswered(karen: Page, patient: Page, name: string, look: Look): Promise<void> {
  await openTask(karen, stack.url, name, 'Svar på modul');
  await karen.locator('textarea[name="body"]').fill('Godt begyndt. Læg mærke til turen.');
  await look(karen);
  await karen.getByRole('button', { name: 'Send svar' }).click();
  await karen.waitForLoadState();
  await openTask(karen, stack.url, name, 'Svar på besked');
  await karen.locator('textarea[name="body"]').fill('Tak for din besked.');
  await karen.getByRole('button', { name: 'Send' }).click();
  await karen.waitForLoadState();
  await patient.goto(`${stack.url}/mit-forloeb/beskeder`);
  await until(patient, () => patient.getByText('Tak for din besked.'), 'the answer');
}

async function endsTreatment(karen: Page, name: string, look: Look): Promise<void> {
  await karen.goto(`${stack.url}/arbejdsliste`);
  await karen.goto(`${await courseOf(karen, name)}/afslutning`);
  await look(karen);
  for (const area of await karen.locator('main textarea').all())
    await area.fill('Aftalt med patienten.');
  await karen
    .getByRole('button', { name: /^Afslut/ })
    .first()
    .click();
  await karen.waitForLoadState();
  await openTask(karen, stack.url, name, 'Hold afsluttende samtale');
  await choose(karen, 'answer', 'held');
  for (const area of await karen.locator('main textarea').all())
    await area.fill('Talt sammen i 15 minutter.');
  await look(karen);
  await karen.getByRole('button', { name: /^Gem/ }).first().click();
  await karen.waitForLoadState();
}

/** The address of the person's course, found on the supervisor's list. */
async function courseOf(karen: Page, name: string): Promise<string> {
  const supervisor = await browser.newPerson();
  await be(supervisor, stack.url, 'Birgit');
  await supervisor.goto(`${stack.url}/leder/forloeb`);
  const href = await supervisor.getByRole('link', { name }).first().getAttribute('href');
  expect(await wrongs(supervisor)).toEqual([]);
  await supervisor.close();
  return `${new URL(karen.url()).origin}/forloeb/${href?.split('/').at(-1) ?? ''}`;
}

async function writesTheEpicrise(karen: Page, name: string, look: Look): Promise<void> {
  await openTask(karen, stack.url, name, 'Skriv epikrise');
  for (const area of await karen.locator('main textarea').all()) {
    if ((await area.inputValue()) === '') await area.fill('Forløbet er gennemført.');
  }
  await look(karen);
  await karen.getByRole('button', { name: 'Godkend og send' }).click();
  await karen.getByRole('button', { name: 'Fortryd' }).waitFor();
}
