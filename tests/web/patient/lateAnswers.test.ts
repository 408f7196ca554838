/** Answers from a page left open until nothing was asked any more: a worry in them is read all the same. */
import { flagsOf } from '../../../db/flags';
import { responsesOf } from '../../../db/measures';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import { plusMillis } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { DAY } from '../../support/courseWalk';
import { items } from './items';
import { openPatientSite, type Patient, type PatientSite } from './site';

const LIST = paths.myMeasures.to();
const PHQ9 = paths.myMeasure.to({ measure: 'phq9' });
const GAD7 = paths.myMeasure.to({ measure: 'gad7' });
const FOLLOW_UP = paths.myFollowUpPart.to({ part: '1' });
const PAUSED = 'Behandlingen holder pause nu. Det, du har valgt her, er ikke gemt.';
const OVER = 'Behandlingen er slut nu. Det, du har valgt her, er ikke gemt.';
const SENT = 'Du har sendt dine svar på det her i et andet vindue.';
let site: PatientSite;
// A clock that has gone ahead does not come back: each test has its own.
beforeEach(async () => {
  site = await openPatientSite();
});
afterEach(() => site.close());

const rows = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(site.clinic.worker, SYSTEM, read);
const flags = async ({ courseId }: Patient) =>
  (await rows((tx) => flagsOf(tx, courseId))).map(({ tier, trigger }) => `${tier} ${trigger}`);
const treated = async ({ courseId }: Patient) =>
  (await rows((tx) => responsesOf(tx, courseId))).filter((one) => one.occasion !== 'application');

async function pause(patient: Patient): Promise<void> {
  const { lastAt } = await site.state(patient);
  await site.happens(patient, { name: 'pause', until: plusMillis(lastAt, 7 * DAY) });
}
async function over(patient: Patient): Promise<void> {
  await site.happens(patient, { name: 'dropOut' }, { name: 'closingWaived' });
}
async function sendAll({ browser }: Patient): Promise<void> {
  await (await browser.get(PHQ9)).press(PHQ9, items(9, 0));
  await (await browser.get(GAD7)).press(GAD7, items(7, 0));
  await (await browser.get(LIST)).press(LIST, {});
}
/** From the crisis page to where it leads. */
async function onward({ browser }: Patient): Promise<void> {
  const { url } = browser;
  await browser.get(new URL(url, 'http://forloeb.test').searchParams.get('videre') ?? '');
}
/** Opened while it was asked, and posted when it is not. */
async function late(until: (patient: Patient) => Promise<void>, item9: string) {
  const patient = await site.inTreatment();
  const { browser } = patient;
  const form = (await browser.get(PHQ9)).hidden(PHQ9);
  await until(patient);
  await browser.post(PHQ9, { ...form, ...items(9, 0, { item9 }) });
  return { ...patient, form };
}

describe.each([
  ['a pause began', pause, PAUSED, 0],
  ['treatment was over', over, OVER, 0],
  ['another window sent it', sendAll, SENT, 2],
] as const)('the week’s questionnaire, left open until %s', (_until, until, words, kept) => {
  it.each([
    ['1', 'amber item9Some'],
    ['3', 'red item9High'],
  ])('item 9 answered %s: the crisis page comes first, and %s is raised', async (item9, raised) => {
    const patient = await late(until, item9);
    const { browser } = patient;
    expect(browser.url.startsWith(paths.crisis.to())).toBe(true);
    expect(await flags(patient)).toEqual([raised]);
    expect(browser.words()).not.toContain('Alt, du har skrevet, er gemt');
    await onward(patient);
    expect(browser.words()).toContain(words);
    expect(await treated(patient)).toHaveLength(kept);
  });

  it('without a worry, what was chosen stands there, and the page says why it is not kept', async () => {
    const { browser, form, ...patient } = await late(until, '0');
    expect(browser.status).toBe(409);
    expect(browser.words()).toContain(words);
    expect(await flags({ browser, ...patient })).toEqual([]);
    // What the form asks for by itself while it is filled in: said once, and never taken for a lost line.
    await browser.post(`${PHQ9}?kladde=1`, { ...form, ...items(9, 0) });
    expect(browser.status).toBe(409);
    expect(JSON.parse(browser.html)).toEqual({ failed: expect.stringContaining(words) });
  });
});

it('half a year later too, and the page says that the time to answer is over', async () => {
  const patient = await site.inTreatment();
  await over(patient);
  await site.happens(patient, { name: 'closeWithoutLetter' }, { name: 'release' });
  await site.fires(patient, 'followUp');
  const { browser } = patient;
  const form = (await browser.get(FOLLOW_UP)).hidden(FOLLOW_UP);
  await site.fires(patient, 'afterwards');
  await browser.post(`${FOLLOW_UP}?kladde=1`, { ...form, ...items(9, 0, { item9: '2' }) });
  expect([browser.status, browser.html]).toEqual([409, expect.stringContaining('"failed":')]);
  await browser.post(FOLLOW_UP, { ...form, ...items(9, 0, { item9: '2' }) });
  expect(browser.url.startsWith(paths.crisis.to())).toBe(true);
  expect(await flags(patient)).toEqual(['red item9High']);
  await onward(patient);
  expect(browser.words()).toContain('Fristen for at svare er gået.');
});
