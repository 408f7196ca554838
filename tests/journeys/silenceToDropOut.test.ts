/**
 * A patient falls silent: a kind message after a week, a call, a decision, and an end with a letter.
 * What each of them sees on the way; the patient on a telephone, who first logs in again at the end.
 */
import type { Page } from 'playwright-core';
import { clickLink, clickTo } from '../support/clicking';
import { closeCall, writeEpicrise } from '../support/colleague';
import { programmePeople, type InTreatment } from '../support/inTreatment';
import { choose, jump, openLetter, until, wrongs } from '../support/person';

jest.setTimeout(300_000);
const NEXT = 'Til forløbets næste frist';
const CALL = 'Ring: patienten er stille';
const DECIDE = 'Afgør, om behandlingen fortsætter';
let walk: InTreatment;
let karen: Page;
let post: Page;
const found: string[] = [];

beforeAll(async () => {
  walk = await programmePeople('camilla');
  [karen, post] = await Promise.all([walk.desk(), walk.desk()]);
  await clickTo(karen, walk.url, 'Karen');
});
afterAll(() => walk?.close());
afterEach(() => expect(found.splice(0)).toEqual([]));

test('a week without a sign of life: an e-mail that blames nobody and says nothing of the illness', async () => {
  await opensCourse();
  await sendsOn(() => karen.locator('td', { hasText: 'Påmindelse om behandlingen' }));
  const mail = await walk.mail(post, 'Vi har ikke hørt fra dig i en uge');
  expect(mail).not.toMatch(/depression|psykiatri|behandling/i);
  await post.goto(`${walk.standInsUrl}/mail`);
  await post.getByText('Vi har ikke hørt fra dig i en uge').first().waitFor();
  await look(karen);
});

test('day 10: the psychologist is to ring, with the number; tried in vain needs words', async () => {
  await sendsOn(() => karen.getByRole('heading', { name: CALL }));
  const task = karen.locator('section', { has: karen.getByRole('heading', { name: CALL }) });
  await task.locator('a[href^="tel:"]').waitFor();
  await look(karen);
  await choose(karen, 'way', 'notReached');
  await task.getByRole('button', { name: 'Markér som gjort' }).click();
  await sees('Skriv et journalnotat: hvornår du prøvede');
  await task.getByLabel('Journalnotat').fill('Ringet to gange i dag, ingen svarede.');
  await task.getByRole('button', { name: 'Markér som gjort' }).click();
  await sees('Opgaven er markeret som gjort');
});

test('day 14: to go on, to pause or to stop; the psychologist stops it', async () => {
  await sendsOn(() => karen.getByRole('heading', { name: DECIDE }));
  await sees('Fortsætter behandlingen, skriver vi til patienten igen');
  await karen.getByRole('link', { name: 'Hold pause i stedet' }).waitFor();
  await look(karen);
  await karen.getByRole('link', { name: 'Registrér frafald i stedet' }).click();
  const form = karen.locator('#dropOut');
  await form.getByRole('button', { name: 'Registrér frafald' }).click();
  await sees('Skriv en grund.');
  await karen
    .locator('#dropOut')
    .getByLabel('Grund')
    .fill('Ikke nået på mail og telefon i 14 dage.');
  await karen.locator('#dropOut').getByRole('button', { name: 'Registrér frafald' }).click();
  await sees('Det er gemt');
  expect(await karen.getByRole('heading', { name: DECIDE }).count()).toBe(0);
  await look(karen);
});

test('the letter is kind: nobody is blamed, and there is a way back', async () => {
  await openLetter(post, walk.standInsUrl, walk.name, 'Tilbud om en afsluttende samtale');
  const letter = post.frameLocator('iframe').locator('body');
  await letter.getByText('Din behandling hos os er slut').first().waitFor();
  const words = await letter.innerText();
  expect(words).toContain('Du nåede ikke alle modulerne. Sådan går det for mange');
  expect(words).toContain('Du kan søge igen');
  expect(words).toContain('Du må også gerne sige nej tak.');
  expect(words).not.toMatch(/frafald|udebl|desværre|mail og telefon/i);
});

test('the patient logs in again and reads what is over, what is left, and says no thanks', async () => {
  const camilla = await walk.phone();
  await clickTo(camilla, walk.url, 'Camilla');
  await camilla.getByRole('heading', { name: 'Din behandling er slut' }).waitFor();
  const main = await camilla.innerText('main');
  expect(main).toContain('Psykologen tilbyder dig en afsluttende samtale');
  expect(main).toContain('Blev ikke afleveret.');
  expect(main).not.toMatch(/frafald/i);
  await look(camilla);
  // What there was to read is there still, and is not handed in any more.
  await camilla.getByRole('link', { name: 'Se modulet' }).first().click();
  expect(await camilla.getByRole('button', { name: 'Aflever modulet' }).count()).toBe(0);
  await look(camilla);
  await clickLink(camilla, 'Mit forløb', 'Mit forløb');
  await clickLink(camilla, 'Vælg en tid, eller sig nej tak', /afsluttende samtale/i);
  await choose(camilla, 'wish', 'declines');
  await camilla.getByRole('button', { name: 'Send dit svar' }).click();
  await until(camilla, () => camilla.getByText('Du har sagt nej tak. Det er helt i orden.'), 'it');

  const who = { url: walk.url, name: walk.name };
  await closeCall(karen, { ...who, answer: 'waived', note: 'Sagde nej tak på Mit forløb.' });
  await sees('Epikrise: frafald');
  await writeEpicrise(karen, { ...who, text: 'Frafaldet i begyndelsen. Bør ses af egen læge.' });
  await until(
    camilla,
    () => camilla.getByText('Det, du nåede, kan du stadig læse her.'),
    'the end',
  );
  await camilla.getByRole('link', { name: 'Søg behandling igen' }).waitFor();
  await look(camilla);
});

async function sees(words: string): Promise<void> {
  await until(karen, () => karen.getByText(words), words);
}

async function look(page: Page): Promise<void> {
  found.push(...(await wrongs(page)));
}

async function opensCourse(): Promise<void> {
  await clickLink(karen, 'Forløb', 'Forløb');
  await karen.getByRole('link', { name: `Åbn ${walk.name}` }).click();
  await karen.getByRole('heading', { name: 'Det er sket' }).waitFor();
}

/** The psychologist has the course's page open, and time goes from one deadline to the next. */
async function sendsOn(comes: () => ReturnType<Page['getByText']>): Promise<void> {
  for (let turn = 0; !(await comes().first().isVisible()); turn += 1) {
    if (turn === 12) throw new Error(`it never came: ${await karen.innerText('main')}`);
    await jump(karen, NEXT);
  }
}
