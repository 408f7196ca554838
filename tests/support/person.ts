/** What any person does in the browser during a journey: becomes somebody, waits, reads the post. */
import type { Locator, Page } from 'playwright-core';
import { axe } from './browser';

/** Presses "Vær …" on the practice page, and lands where that person lands. */
export async function be(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/oevelse`);
  await page.getByRole('button', { name: `Vær ${name}`, exact: true }).click();
  await page.waitForLoadState();
}

/** Loads the page again until the person sees it; fails after half a minute. */
export async function until(page: Page, sees: () => Locator, what: string): Promise<void> {
  const began = Date.now();
  while (!(await sees().first().isVisible())) {
    if (Date.now() - began > 40_000)
      throw new Error(`never saw ${what}: ${await page.innerText('main')}`);
    await page.reload();
  }
}

/** Picks a radio button or ticks a box; dkfds draws its own over the real one. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true });
}

/** What axe finds wrong with the page; an empty list in a finished page. */
export async function wrongs(page: Page): Promise<string[]> {
  return (await axe(page)).map(
    ({ rule, where }) => `${new URL(page.url()).pathname} ${rule}: ${where.join(', ')}`,
  );
}

/** The subjects of the letters in a person's Digital Post, newest first, and how to open one. */
export async function openLetter(
  page: Page,
  standInsUrl: string,
  name: string,
  subject: string,
): Promise<void> {
  await page.goto(`${standInsUrl}/digital-post`);
  await until(page, () => page.getByRole('link', { name }), `the mailbox of ${name}`);
  await page.getByRole('link', { name }).first().click();
  await until(page, () => page.getByRole('link', { name: subject }), `the letter "${subject}"`);
  await page.getByRole('link', { name: subject }).first().click();
  await page.waitForLoadState();
}

/** A jump is mostly over when the page has been loaded once or twice more. */
const SHORT_MS = 3000;
const LONGEST_MS = 180_000;

/**
 * Presses a button of the practice clock and waits until the jump is over. Of one that goes months
 * ahead the page tells by itself.
 */
export async function jump(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.waitForLoadState();
  const atRest = page.getByRole('button', { name: button });
  const began = Date.now();
  while (Date.now() - began < SHORT_MS && !(await atRest.isVisible())) await page.reload();
  await atRest.waitFor({ timeout: LONGEST_MS });
}
