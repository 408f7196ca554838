/** Consents live as long as somebody hears of them: after the end too, until the course closes. */
import { giveConsent } from '../../../db/consents';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { paths } from '../../../web/paths';
import { openPatientSite, START, type PatientSite } from './site';

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

it('who said yes to earlier words reads those; whoever is asked anew reads the words of today', async () => {
  const patient = await site.someone();
  const { courseId, browser } = patient;
  await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    giveConsent(tx, { courseId, kind: 'contact', textVersion: '2', by: 'patient', at: START }),
  );
  await site.happens(patient, { name: 'giveConsent', consent: 'contact' });
  const then = 'I må minde mig om samtaler og behandling på e-mail. Der står aldrig noget om mit';
  const today = 'I må minde mig om ansøgningen, samtaler og behandling på e-mail.';
  const address = paths.myConsents.to();
  await browser.get(address);
  expect(browser.words()).toContain(then);
  expect(browser.words()).not.toContain(today);
  expect(browser.words()).toMatch(/Du sagde ja [^.]*\. november\./);

  const press = (change: string) =>
    browser.press(address, { consent: 'contact', change, updateId: newId() });
  await press('withdraw');
  expect(browser.words()).toContain(today);
  expect(browser.words()).not.toContain(then);
  expect(browser.words()).toMatch(/Du sagde ja [^.]*\. november til en tidligere tekst\. Du trak/);
  await press('give');
  expect(browser.words()).toContain(today);
  expect(browser.words()).not.toContain('tidligere tekst');
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
