/** From the start page by clicking alone: in a browser, and by somebody whose browser runs no script. */
import type { Page } from 'playwright-core';
import { wordsOf } from './kills/person';
import { until } from './waiting';
import type { Pressed, Shown, Visitor } from './visitor';

const PRACTICE = 'Øvelse';

/** The start page, the practice, and "Vær …" there; lands where that person lands. */
export async function clickTo(page: Page, url: string, who: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.getByRole('link', { name: PRACTICE, exact: true }).click();
  await page.getByRole('button', { name: `Vær ${who}`, exact: true }).click();
  await page.waitForURL(/ansoegning|mit-forloeb|arbejdsliste/);
}

/** A link by its words, and the heading of the page that it leads to; `within`: a part of the page. */
export async function clickLink(
  page: Page,
  words: string | RegExp,
  heading: string | RegExp,
  within = 'body',
): Promise<void> {
  const exact = typeof words === 'string';
  await page.locator(within).getByRole('link', { name: words, exact }).first().click();
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** The same without script. */
export async function goTo(person: Visitor, who: string): Promise<Shown> {
  const practice = await follow(person, await person.open('/'), PRACTICE);
  return pageOf(await person.press(practice, `Vær ${who}`));
}

/** Opens the link with those words. Throws when the page has none. */
export function follow(person: Visitor, page: Shown, words: string): Promise<Shown> {
  const link = page.root.querySelectorAll('a').find((one) => wordsOf(one) === words);
  if (!link) throw new Error(`${page.at} has no link "${words}": ${page.text}`);
  return person.open(link.getAttribute('href') ?? '');
}

/** Opens the page again until it says so. */
export async function untilSays(person: Visitor, page: Shown, words: string): Promise<Shown> {
  let now = page;
  await until(`${page.at} says "${words}"`, async () => {
    if (now.text.includes(words)) return true;
    now = await person.open(page.at);
    return now.text.includes(words);
  });
  return now;
}

/** The page that came after a press. */
export function pageOf({ page, status }: Pressed): Shown {
  if (!page) throw new Error(`a press was answered ${status}, and no page came`);
  return page;
}

/** What the heading of the page says, with soft hyphens taken out. */
export function headingOf({ root }: Shown): string {
  return wordsOf(root.querySelector('h1') ?? root).replaceAll('\u00ad', '');
}
