/** Consents live as long as somebody hears of them: after the end too, until the course closes. */
import { newId } from '../../../db/newId';
import { paths } from '../../../web/paths';
import { openPatientSite, type PatientSite } from './site';

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site.close());

it('a no to the first letter promises nothing about the last', async () => {
  const { browser } = await site.someone();
  const words = (await browser.get(paths.myConsents.to())).words();
  expect(words).toContain('Siger du nej, får din læge ikke besked, når behandlingen begynder.');
  expect(words).toContain('Siger du nej, får din læge ingen epikrise.');
  expect(words).not.toContain('ikke besked fra os');
  expect(words).not.toMatch(/\bsms\b/i);
});

it('consents are given and taken back after the end', async () => {
  const patient = await site.someone();
  await site.happens(patient, { name: 'withdraw' });
  const { browser } = patient;
  const address = paths.myConsents.to();
  await browser.get(address);
  const change = (how: string) => ({ consent: 'gpEnd', change: how, updateId: newId() });
  await browser.press(address, change('give'));
  expect((await site.state(patient)).consents).toEqual(['gpEnd']);
  await browser.press(address, change('withdraw'));
  expect((await site.state(patient)).consents).toEqual([]);
  await site.fires(patient, 'afterwards');
  await browser.get(address);
  expect(browser.html).not.toContain('Giv samtykke');
});
