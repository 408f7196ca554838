/** What an applicant does in the browser: becomes somebody, fills in the application, sends it. */
import type { Page } from 'playwright-core';

/** The answers that a test cares about; everything else is answered as most applicants would. */
export interface Answers {
  readonly mood: number;
  readonly moodItem9?: number;
  readonly worry: number;
  readonly fields: Readonly<Record<string, string>>;
}
export const ORDINARY: Answers = {
  mood: 2,
  moodItem9: 0,
  worry: 1,
  fields: {
    problem: 'depression',
    livesInDenmark: 'yes',
    equipment: 'yes',
    digitalPost: 'yes',
    danish: 'yes',
    psychosisOrBipolar: 'no',
    ptsdOrOcd: 'no',
    otherMainProblem: 'none',
    personalityDisorder: 'no',
    stressReaction: 'no',
    thoughts: 'no',
    suicideRisk: 'no',
    attempts: 'no',
    otherTreatment: 'no',
    medication: 'no',
    medicationOnly: 'no',
    alcohol: 'no',
    drugs: 'no',
  },
};
export const WORDS = 'Jeg vågner klokken fire og kan ikke sove igen. Jeg siger nej til alt.';
/** Most sections one can meet, each with a page of advice or a crisis page in between. */
const PAGES_AT_MOST = 30;

/** From the list of sections to the page "Læs igennem og send", which is left open. */
export async function fillApplication(page: Page, url: string, answers: Answers): Promise<void> {
  await page.goto(`${url}/ansoegning`);
  await page.locator('main').getByRole('link', { name: 'Begynd' }).first().click();
  await fillOnward(page, answers);
}

/** The same from the page that is open, which is one of the application's. */
export async function fillOnward(page: Page, answers: Answers): Promise<void> {
  for (let turn = 0; turn < PAGES_AT_MOST; turn += 1) {
    await page.waitForLoadState();
    if (new URL(page.url()).pathname === '/ansoegning/send') return;
    const save = page.getByRole('button', { name: 'Gem og gå videre' });
    if ((await save.count()) > 0) {
      await fillSection(page, answers);
      await save.click();
    } else {
      await page.locator('main a.button').first().click();
    }
  }
  throw new Error(`the application did not come to its end: ${page.url()}`);
}

/** Answers every question of the section that is open; it is not saved yet. */
export async function fillSection(page: Page, answers: Answers): Promise<void> {
  const names = await page
    .locator('main input[type=radio]')
    .evaluateAll((inputs) => [...new Set(inputs.map((input) => input.getAttribute('name') ?? ''))]);
  for (const name of names) {
    const value = valueOf(name, new URL(page.url()).pathname, answers);
    const wanted = page.locator(`main input[name="${name}"][value="${value}"]`);
    const input =
      (await wanted.count()) > 0 ? wanted : page.locator(`main input[name="${name}"]`).first();
    await input.check({ force: true });
  }
  for (const list of await page.locator('main select').all()) {
    await list.selectOption(
      (await list.getAttribute('name')) === 'municipality' ? '0461' : { index: 1 },
    );
  }
  for (const area of await page.locator('main textarea').all()) await area.fill(WORDS);
  for (const one of await page.locator('main input[type=tel]').all()) await one.fill('20 30 40 50');
  for (const one of await page.locator('main input[type=email]').all()) {
    await one.fill('ansoeger@eksempel.example');
  }
  for (const box of await page.locator('main input[type=checkbox]').all()) {
    await box.check({ force: true });
  }
}

/** What is answered to a question with that name, on the section at that path. */
export function valueOf(name: string, path: string, answers: Answers): string {
  if (path.endsWith('/humoer'))
    return String(name === 'item9' ? (answers.moodItem9 ?? 0) : answers.mood);
  if (path.endsWith('/uro')) return String(answers.worry);
  return answers.fields[name] ?? '0';
}
