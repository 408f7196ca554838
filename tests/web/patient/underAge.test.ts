/** A person under 18 meets help first and the day they may send, and is hurried by no deadline. */
import { paths } from '../../../web/paths';
import { pageAddress, sendAddress } from '../../../web/application/addresses';
import { openPatientSite, type Patient, type PatientSite } from './site';

let site: PatientSite;
let child: Patient;
beforeAll(async () => {
  site = await openPatientSite();
  // Born on 20 October 2010, synthetic.
  child = await site.writing('2010109990');
});
afterAll(() => site?.close());

it.each([
  ['the list of sections', paths.application.to()],
  ['the last page', sendAddress()],
  ['the first page of the course', paths.myCourse.to()],
])('%s tells the day, and whether the draft lasts, and no last day to send by', async (_, at) => {
  const { browser } = child;
  await browser.get(at);
  const words = browser.words();
  expect(words).toContain('Du er ikke fyldt 18 endnu');
  expect(words).toContain(
    'Du kan tidligst sende ansøgningen fredag 20. oktober 2028, hvor du fylder 18.',
  );
  expect(words).toContain('Det er, før du fylder 18. Du kan søge igen, når du er fyldt 18.');
  expect(words).not.toMatch(/Næste frist|Send din ansøgning senest|Det næste, du skal gøre/);
  expect(words).not.toMatch(/minutter tilbage|Det mangler, før du kan sende/);
});

it('other help comes before the way to the questions', async () => {
  const { browser } = child;
  await browser.get(paths.application.to());
  const words = browser.words();
  const help = words.indexOf('BørneTelefonen');
  expect(help).toBeGreaterThan(0);
  expect(help).toBeLessThan(words.indexOf('Begynd'));
  expect(browser.html).not.toContain('button-primary');
});

it('no page of the questions counts minutes or names a last day', async () => {
  const { browser } = child;
  await browser.get(pageAddress({ id: 'ownWords', number: 1 }));
  expect(browser.words()).not.toMatch(/tilbage i alt|Næste frist|Send din ansøgning senest/);
  expect(browser.words()).toContain('Du kan tidligst sende ansøgningen fredag 20. oktober 2028');
});

it('in the self-check "no" to 18 is not answered with "apply all the same"', async () => {
  const { browser } = child;
  const at = paths.selfCheck.to();
  await (await browser.get(at)).press(at, { adult: 'no', problem: 'depression' });
  const words = browser.words();
  expect(words).toContain('Du kan søge, når du er fyldt 18');
  expect(words).toContain('BørneTelefonen');
  expect(words).not.toMatch(/søge alligevel|Er du i tvivl, så søg|Søg behandling/);
});
