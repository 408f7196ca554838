/**
 * The first module on a phone, from the login letter to the answer: read step by step, the check of
 * understanding, the exercise, handed in; answered with a comment at the exercise; told by a mail
 * that says nothing; read at the exercise, and answered through the one thread.
 */
import type { Page } from 'playwright-core';
import { depression } from '../support/depression';
import { openTask } from '../support/colleague';
import { openOnPhone, type OnPhone } from '../support/onPhone';
import { be, openLetter, until, wrongs } from '../support/person';
import { beginTreatment } from '../support/treated';

jest.setTimeout(300_000);
const NAME = 'Camilla Prøve';
const MODULE = 'hvad-er-depression';
const ANSWER = 'Du har lagt mærke til noget vigtigt. Prøv en tur til i morgen.';
const COMMENT = 'Her gjorde du noget, selv om det var svært.';
const QUESTION = 'Jeg gik kun ti minutter. Tæller det?';
const REPLY = 'Ja, ti minutter tæller.';
const DESK = { width: 1280, height: 900 };
/** More steps than a module has. */
const STEPS_AT_MOST = 20;

let walk: OnPhone;
const found: string[] = [];
const look = async (page: Page): Promise<void> => {
  found.push(...(await wrongs(page)));
};
beforeAll(async () => {
  walk = await openOnPhone();
  await beginTreatment(walk.stage, 'camilla');
});
afterAll(() => walk?.close());

test('a first module is read, done, answered at the exercise and talked about, and each sees it', async () => {
  const { stack, browser } = walk;
  const [phone, karen, post] = await Promise.all([1, 2, 3].map(() => browser.newPerson()));
  if (!phone || !karen || !post) throw new Error('three people');
  await karen.setViewportSize(DESK);
  await logsInByTheLetter(phone, post);
  await readsEveryStep(phone);
  await fillExercise(phone);
  await handsIn(phone);

  await be(karen, stack.url, 'Karen');
  await answersAtTheExercise(karen);
  const link = await isToldByMail(post);
  await phone.goto(`${stack.url}/mit-forloeb`);
  await until(phone, () => phone.getByText('Nyt svar.'), 'that there is an answer');
  await look(phone);
  await phone.goto(link);
  await readsTheAnswer(phone);

  await writesAboutTheExercise(phone);
  await readsAndReplies(karen);
  await until(phone, () => phone.getByText(/Læst af Karen Eksempel/), 'that Karen has read it');
  await phone.getByText(REPLY).waitFor();
  await look(phone);
  await karen.reload();
  await karen.getByText(/^Læst af patienten /).waitFor();
  await look(karen);
  await saysNothing(post);
  expect(found).toEqual([]);
});

async function logsInByTheLetter(phone: Page, post: Page): Promise<void> {
  const { standInsUrl } = walk.stack;
  await openLetter(post, standInsUrl, NAME, 'Din behandling er klar');
  const link = await post.getByRole('link', { name: 'Gå til portalen' }).getAttribute('href');
  await phone.goto(link ?? '');
  await phone.getByRole('button', { name: NAME }).click();
  await phone.getByRole('heading', { level: 1, name: titleNow() }).waitFor();
  await look(phone);
}

/** As the course's own version of the programme calls it. */
function titleNow(): string {
  return depression.modules.find(({ id }) => id === MODULE)?.title ?? '';
}

/** From the first step to the questions, and from there to the exercise. */
async function readsEveryStep(phone: Page): Promise<void> {
  await phone.locator('main ol a').first().click();
  for (let step = 1; step < STEPS_AT_MOST; step += 1) {
    await phone.getByText(new RegExp(`^Trin ${step} af `)).waitFor();
    await look(phone);
    const next = phone.getByRole('link', { name: /^Næste: / });
    if ((await next.count()) === 0) break;
    await next.click();
  }
  // An answer is chosen before one is told what is right.
  expect(await phone.locator('.told').count()).toBe(0);
  await phone.locator('#svar input[type="radio"]').first().check({ force: true });
  await phone.getByRole('button', { name: 'Se svarene' }).click();
  await phone.locator('.told').first().waitFor();
  await look(phone);
  await phone.getByRole('link', { name: 'Gå til øvelsen' }).click();
  await phone.getByRole('button', { name: 'Aflever modulet' }).waitFor();
}

/** How the exercise is filled in, whatever fields it has. */
async function fillExercise(phone: Page): Promise<void> {
  const module = phone.url();
  for (const what of ['Gik en tur', 'Så tv', 'Lavede mad']) {
    await phone.locator('#arbejde').getByRole('link', { name: 'Skriv i dagbogen' }).click();
    await phone.getByLabel('Hvad lavede du?').fill(what);
    for (const name of ['Humør før', 'Humør efter']) {
      await phone
        .getByRole('group', { name })
        .getByRole('radio', { name: '4', exact: true })
        .click();
    }
    await phone.getByRole('button', { name: 'Gem i dagbogen' }).click();
    await phone.getByText('Det er gemt').waitFor();
    await phone.goto(module);
  }
}

async function handsIn(phone: Page): Promise<void> {
  expect(await phone.innerText('#arbejde')).toMatch(/får du svar senest \S+dag \d+\. /);
  await phone.getByRole('button', { name: 'Aflever modulet' }).click();
  await phone.getByText('Modulet er afleveret').waitFor();
  expect(await phone.innerText('main')).toMatch(/Psykologen svarer senest \S+dag/);
  await look(phone);
}

/** One answer to the whole, one comment at a line; both are a draft until they are sent. */
async function answersAtTheExercise(karen: Page): Promise<void> {
  await openTask(karen, walk.stack.url, NAME, 'Svar på modul');
  await karen.getByLabel('Svar til patienten').fill(ANSWER);
  // Each line says what its numbers are, and has the place of its comment.
  await karen.getByText('»Gik en tur«, humør før 4, humør efter 4').waitFor();
  await commentField(karen, async (field) => field.fill(COMMENT));
  await karen.getByText(/^Kladden er gemt/).waitFor();
  await look(karen);
  await karen.reload();
  await commentField(karen, async (field) => expect(await field.inputValue()).toBe(COMMENT));
  await karen.getByLabel('Tid brugt, minutter').fill('20');
  await karen.getByRole('button', { name: 'Send svar' }).click();
  await karen.getByText('Svaret er sendt').waitFor();
}

/** The field at the line of the walk, which is opened if it is folded away. */
async function commentField(
  karen: Page,
  use: (field: ReturnType<Page['locator']>) => Promise<unknown>,
): Promise<void> {
  const line = karen.getByRole('listitem').filter({ hasText: 'Gik en tur' });
  const place = line.locator('details');
  if ((await place.getAttribute('open')) === null) await place.locator('summary').click();
  await use(line.getByLabel(/^Kommentar til linje \d/));
}

/** The mail that tells of it, and where it leads. */
async function isToldByMail(post: Page): Promise<string> {
  await post.goto(`${walk.stack.standInsUrl}/mail`);
  const mail = post.locator('li.entry', { hasText: 'Du har fået en besked' });
  await until(post, () => mail, 'the mail that tells of an answer');
  return (await mail.first().getByRole('link').first().getAttribute('href')) ?? '';
}

async function readsTheAnswer(phone: Page): Promise<void> {
  await phone.getByText(ANSWER).waitFor();
  await phone.getByRole('link', { name: 'Se kommentarerne ved øvelsen' }).click();
  const comment = phone.locator('.comment', { hasText: COMMENT });
  expect(await comment.innerText()).toMatch(/Karen Eksempel\s+\S+dag \d+\. /);
  // At what she wrote herself, and not in a list by itself.
  await phone.locator('tr', { has: comment }).getByText('Gik en tur').waitFor();
  await look(phone);
}

async function writesAboutTheExercise(phone: Page): Promise<void> {
  await phone.getByRole('link', { name: 'Skriv til psykologen om øvelsen' }).click();
  await phone.getByText('Beskeden er om øvelsen').waitFor();
  await look(phone);
  await phone.getByLabel('Din besked').fill(QUESTION);
  await phone.getByText(/^Kladden er gemt/).waitFor();
  await phone.getByRole('button', { name: 'Send besked' }).click();
  await phone.getByText('Beskeden er sendt').waitFor();
  await phone.getByText('Ikke læst endnu').waitFor();
  expect(await phone.innerText('main')).toMatch(/Du får svar senest \S+dag \d+\. /);
  await look(phone);
}

async function readsAndReplies(karen: Page): Promise<void> {
  await openTask(karen, walk.stack.url, NAME, 'Svar på besked');
  const asked = karen.locator('.messages li', { hasText: QUESTION });
  await asked.getByText('Om øvelsen').waitFor();
  await asked.getByRole('link').click();
  await karen.getByText(/^Læst af patienten /).waitFor();
  await karen.goBack();
  await karen.getByLabel('Besked', { exact: true }).fill(REPLY);
  await karen.getByRole('button', { name: 'Send', exact: true }).click();
  await karen.getByText('Ikke læst af patienten endnu').waitFor();
}

/** No mail says what anybody wrote, what the module is called, or how somebody is. */
async function saysNothing(post: Page): Promise<void> {
  await post.goto(`${walk.stack.standInsUrl}/mail`);
  const mails = await post.innerText('body');
  expect(mails).toContain('Du har fået en besked');
  for (const words of [ANSWER, COMMENT, QUESTION, REPLY, titleNow(), 'Gik en tur']) {
    expect(mails).not.toContain(words);
  }
  expect(mails).not.toMatch(/depression|PHQ-?9|GAD-?7|Aktivitetsdagbog|Camilla Prøve/i);
}
