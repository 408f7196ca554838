/** "Har du forstået det?": one chooses before one is told, and nothing of it is kept. */
import { paths, withQuery } from '../../../web/paths';
import { depression } from '../../support/depression';
import { openPatientSite, type PatientSite } from './site';

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site.close());

/** The step after the last one of text. */
const checkOf = (id: string): string => {
  const steps = depression.modules.find((one) => one.id === id)?.steps.length ?? 0;
  return withQuery(paths.myModule.to({ module: id }), { trin: String(steps + 1) });
};

it('nothing is told before an answer is chosen; a press without one says so', async () => {
  const { browser } = await site.inTreatment(depression);
  const address = checkOf('hvad-er-depression');
  await browser.get(address);
  expect(browser.words()).not.toMatch(/Det giver ro her og nu|passer bedst|Vælg et svar først/);
  expect(browser.html.match(/type="radio"/g)).toHaveLength(9);
  await browser.get(`${address}&svar=1`);
  expect(browser.words()).toContain('Vælg et svar først.');
});

it.each(depression.modules.map(({ id, check }) => [id, check] as const))(
  '%s: each answer is told kindly, with what is right and why',
  async (id, check) => {
    const patient = await site.inTreatment(depression);
    if (id !== 'hvad-er-depression') {
      await site.happens(patient, { name: 'openModule', moduleId: id });
    }
    const { browser } = patient;
    const address = checkOf(id);
    const chosen = (pick: (options: (typeof check)[number]['options']) => number): string =>
      check.map(({ options }, at) => `&svar-${at + 1}=${pick(options) + 1}`).join('');
    await browser.get(address + chosen((options) => options.findIndex((one) => one.correct)));
    expect(browser.words().match(/Ja, det passer\./g)).toHaveLength(check.length);
    expect(browser.html.match(/<input class="form-radio"[^>]* checked/g)).toHaveLength(
      check.length,
    );
    for (const { explanation } of check) expect(browser.words()).toContain(explanation);
    await browser.get(address + chosen((options) => options.findIndex((one) => !one.correct)));
    expect(browser.words()).not.toContain('Ja, det passer.');
    for (const { options, explanation } of check) {
      const right = options.find(({ correct }) => correct)?.text ?? '';
      expect(browser.words()).toContain(`Det her passer bedst: ${right} ${explanation}`);
    }
  },
);

it('one answered shows the others unanswered, and nonsense is no answer', async () => {
  const { browser } = await site.inTreatment(depression);
  const address = checkOf('hvad-er-depression');
  await browser.get(`${address}&svar-1=1&svar-2=99&svar-3=%3Cb%3E`);
  expect(browser.words()).toContain('Du har svaret på 1 af 3 spørgsmål.');
  expect(browser.words().match(/Ja, det passer\.|passer bedst/g)).toHaveLength(1);
  await browser.get(address);
  expect(browser.words()).not.toContain('Du har svaret på');
});
