/** What anybody in the clinic does in the browser during a journey: finds a course, does a task. */
import type { Page } from 'playwright-core';
import { choose, until } from './person';

/** From the team's worklist to the page on which the task is done. */
export async function openTask(
  staff: Page,
  url: string,
  name: string,
  task: string,
): Promise<void> {
  const link = () => staff.getByRole('link', { name: `${name}: ${task}` });
  await staff.goto(`${url}/arbejdsliste?vis=team`);
  await until(staff, link, `the task "${task}"`);
  await link().first().click();
  await staff.waitForLoadState();
}

/** The id of each person's running course, by the name on the supervisor's list. */
export async function courseIds(
  supervisor: Page,
  url: string,
): Promise<ReadonlyMap<string, string>> {
  await supervisor.goto(`${url}/leder/forloeb`);
  const links = await supervisor.locator('main li.task a').all();
  return new Map(
    await Promise.all(
      links.map(async (link) => {
        const href = (await link.getAttribute('href')) ?? '';
        const name = (await link.innerText()).replace('Åbn', '').trim();
        return [name, href.split('/').at(-1) ?? ''] as const;
      }),
    ),
  );
}

/** Writes in every text field that is empty and can be seen. */
export async function writeEverywhere(staff: Page, text: string): Promise<void> {
  for (const area of await staff.locator('main textarea:visible').all()) {
    if ((await area.inputValue()) === '') await area.fill(text);
  }
}

/** Holds the closing call, or notes that the patient said no to it. */
export async function closeCall(
  staff: Page,
  of: { url: string; name: string; answer: 'held' | 'waived'; note: string },
): Promise<void> {
  await openTask(staff, of.url, of.name, 'Hold afsluttende samtale');
  await choose(staff, 'answer', of.answer);
  await writeEverywhere(staff, of.note);
  await staff.getByRole('button', { name: /^Gem/ }).first().click();
  await staff.getByText('Nu mangler epikrisen').first().waitFor();
}

/** Writes the letter to the doctor and approves it; it can still be undone for a while. */
export async function writeEpicrise(
  staff: Page,
  of: { url: string; name: string; text: string },
): Promise<void> {
  await openTask(staff, of.url, of.name, 'Skriv epikrise');
  await writeEverywhere(staff, of.text);
  await staff.getByRole('button', { name: 'Godkend og send' }).click();
  await staff.getByRole('button', { name: 'Fortryd' }).waitFor();
}
