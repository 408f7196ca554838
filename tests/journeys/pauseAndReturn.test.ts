/**
 * A pause, the way back, and a programme that is adjusted, as both of them see it: the patient on a
 * telephone, the psychologist at a desk. Nothing here knows how many modules there are.
 */
import type { Page } from 'playwright-core';
import { addDays, copenhagenDate } from '../../domain/calendar';
import { dateWords } from '../../domain/danish';
import { programmePeople, type InTreatment } from '../support/inTreatment';
import { clickLink, clickTo } from '../support/clicking';
import { jump, until, wrongs } from '../support/person';

jest.setTimeout(300_000);
const HOME = 'Mit forløb';
const NEXT = 'Til forløbets næste frist';
let walk: InTreatment;
let camilla: Page;
let karen: Page;
const found: string[] = [];

beforeAll(async () => {
  walk = await programmePeople('camilla');
  [camilla, karen] = await Promise.all([walk.phone(), walk.desk()]);
  await clickTo(camilla, walk.url, 'Camilla');
  await clickTo(karen, walk.url, 'Karen');
});
afterAll(() => walk?.close());
afterEach(() => expect(found.splice(0)).toEqual([]));

test('the psychologist agrees on a pause, and the patient reads until when and what goes on', async () => {
  await sees(camilla, 'Din behandling er i gang');
  const before = await opensWords(camilla);
  const ends = addDays(copenhagenDate(await walk.now()), 10);
  await opensCourse(karen);
  const form = karen.locator('#pause');
  await form.locator('summary').click();
  const [year = '', month = '', day = ''] = ends.split('-');
  await form.getByLabel('Dag').fill(day);
  await form.getByLabel('Måned').fill(month);
  await form.getByLabel('År').fill(year);
  await form.getByLabel('Grund').fill('Eksamen i to uger. Aftalt i en besked.');
  await form.getByRole('button', { name: 'Hold pause' }).click();
  await sees(karen, 'Behandlingen holder pause');
  await look(karen);

  await camilla.reload();
  await sees(camilla, 'Din behandling holder pause');
  const main = await camilla.innerText('main');
  expect(main).toContain(`Behandlingen går i gang igen ${dateWords(ends, await walk.now())}.`);
  expect(main).toContain('De dage, pausen varer, bliver lagt til behandlingen.');
  expect(main).toContain('Du kan stadig skrive til psykologen');
  // What waits says for how long, and not what it said before.
  const now = await opensWords(camilla);
  expect(now).not.toEqual(before);
  expect(now).toMatch(/hvis pausen varer som aftalt|når pausen er slut/);
  await look(camilla);
  await walk.mail(camilla, 'Dit forløb holder pause til');
});

test('messages work in the pause, both ways', async () => {
  await clickLink(camilla, 'Skriv en besked', 'Beskeder');
  await camilla.getByLabel('Din besked').fill('Jeg skriver, selv om vi holder pause.');
  await camilla.getByRole('button', { name: 'Send besked' }).click();
  await sees(camilla, 'Beskeden er sendt');
  expect(await camilla.innerText('main')).toMatch(/Du får svar senest \S*dag/);
  await opensCourse(karen);
  await clickLink(karen, /^Beskeder/, 'Beskeder');
  await sees(karen, 'Jeg skriver, selv om vi holder pause.');
  await karen
    .locator('textarea[name="body"]')
    .fill('Godt, at du skriver. Vi ses på den anden side.');
  await karen.getByRole('button', { name: 'Send', exact: true }).click();
  await clickLink(camilla, HOME, HOME);
  await until(camilla, () => camilla.getByRole('link', { name: 'Læs beskeden' }), 'the answer');
  await clickLink(camilla, 'Læs beskeden', 'Beskeder');
  await sees(camilla, 'Vi ses på den anden side.');
  await look(camilla);
});

test('the pause ends by itself: the patient is told, and the days are later by as many', async () => {
  await opensCourse(karen);
  for (let turn = 0; (await karen.getByText('holder pause').count()) > 0; turn += 1) {
    if (turn === 6) throw new Error(await karen.innerText('main'));
    await jump(karen, NEXT);
  }
  await walk.mail(camilla, 'Din pause er slut');
  await clickLink(camilla, HOME, HOME);
  await sees(camilla, 'Din behandling er i gang');
  const main = await camilla.innerText('main');
  expect(main).not.toContain('holder pause');
  expect(main).toMatch(/Behandlingen varer til \S+dag/);
  expect(await opensWords(camilla)).toMatch(/^Åbner (\S+dag|i morgen|i dag)/);
  await look(camilla);
});

test('the next module is left out, with words of its own to the patient', async () => {
  await adjusts(karen, 'skip', {
    note: 'Det har hun lært i et tidligere forløb.',
    toPatient: 'Det kan du allerede. Vi går videre.',
  });
  await camilla.reload();
  const row = await firstRowWith(camilla, 'har valgt, at det springes over');
  expect(row).toContain('Karen har valgt, at det springes over.');
  expect(row).toMatch(/Karen skrev \d+\. \S+: »Det kan du allerede. Vi går videre.«/);
  expect(await camilla.innerText('body')).not.toContain('tidligere forløb');
  await look(camilla);
});

test('and taken in again and opened at once: an e-mail says only that there is something new', async () => {
  await adjusts(karen, 'open', { note: 'Hun vil gerne have det med alligevel.' });
  const mail = await walk.mail(camilla, 'Der er noget nyt til dig');
  expect(mail).not.toMatch(/modul|depression|humør|værdier/i);
  await camilla.reload();
  const open = camilla.getByRole('link', { name: 'Gå til modulet' });
  await until(camilla, () => open.nth(1), 'two modules that are open');
  await open.nth(1).click();
  await camilla.getByRole('button', { name: 'Aflever modulet' }).waitFor();
  expect(await camilla.innerText('main')).toContain('Åbent. Ikke afleveret endnu.');
  await look(camilla);
});

async function sees(page: Page, words: string): Promise<void> {
  await until(page, () => page.getByText(words), words);
}

async function look(page: Page): Promise<void> {
  found.push(...(await wrongs(page)));
}

/** From the list of courses, as somebody who does not know the address. */
async function opensCourse(staff: Page): Promise<void> {
  await clickLink(staff, 'Forløb', 'Forløb');
  await staff.getByRole('link', { name: `Åbn ${walk.name}` }).click();
  await staff.getByRole('heading', { name: 'Det er sket' }).waitFor();
}

/** What the first module that is closed waits for, in the patient's own list. */
async function opensWords(patient: Page): Promise<string> {
  const row = await firstRowWith(patient, 'Åbner');
  return row.slice(row.indexOf('Åbner'));
}

async function firstRowWith(patient: Page, words: string): Promise<string> {
  const row = () => patient.locator('tr', { hasText: words });
  await until(patient, row, words);
  return row().first().innerText();
}

/** Chooses for the first module that is closed, sees what the patient will see, and saves. */
async function adjusts(
  staff: Page,
  what: 'skip' | 'open',
  typed: { note: string; toPatient?: string },
): Promise<void> {
  await opensCourse(staff);
  await clickLink(staff, 'Tilpas programmet', 'Tilpas programmet');
  const closed = staff.locator('li', { has: staff.locator('option[value="open"]') });
  await closed.first().getByLabel('Hvad skal der ske?').selectOption(what);
  await staff.getByLabel('Grund').fill(typed.note);
  if (typed.toPatient) await staff.getByLabel('Det skriver vi til patienten').fill(typed.toPatient);
  await staff.getByRole('button', { name: 'Se, hvad patienten vil se' }).click();
  await staff.getByRole('heading', { name: 'Det vil patienten se' }).waitFor();
  await look(staff);
  await staff.getByRole('button', { name: 'Gem tilpasningen' }).click();
  await sees(staff, 'Programmet er tilpasset');
}
