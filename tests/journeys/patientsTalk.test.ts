/**
 * A talk from the offer to the video, on a phone: accepted, put in a calendar, camera tried, moved,
 * called off, agreed again, and joined. Then the same by somebody whose browser runs no script.
 */
import type { Page } from 'playwright-core';
import { stateOf, type Stage } from '../../ops/practice/actors';
import { plusMillis, type Instant } from '../../domain/ids';
import type { OpenBrowser } from '../support/browser';
import { be, until, wrongs } from '../support/person';
import { openOnPhone, type OnPhone } from '../support/onPhone';
import type { JourneyStack } from '../support/stack';
import { visitor, type Shown } from '../support/visitor';

jest.setTimeout(120_000);
const MINUTE = 60_000;

let stack: JourneyStack;
let browser: OpenBrowser;
let stage: Stage;
let walk: OnPhone;

beforeAll(async () => {
  walk = await openOnPhone({ fakeMedia: true, offered: ['rasmus', 'yasmin'] });
  ({ stack, browser, stage } = walk);
});
afterAll(() => walk?.close());

/** When the agreed talk of a person begins. */
async function talkOf(handle: string): Promise<Instant> {
  const row = (await stage.known()).get(handle);
  const startsAt = row && stateOf(row).appointment?.startsAt;
  if (!startsAt) throw new Error(`${handle} has no talk`);
  return startsAt;
}
const eventOf = (file: string, name: string): string =>
  new RegExp(`^${name}:(.*)$`, 'm').exec(file)?.[1]?.trim() ?? '';

/** Opens the file as the phone would: what it says. */
async function saved(page: Page, link: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).first().click(),
  ]);
  expect(file.suggestedFilename()).toBe('samtale.ics');
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

test('on a phone: offered, accepted, tried, moved, called off, agreed again, joined', async () => {
  const page = await browser.newPerson();
  await be(page, stack.url, 'Rasmus');
  const accept = () => page.getByRole('button', { name: 'Ja tak til tiden' });
  await until(page, accept, 'the offer');
  await accept().click();
  await page.getByText('Tiden er din').waitFor();
  const first = await saved(page, 'Læg samtalen i din kalender');
  expect([eventOf(first, 'METHOD'), eventOf(first, 'SEQUENCE')]).toEqual(['PUBLISH', '0']);

  await page.getByRole('link', { name: 'Prøv kamera og lyd' }).click();
  await page.getByRole('button', { name: 'Tænd kamera og mikrofon' }).click();
  await page.getByText('Kan du se dig selv?').waitFor();
  await page.locator('[data-status]', { hasText: 'Mikrofonen hører dig' }).waitFor();
  expect(await wrongs(page)).toEqual([]);
  await page.getByRole('link', { name: 'Mit forløb' }).click();

  await page.getByRole('link', { name: 'Flyt eller aflys samtalen' }).click();
  await chooses(page, 2);
  await page.getByRole('button', { name: 'Flyt til denne tid' }).click();
  await page.getByText('Samtalen er flyttet').waitFor();
  const moved = await saved(page, 'Læg samtalen i din kalender');
  expect(eventOf(moved, 'UID')).toBe(eventOf(first, 'UID'));
  expect(eventOf(moved, 'SEQUENCE')).toBe('1');
  expect(eventOf(moved, 'DTSTART')).not.toBe(eventOf(first, 'DTSTART'));

  await page.getByRole('link', { name: 'Flyt eller aflys samtalen' }).click();
  await page.getByText('Du kan aflyse 2 gange').waitFor();
  await page.getByRole('button', { name: 'Aflys samtalen' }).click();
  await page.getByText('Samtalen er aflyst').first().waitFor();
  const gone = await saved(page, 'Fjern samtalen fra din kalender');
  expect([eventOf(gone, 'METHOD'), eventOf(gone, 'UID')]).toEqual([
    'CANCEL',
    eventOf(first, 'UID'),
  ]);

  await page.getByRole('link', { name: 'Vælg en tid' }).click();
  await chooses(page, 0);
  await page.getByRole('button', { name: 'Vælg denne tid' }).click();
  await page.getByText('Tiden er din').waitFor();
  const start = await talkOf('rasmus');
  const join = () => page.getByRole('link', { name: 'Åbn videosamtalen' });
  await stage.goTo(plusMillis(start, -31 * MINUTE));
  await page.reload();
  await page.getByText('Linket til videoen kommer her').waitFor();
  expect(await join().count()).toBe(0);
  await stage.goTo(plusMillis(start, -29 * MINUTE));
  await until(page, join, 'the way into the video');
  expect(await wrongs(page)).toEqual([]);
  await join().click();
  await page.waitForURL(`${stack.standInsUrl}/video/moede/**/patient`);
});

test('the same without script, by plain posts alone', async () => {
  const yasmin = visitor(stack.url);
  const start = await yasmin.open('/oevelse');
  const home = () => yasmin.open('/mit-forloeb');
  const link = (page: Shown, words: string): string => {
    const found = page.root.querySelectorAll('a').find((one) => one.innerText.trim() === words);
    if (!found) throw new Error(`${page.at} has no "${words}": ${page.text}`);
    return found.getAttribute('href') ?? '';
  };
  const slotOn = (page: Shown, nth: number): string =>
    page.root.querySelectorAll('input[name=slot][type=radio]')[nth]?.getAttribute('value') ?? '';
  await yasmin.press(start, 'Vær Yasmin');

  const agreed = await yasmin.press(await home(), 'Ja tak til tiden');
  expect([agreed.status, agreed.page?.text]).toEqual([
    303,
    expect.stringContaining('Tiden er din'),
  ]);
  const first = (await yasmin.open(link(await home(), 'Læg samtalen i din kalender'))).root.text;
  expect(eventOf(first, 'SEQUENCE')).toBe('0');
  const camera = await yasmin.open(link(await home(), 'Prøv kamera og lyd'));
  expect(camera.text).toContain('Sådan ser du efter selv');

  const times = () => yasmin.open('/mit-forloeb/tid');
  const before = await times();
  const moved = await yasmin.press(before, 'Flyt til denne tid', { slot: slotOn(before, 1) });
  expect(moved.page?.text).toContain('Samtalen er flyttet');
  const again = (await yasmin.open(link(await home(), 'Læg samtalen i din kalender'))).root.text;
  expect([eventOf(again, 'UID'), eventOf(again, 'SEQUENCE')]).toEqual([eventOf(first, 'UID'), '1']);
  const off = await yasmin.press(await times(), 'Aflys samtalen');
  expect(off.page?.text).toContain('Samtalen er aflyst');
  const gone = await yasmin.open(link(await home(), 'Fjern samtalen fra din kalender'));
  expect(eventOf(gone.root.text, 'METHOD')).toBe('CANCEL');

  const choose = await times();
  await yasmin.press(choose, 'Vælg denne tid', { slot: slotOn(choose, 0) });
  const talk = await talkOf('yasmin');
  expect((await home()).text).not.toContain('Åbn videosamtalen');
  await stage.goTo(plusMillis(talk, -29 * MINUTE));
  const way = await yasmin.open(link(await home(), 'Åbn videosamtalen'));
  expect(way.status).toBe(200);
  expect(way.at).toMatch(/^\/video\/moede\/[\w-]+\/patient$/);
});

/** Opens the day that the time is folded in, then takes the time. */
async function chooses(page: Page, at: number): Promise<void> {
  const time = page.locator('input[name="slot"]').nth(at);
  expect(await time.isVisible()).toBe(false);
  await time.locator('xpath=ancestor::details/summary').click();
  await time.check({ force: true });
}
