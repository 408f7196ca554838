/** A rejection is pressed, undone, pressed again and sent; the person reads why, and what else. */
import { fillApplication, ORDINARY } from '../support/applicant';
import { openBrowser, type OpenBrowser } from '../support/browser';
import { be, choose, openLetter, until, wrongs } from '../support/person';
import { journeyStack, type JourneyStack } from '../support/stack';

jest.setTimeout(300_000);
let stack: JourneyStack;
let browser: OpenBrowser;
beforeAll(async () => {
  [stack, browser] = await Promise.all([journeyStack(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

test('a rejection taken back sends nothing; sent, it says why and where to go', async () => {
  const [patient, karen, post] = await Promise.all([
    browser.newPerson(),
    browser.newPerson(),
    browser.newPerson(),
  ]);
  await be(patient, stack.url, 'en ny ansøger');
  const name = (await patient.locator('header').getByText('Prøve').innerText()).trim();
  const worried = { ...ORDINARY, moodItem9: 1 };
  await fillApplication(patient, stack.url, worried);
  await patient.getByRole('button', { name: 'Send ansøgning' }).click();
  await patient.getByRole('heading', { name: 'Vi har fået din ansøgning' }).waitFor();

  await be(karen, stack.url, 'Karen');
  await karen.goto(`${stack.url}/arbejdsliste?vis=team`);
  await karen.getByText('Se på bekymringsmarkering').first().waitFor();
  const task = () => karen.getByRole('link', { name: `${name}: Vurdér ansøgning` });
  await task().first().click();
  await karen.getByText('Se her:').first().waitFor();
  await choose(karen, 'answer', 'reject');
  await karen.getByRole('button', { name: 'Send svar' }).click();
  await karen.getByText('Vælg mindst én grund').first().waitFor();
  expect(await wrongs(karen)).toEqual([]);

  await fillRejection();
  await karen.getByRole('button', { name: 'Send svar' }).click();
  await karen.getByRole('button', { name: 'Fortryd' }).click();
  await karen.getByText('Afgørelsen er fortrudt').first().waitFor();
  expect(await wrongs(karen)).toEqual([]);
  await patient.goto(`${stack.url}/mit-forloeb`);
  await patient.getByText('En psykolog læser din ansøgning').first().waitFor();

  await karen.goto(`${stack.url}/arbejdsliste?vis=team`);
  await task().first().click();
  await fillRejection();
  await karen.getByRole('button', { name: 'Send svar' }).click();
  await karen.getByRole('button', { name: 'Fortryd' }).waitFor();
  await openLetter(post, stack.standInsUrl, name, 'Svar på din ansøgning');
  const letter = post.frameLocator('iframe').locator('body');
  await letter.getByText('Det er, fordi').waitFor();
  await letter.getByText('egen læge').first().waitFor();
  await patient.goto(`${stack.url}/mit-forloeb`);
  await until(patient, () => patient.getByRole('link', { name: 'Dine breve (2)' }), 'two letters');
  expect(await wrongs(patient)).toEqual([]);

  // The link in the letter opens nothing for somebody else.
  const href = await post.getByRole('link', { name: 'Gå til portalen' }).getAttribute('href');
  await karen.goto(href ?? '');
  await karen.getByText('Linket hører til en anden').first().waitFor();
  await patient.goto(href ?? '');
  expect(new URL(patient.url()).pathname).toMatch(/^\/mit-forloeb/);

  async function fillRejection(): Promise<void> {
    await choose(karen, 'answer', 'reject');
    await choose(karen, 'reasons', 'tooMild');
    await choose(karen, 'recommendations', 'ownGp');
  }
});
