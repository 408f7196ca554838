/** Where somebody writes freely: who reads it and when, and whom to ring; and the numbers once a page. */
import { parse } from 'node-html-parser';
import { paths } from '../../../web/paths';
import { pageAddress, sectionAddress } from '../../../web/application/addresses';
import { pagesOf } from '../../../domain/applicationPages';
import { SECTION_IDS } from '../../../domain/application';
import { seedCrisisNumbers } from '../../../db/crisisNumbers';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { FIRST } from '../everywhere/people';
import { openPatientSite, type Patient, type PatientSite } from './site';

let site: PatientSite;
let writing: Patient;
let treated: Patient;
beforeAll(async () => {
  site = await openPatientSite();
  await inTransaction(site.clinic.worker, SYSTEM, (tx) => seedCrisisNumbers(tx));
  writing = await site.writing();
  treated = await site.inTreatment();
});
afterAll(() => site?.close());

const RING = 'Har du tanker om at dø, så vent ikke på os.';
const times = (text: string, part: string): number => text.split(part).length - 1;

it.each(SECTION_IDS.flatMap((id) => pagesOf(id)))(
  'page $number of $id says it once where there is room for a story, and nowhere else',
  async (page) => {
    const { browser } = writing;
    await browser.get(pageAddress(page));
    const asksStory = page.questions.some(({ kind }) => kind === 'text');
    expect(times(browser.words(), RING)).toBe(asksStory ? 1 : 0);
    if (!asksStory) return;
    const root = parse(browser.html);
    expect(root.querySelector('.read-when')?.text).toMatch(/før du har sendt ansøgningen/);
    expect(root.querySelector('.read-when a')?.getAttribute('href')).toBe('#hjaelp');
    expect(root.querySelector('#hjaelp')?.text).toContain('70 201 201');
  },
);

it('a message says so before it is sent, and after', async () => {
  const { browser } = treated;
  const at = paths.myMessages.to();
  await browser.get(at);
  const words = 'Vi læser beskeder på hverdage mellem kl. 8 og 15, og ikke med det samme.';
  expect(browser.words()).toContain(`${words} ${RING}`);
  await browser.press(at, { message: 'Jeg kan ikke mere.' });
  const said = parse(browser.html).querySelector('.notice')?.text ?? '';
  expect(said).toContain('Beskeden er sendt');
  expect(said).toContain(words);
  expect(said).toContain(RING);
});

it('an exercise says so over its first field', async () => {
  const { browser } = treated;
  await browser.get(paths.myModule.to({ module: FIRST }));
  const words = browser.words();
  expect(times(words, RING)).toBe(1);
  expect(words).toContain('før du afleverer modulet');
  expect(browser.html.indexOf('read-when')).toBeLessThan(browser.html.indexOf('Skriv i dagbogen'));
  await browser.get(paths.myDiary.to({ exercise: 'aktivitetsdagbog' }));
  expect(times(browser.words(), RING)).toBe(1);
  expect(browser.html.indexOf('read-when')).toBeLessThan(browser.html.indexOf('<textarea'));
});

it('the crisis page has the numbers once, in their order, with every region folded away', async () => {
  const { browser } = writing;
  for (const at of [paths.crisis.to(), sectionAddress('safety')]) {
    await browser.get(at);
    const root = parse(browser.html);
    expect(root.querySelectorAll('.crisis-lines')).toHaveLength(1);
    const [danger, regions, lifeline] = [
      browser.html.indexOf('tel:112'),
      browser.html.indexOf('find din region'),
      browser.html.indexOf('tel:+4570201201'),
    ];
    expect([danger > 0, danger < regions, regions < lifeline]).toEqual([true, true, true]);
    const folded = root.querySelector('.crisis-lines details');
    expect(folded?.hasAttribute('open')).toBe(false);
    expect(folded?.querySelectorAll('a')).toHaveLength(5);
  }
});

it('in danger the self-check has the numbers once, and does not say that the rest fits', async () => {
  const { browser } = writing;
  const at = paths.selfCheck.to();
  await (await browser.get(at)).press(at, { suicideRisk: 'yes', problem: 'depression' });
  expect(parse(browser.html).querySelectorAll('.crisis-lines')).toHaveLength(1);
  expect(browser.words()).not.toContain('Det passer til vores behandling');
  await (await browser.get(at)).press(at, {});
  expect(browser.words()).toContain('Du har ikke svaret på noget');
  expect(browser.words()).not.toContain('Det siger dine svar');
});
