/** A person with a keyboard and nothing else: Tab, Space, Enter, arrows and letters. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const inPage = readFileSync(join(__dirname, 'inPage.js'), 'utf8');
const Here = z.object({ name: z.string(), isLater: z.boolean(), wrong: z.array(z.string()) });
/** No page has so many places to come to. */
const STOPS = 150;

export interface Keyboard {
  /** Tab until what is focused is called so; focus shows on the whole way, in the order of the page. */
  to(name: string | RegExp): Promise<void>;
  /** The other way, by Shift and Tab. */
  backTo(name: string | RegExp): Promise<void>;
  press(key: 'Space' | 'Enter' | 'ArrowDown' | 'Control+a'): Promise<void>;
  type(text: string): Promise<void>;
  /** Enter on what leads to another page, or sends a form; waits for that page. */
  enter(): Promise<void>;
  /** What has the focus: its own words, or those of its label. */
  focused(): Promise<string>;
  /** The first line of the page and everything in its main part. */
  reads(): Promise<string>;
}

/** Focus that does not show, is covered or jumps back throws, with what it was on. */
export function keyboard(page: Page): Keyboard {
  const here = async () => {
    if (!(await page.evaluate('"looks" in globalThis'))) await page.evaluate(inPage);
    return Here.parse(await page.evaluate('looks.onward()'));
  };
  const walk = async (key: 'Tab' | 'Shift+Tab', name: string | RegExp): Promise<void> => {
    const passed: string[] = [];
    let { wrong } = await here();
    for (let stop = 0; stop < STOPS; stop += 1) {
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
      await page.keyboard.press(key);
      const now = await here();
      wrong = now.wrong;
      if (now.isLater !== (key === 'Tab') && now.name !== '')
        throw new Error(`${key} jumped to "${now.name}" after ${passed.join(', ')}`);
      const isIt = typeof name === 'string' ? now.name === name : name.test(now.name);
      if (isIt && wrong.length === 0) return;
      if (now.name === '') break;
      passed.push(now.name);
    }
    throw new Error(`no "${String(name)}" among ${passed.join(', ')}`);
  };
  return {
    to: (name) => walk('Tab', name),
    backTo: (name) => walk('Shift+Tab', name),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    enter: async () => {
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    },
    focused: async () => (await here()).name,
    reads: async () => (await page.locator('main').innerText()).replace(/\s+/g, ' '),
  };
}
