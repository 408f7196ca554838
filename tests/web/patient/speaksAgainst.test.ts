/** What speaks against in the application is explained on a page of its own, and one may go on. */
import { APPLICATION, SECTION_IDS } from '../../../domain/application';
import { pageAsking, pagesOf } from '../../../domain/applicationPages';
import { criterion } from '../../../domain/eligibility';
import { EXPLANATIONS } from '../../../domain/explanations';
import { CRITERION_IDS } from '../../../domain/targetGroup';
import { pageAddress, sectionAddress } from '../../../web/application/addresses';
import { openPatientSite, type PatientSite } from './site';

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site?.close());

it.each(CRITERION_IDS.filter((id) => id !== 'suicideRisk'))(
  '%s: says it at once, names other help, and leads on',
  async (id) => {
    const section = SECTION_IDS.find((one) =>
      APPLICATION[one].questions.some(({ name }) => name === id),
    );
    if (!section) throw new Error(`nobody is asked about ${id}`);
    const { browser } = await site.writing();
    const at = pageAddress(pageAsking(section, [id]));
    // The last answer that speaks against is the one that does so most.
    const answer = criterion(id).lookHere.at(-1) ?? '';
    await (await browser.get(at)).press(at, { [id]: answer });
    expect(browser.words()).toContain('Læs det her, før du går videre');
    const said = EXPLANATIONS[id].find(({ answers }) => answers.includes(answer));
    expect(browser.words()).toContain(said?.text);
    expect(browser.words()).toContain('Her kan du også få hjælp');
    expect(browser.words()).toContain('Du må gerne gå videre og sende');
    expect(browser.words()).toContain('Gå videre med ansøgningen');
  },
);

it('a high AUDIT is told once all of it is answered, also to somebody who does not think so', async () => {
  const { browser } = await site.writing();
  const pages = pagesOf('alcohol');
  for (const page of pages) {
    const at = pageAddress(page);
    const typed = page.questions.map(({ name }) => [name, /^item[123]$/.test(name) ? '3' : '0']);
    await (
      await browser.get(at)
    ).press(at, { ...Object.fromEntries(typed), alcohol: 'no', drugs: 'no' });
    const isLast = page.number === pages.length;
    expect(browser.words().includes('Det, du har svaret om alkohol')).toBe(isLast);
  }
  expect(browser.words()).toContain('Drikker du meget, har vores behandling svært ved at virke');
});

it('nobody is stopped who takes medicine and asks for more than that', async () => {
  const { browser } = await site.writing();
  const at = sectionAddress('earlierHelp');
  await (
    await browser.get(at)
  ).press(at, { medication: 'recent', medicationOnly: 'no', otherTreatment: 'no' });
  expect(browser.url).toBe(sectionAddress('alcohol'));
});
