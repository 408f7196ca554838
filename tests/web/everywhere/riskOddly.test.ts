/** An answer that worries, given otherwise than once and in order: the same help at once, the same flag. */
import { flagsOf, keepFlagAction } from '../../../db/flags';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import { pagesOf } from '../../../domain/applicationPages';
import { plusMillis, type FlagId, type UpdateId } from '../../../domain/ids';
import { pageAddress, sectionAddress } from '../../../web/application/addresses';
import { paths } from '../../../web/paths';
import { courseWorkflowId, type Advance } from '../../../workflows/messages';
import { HOUR, RULES } from '../../support/courseWalk';
import { phq9With } from '../applicationPages';
import { openPatientSite, START, type Patient, type PatientSite } from '../patient/site';
import { answers, CALM, standsIn } from './answering';

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site?.close());

const rows = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(site.clinic.worker, SYSTEM, read);

/** The psychologist has rung, and says how it went. */
async function releases({ courseId, personId }: Patient, flagId: FlagId): Promise<void> {
  const done = { flagId, personId, action: 'Ringede.', outcome: 'safeForNow' };
  await rows((tx) => keepFlagAction(tx, done));
  const advance: Advance = {
    id: newId<UpdateId>(),
    event: { name: 'releaseFlag', flagId },
    at: plusMillis(START, HOUR),
    actor: site.psychologist,
  };
  const course = site.courses.client.workflow.getHandle(courseWorkflowId(courseId));
  await course.executeUpdate('advance', { args: [advance] });
}

it('a page that could not be saved is no reason to wait: help first, and all of it is there', async () => {
  const patient = await site.writing();
  const more = `Jeg skriver ${'meget '.repeat(250)}`.trim();
  await answers(patient, { section: 'safety', answers: { ...CALM, suicideRisk: 'yes', more } });
  expect(patient.browser.url.split('?')[0]).toBe(paths.crisis.to());
  expect(patient.browser.words()).toContain('En psykolog kontakter dig senest');
  expect(patient.browser.html).toContain(`href="${sectionAddress('safety')}"`);
  expect(await standsIn(patient, 'safety')).toEqual({ ...CALM, suicideRisk: 'yes', more });
});

it('an answer from a second window worries as much, and both windows are kept', async () => {
  const patient = await site.writing();
  const { browser } = patient;
  const at = sectionAddress('safety');
  await browser.get(at);
  const old = browser.hidden(at);
  await answers(patient, { section: 'safety', answers: CALM });
  await browser.post(at, { ...old, ...CALM, suicideRisk: 'yes', more: 'Fra det andet vindue' });
  expect(browser.url.split('?')[0]).toBe(paths.crisis.to());
  expect(await rows((tx) => flagsOf(tx, patient.courseId))).toMatchObject([{ tier: 'red' }]);
  expect(await standsIn(patient, 'safety')).toMatchObject({ more: 'Fra det andet vindue' });
});

/** The numbers and the promise stand before everything else, and all that was typed is still there. */
function expectHelpFirst({ browser }: Patient, more: string): void {
  const [above = ''] = browser.html.split('<h1');
  const help = above.slice(above.indexOf('role="alert"'));
  expect(help).toMatch(/href="tel:112".*href="tel:\+4570201201"/s);
  expect(help).toMatch(/En psykolog kontakter dig senest .*kl\./);
  expect(browser.html).toContain(more);
}

it('while another window writes on the page, what cannot be kept shows the numbers themselves', async () => {
  const patient = await site.writing();
  const { browser, courseId } = patient;
  const at = sectionAddress('safety');
  await browser.get(at);
  const mine = browser.hidden(at);
  await browser.get(at);
  const other = { ...browser.hidden(at), ...CALM, more: 'Fra det andet vindue' };
  await browser.post(`${at}?kladde=1`, other);
  const more = 'Jeg kan ikke mere. '.repeat(80).trim();
  await browser.post(at, { ...mine, ...CALM, suicideRisk: 'yes', more });
  expect(browser.status).toBe(422);
  expectHelpFirst(patient, more);
  expect(await rows((tx) => flagsOf(tx, courseId))).toMatchObject([{ tier: 'red' }]);
  expect(await standsIn(patient, 'safety')).toMatchObject({ more: 'Fra det andet vindue' });
});

it('an application that is sent meanwhile shows the numbers themselves, and opens the flag', async () => {
  const patient = await site.writing();
  const { browser, courseId } = patient;
  const at = sectionAddress('safety');
  await browser.get(at);
  const mine = browser.hidden(at);
  await site.happens(patient, { name: 'submit', region: '1083', rules: RULES, consents: [] });
  await browser.post(at, { ...mine, ...CALM, suicideRisk: 'yes', more: 'Jeg kan ikke mere.' });
  expect(browser.status).toBe(409);
  expectHelpFirst(patient, 'Jeg kan ikke mere.');
  expect(await rows((tx) => flagsOf(tx, courseId))).toMatchObject([{ tier: 'red' }]);
});

it('the same danger once more, after the first was dealt with, opens a flag of its own', async () => {
  const patient = await site.writing();
  const { browser, courseId } = patient;
  const danger = { ...CALM, suicideRisk: 'yes', more: 'for lang '.repeat(250).trim() };
  const at = sectionAddress('safety');
  await browser.get(at);
  const shown = browser.hidden(at);
  await browser.post(at, { ...shown, ...danger });
  await browser.post(at, { ...shown, ...danger });
  const [first, ...more] = await rows((tx) => flagsOf(tx, courseId));
  if (!first) throw new Error('nothing was raised');
  expect(more).toEqual([]);
  await releases(patient, first.flagId);
  await answers(patient, { section: 'safety', answers: danger });
  expect(browser.url.split('?')[0]).toBe(paths.crisis.to());
  expect(browser.words()).toContain('En psykolog kontakter dig senest');
  const flags = await rows((tx) => flagsOf(tx, courseId));
  expect(flags).toHaveLength(2);
  expect(flags.filter(({ releasedAt }) => releasedAt === null)).toMatchObject([{ tier: 'red' }]);
});

it('item 9 left out is said also when the first page is answered last', async () => {
  const patient = await site.writing();
  const { browser, courseId } = patient;
  const [first, second] = pagesOf('phq9').map((page) => pageAddress(page));
  if (!first || !second) throw new Error('phq9 has two pages');
  await (await browser.get(second)).press(second, phq9With(''));
  expect(browser.url).not.toContain(paths.crisis.to());
  expect(await rows((tx) => flagsOf(tx, courseId))).toEqual([]);
  await (await browser.get(first)).press(first, phq9With(''));
  expect(browser.url.split('?')[0]).toBe(paths.crisis.to());
  expect(browser.words()).toContain('Du sprang et spørgsmål over');
  const flags = await rows((tx) => flagsOf(tx, courseId));
  expect(flags).toMatchObject([{ tier: 'amber', trigger: 'item9LeftOut' }]);
});
