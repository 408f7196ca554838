/**
 * A week of diary entries on a phone: each written by clicking from the login, in few fields and one
 * press, then read over the week, handed in, and seen by the psychologist.
 */
import type { Page } from 'playwright-core';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import { Stage } from '../../ops/practice/actors';
import { openTask } from '../support/colleague';
import { be, until, wrongs } from '../support/person';
import { openOnPhone, type OnPhone } from '../support/onPhone';
import { beginTreatment } from '../support/treated';

jest.setTimeout(300_000);
const WHO = 'ida';
const NAME = 'Ida';
const DIARY = 'Skriv i din dagbog: Aktivitetsdagbog';

let walk: OnPhone;
let stage: Stage;
beforeAll(async () => {
  walk = await openOnPhone();
  stage = new Stage(walk.stage.app);
  await beginTreatment(stage, WHO);
});
afterAll(() => walk?.close());

/** What one entry took: fields touched, presses, and the time until it was said to be kept. */
interface Took {
  readonly fields: number;
  readonly presses: number;
  readonly ms: number;
}

async function writes(page: Page, what: string, moods: readonly [number, number]): Promise<Took> {
  const began = Date.now();
  await page.getByRole('link', { name: DIARY }).click();
  await page.getByLabel('Hvad lavede du?').fill(what);
  for (const [name, mood] of [
    ['Humør før', moods[0]],
    ['Humør efter', moods[1]],
  ] as const) {
    const group = page.getByRole('group', { name });
    await group.getByRole('radio', { name: String(mood), exact: true }).click();
  }
  await page.getByRole('button', { name: 'Gem i dagbogen' }).click();
  await page.getByText('Det er gemt').waitFor();
  return { fields: 3, presses: 4, ms: Date.now() - began };
}

const DAYS = [
  ['Gik ned til søen', [2, 4]],
  ['Så tv på sofaen', [3, 3]],
  ['Ringede til min søster', [3, 6]],
  ['Blev liggende', [2, 1]],
  ['Bagte boller', [4, 6]],
  ['Cyklede på arbejde', [3, 5]],
  ['Spiste hos Ida', [4, 7]],
] as const;

test('seven days, seven entries, and the psychologist sees the week', async () => {
  const page = await walk.browser.newPerson();
  const found: string[] = [];
  const took: Took[] = [];
  await be(page, walk.stack.url, NAME);
  await until(page, () => page.getByRole('link', { name: DIARY }), 'the diary on Mit forløb');
  found.push(...(await wrongs(page)));
  const monday = copenhagenDate(await stage.now());
  for (const [index, [what, moods]] of DAYS.entries()) {
    await stage.goTo(atTime(addDays(monday, index), '19:30'));
    await be(page, walk.stack.url, NAME);
    took.push(await writes(page, what, moods));
  }
  found.push(...(await wrongs(page)));
  await page.getByText('Du har skrevet 7 linjer.').waitFor();
  const ms = took.map((one) => one.ms);
  process.stdout.write(
    `an entry from Mit forløb: ${took[0]?.fields} fields, ${took[0]?.presses} presses, ` +
      `${Math.min(...ms)}–${Math.max(...ms)} ms by machine, n=${took.length}\n`,
  );

  // One is mended, one is taken away.
  await page.getByText('Blev liggende').first().click();
  await page.getByRole('link', { name: 'Ret eller slet' }).locator('visible=true').first().click();
  await page.getByLabel('Hvad lavede du?').fill('Blev liggende til ti');
  await page.getByRole('button', { name: 'Gem rettelsen' }).click();
  await page.getByText('Det er rettet').waitFor();

  await page.getByRole('link', { name: 'Se din udvikling' }).click();
  await page.getByText('Humøret steg i snit fra 3 før til 4,6 efter.').waitFor();
  expect(await page.getByRole('img', { name: /Humør før og humør efter/ }).count()).toBe(1);
  found.push(...(await wrongs(page)));

  await page.getByRole('link', { name: 'Mit forløb' }).click();
  await page.getByRole('link', { name: 'Gå til modulet' }).first().click();
  await page.getByRole('button', { name: 'Aflever modulet' }).click();
  await page.getByText('Modulet er afleveret').waitFor();
  expect(found).toEqual([]);

  const karen = await walk.browser.newPerson();
  await be(karen, walk.stack.url, 'Karen');
  await openTask(karen, walk.stack.url, `${NAME} Prøve`, 'Svar på modul');
  expect(await karen.getByText('»Blev liggende til ti«').count()).toBe(1);
  await karen.getByRole('link', { name: 'Se øvelsen over tid' }).click();
  await karen.getByText('Humøret steg i snit fra 3 før til 4,6 efter.').waitFor();
  expect(await karen.getByText('Blev liggende til ti').count()).toBe(1);
  expect(await wrongs(karen)).toEqual([]);
});
