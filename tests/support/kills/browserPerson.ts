/** A person in a real browser, scripts and all: applies, sends, writes, and presses again. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Response } from 'playwright-core';
import { fillSection, ORDINARY } from '../applicant';
import type { Draw } from './draw';
import type { Ledger, Line, Said } from './ledger';
import { OLDER, type Times } from './patient';
import { PATIENCE_MS } from './person';

/** Longer than any request may take. */
const ANSWER_MS = 12_000;
const LOOK_AGAIN_MS = 700;
const SAVING = /\/gemmes\//;

export interface BrowserPerson {
  readonly name: string;
  readonly page: Page;
  readonly url: string;
  readonly draw: Draw;
  readonly ledger: Ledger;
}

/** From the first login until the time is over. */
export async function liveInBrowser(
  person: BrowserPerson,
  newcomer: number,
  times: Times,
): Promise<void> {
  await comesIn(person, newcomer);
  await applies(person, times);
  for (let turn = 1; !times.isOver(); turn += 1) {
    await pause(person.draw.whole(1_500, 5_000));
    if (!times.isOver()) await writesInBrowser(person, `Min besked ${turn} fra ${person.name}.`);
  }
}

async function comesIn({ page, url, name }: BrowserPerson, newcomer: number): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    await page.goto(`${url}/oevelse`).catch(() => null);
    const button = page.getByRole('button', { name: 'Vær en ny ansøger', exact: true });
    const hidden = page.locator('form', { has: button }).locator('input[name="person"]');
    const there = await hidden
      .evaluate((field, value) => field.setAttribute('value', value), `ny:${newcomer}`)
      .then(() => button.click({ timeout: ANSWER_MS }))
      .then(() => true)
      .catch(() => false);
    await page.goto(`${url}/ansoegning`).catch(() => null);
    if (there && page.url().includes('/ansoegning')) return;
    await pause(LOOK_AGAIN_MS);
  }
  throw new Error(`${name} never got in`);
}

/** Whatever fails on the way, the person opens the application again and goes on from there. */
async function applies(person: BrowserPerson, times: Times): Promise<void> {
  const { page, url } = person;
  while (!times.isOver()) {
    const sent = await appliesOn(person).catch(() => false);
    if (sent) return;
    await pause(LOOK_AGAIN_MS);
    await page.goto(`${url}/ansoegning`).catch(() => null);
  }
}

async function appliesOn(person: BrowserPerson): Promise<boolean> {
  const { page } = person;
  await page.waitForLoadState();
  const { pathname } = new URL(page.url());
  if (pathname === '/ansoegning/send') {
    const send = page.getByRole('button', { name: 'Send ansøgning' });
    if ((await send.count()) === 0) return true;
    return (await presses(person, 'Send ansøgning', { what: 'submit' })).ended === 'confirmed';
  }
  const save = page.getByRole('button', { name: 'Gem og gå videre' });
  if ((await save.count()) > 0) {
    await fillSection(page, ORDINARY);
    await save.click({ timeout: ANSWER_MS });
  } else {
    await page.locator('main a.button').first().click({ timeout: ANSWER_MS });
  }
  return appliesOn(person);
}

/** True when the page took the message and said so. */
export async function writesInBrowser(person: BrowserPerson, words: string): Promise<boolean> {
  const { page } = person;
  if (!(await opens(person, '/mit-forloeb/beskeder'))) return false;
  const field = page.locator('textarea[name="message"]');
  if ((await field.count()) === 0) return false;
  await field.fill(words);
  const line = await presses(person, 'Send', { what: 'writeMessage', words });
  return line.ended === 'confirmed';
}

/** What stands in the thread, its older pages too, as the person reads it. */
export async function readsInBrowser(person: BrowserPerson): Promise<string> {
  const { page } = person;
  await opens(person, '/mit-forloeb/beskeder');
  const pages = [await page.innerText('main')];
  const older = page.getByRole('link', { name: OLDER });
  while ((await older.count()) > 0) {
    await older.click();
    await page.waitForLoadState();
    pages.push(await page.innerText('main'));
  }
  return pages.join(' ');
}

async function opens({ page, url, ledger, name }: BrowserPerson, path: string): Promise<boolean> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const answer = await page.goto(`${url}${path}`, { timeout: ANSWER_MS }).catch(() => null);
    if (answer?.ok()) return true;
    await pause(LOOK_AGAIN_MS);
  }
  ledger.inVain(`${name} never saw ${path} in the browser`);
  return false;
}

interface BrowserPress {
  readonly what: string;
  readonly words?: string;
}

async function presses(person: BrowserPerson, button: string, of: BrowserPress): Promise<Line> {
  const { page, ledger, name } = person;
  const form = page.locator('main form', { has: page.getByRole('button', { name: button }) });
  const formId = await form.first().locator('input[name="updateId"]').inputValue();
  const line: Line = {
    at: ledger.now(),
    who: name,
    what: of.what,
    action: new URL(page.url()).pathname,
    formId,
    chosen: [],
    words: of.words ?? null,
    tries: [],
    ended: 'underWay',
    endedAt: 0,
    saw: '',
  };
  ledger.lines.push(line);
  await pressesUntilTold(person, line, button);
  line.endedAt = ledger.now();
  line.saw = (await page.innerText('main').catch(() => '')).slice(0, 300);
  return line;
}

/** "Send igen" is the static page's button; after no answer at all, the browser's own "again". */
async function pressesUntilTold(person: BrowserPerson, line: Line, button: string): Promise<void> {
  const { page, ledger } = person;
  const until = Date.now() + PATIENCE_MS;
  let press = () => page.getByRole('button', { name: button }).first().click({ noWaitAfter: true });
  while (Date.now() < until) {
    const began = Date.now();
    const said = await answerTo(page, press);
    const ms = Date.now() - began;
    line.tries.push({ ...said, ms });
    if (said.said === 'confirmed' || said.said === 'saving') {
      await leavesSaving(page, until);
      line.ended = 'confirmed';
      return;
    }
    if (said.said === 'refused') {
      line.ended = 'refused';
      return;
    }
    await pause(LOOK_AGAIN_MS);
    const again = page.getByRole('button', { name: /^Send/ }).first();
    const isThere = said.said === 'notTaken' && (await again.count()) > 0;
    press = isThere
      ? () => again.click({ noWaitAfter: true })
      : async () => void (await page.reload({ timeout: ANSWER_MS }));
  }
  line.ended = 'left';
  ledger.inVain(`${line.who}: "${line.what}" was never taken in the browser`);
}

/** So long a page that looks again by itself may stand still before a person loads it anew. */
const STANDS_STILL_MS = 20_000;

/** Its own look may meet a part that has just died; then it looks no more. */
async function leavesSaving(page: Page, until: number): Promise<void> {
  while (Date.now() < until) {
    const how = { timeout: STANDS_STILL_MS, waitUntil: 'commit' } as const;
    const left = page.waitForURL((at) => !SAVING.test(at.pathname), how);
    if (await left.then(() => true).catch(() => false)) return;
    await page.reload({ timeout: ANSWER_MS }).catch(() => undefined);
  }
  throw new Error('what was being saved was never told as done');
}

/** What the post itself was answered, before the browser went on to the next page. */
async function answerTo(
  page: Page,
  press: () => Promise<void>,
): Promise<{ said: Said; status: number }> {
  const isPost = (answer: Response): boolean => answer.request().method() === 'POST';
  const answered = page.waitForResponse(isPost, { timeout: ANSWER_MS }).catch(() => null);
  const failed = page
    .waitForEvent('requestfailed', {
      predicate: (request) => request.method() === 'POST' && request.isNavigationRequest(),
      timeout: ANSWER_MS,
    })
    .then(
      () => null,
      () => null,
    );
  await press().catch(() => undefined);
  const answer = await Promise.race([answered, failed]);
  const status = answer?.status() ?? 0;
  await page.waitForLoadState('load', { timeout: ANSWER_MS }).catch(() => undefined);
  if (!answer) return { said: 'lost', status };
  if (status !== 303) return { said: status >= 500 ? 'notTaken' : 'refused', status };
  return {
    said: SAVING.test((await answer.headerValue('location')) ?? '') ? 'saving' : 'confirmed',
    status,
  };
}
