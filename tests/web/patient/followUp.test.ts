/** Half a year after the end: the questionnaire is asked, answered once, and read by whom it worries. */
import { flagsOf } from '../../../db/flags';
import { responsesOf } from '../../../db/measures';
import { makePortalLink } from '../../../db/portalLinks';
import { openTasksOf } from '../../../db/tasks';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import { plusMillis } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { DAY } from '../../support/courseWalk';
import { items } from './items';
import { openPatientSite, type Patient, type PatientSite } from './site';

const LIST = paths.myFollowUp.to();
const HOME = paths.myCourse.to();
const part = (number: number): string => paths.myFollowUpPart.to({ part: `${number}` });
let site: PatientSite;
// A clock that has gone half a year ahead does not come back: each test has its own.
beforeEach(async () => {
  site = await openPatientSite();
});
afterEach(() => site.close());

const rows = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(site.clinic.worker, SYSTEM, read);
const flags = async ({ courseId }: Patient) =>
  (await rows((tx) => flagsOf(tx, courseId))).map(({ tier, trigger }) => [tier, trigger]);
const answered = async ({ courseId }: Patient) =>
  (await rows((tx) => responsesOf(tx, courseId)))
    .filter((one) => one.occasion === 'followUp')
    .map(({ measure, score }) => [measure, score]);

async function ended(): Promise<Patient> {
  const patient = await site.inTreatment();
  const { happens } = site;
  await happens(patient, { name: 'dropOut' }, { name: 'closingWaived' });
  await happens(patient, { name: 'closeWithoutLetter' }, { name: 'release' });
  return patient;
}
/** Ended half a year ago, and asked. */
async function asked(): Promise<Patient> {
  const patient = await ended();
  await site.fires(patient, 'followUp');
  return patient;
}
async function fill(
  { browser }: Patient,
  phq9: Record<string, string>,
  gad7 = items(7, 1),
): Promise<void> {
  await browser.get(part(1));
  await browser.press(part(1), phq9);
  await (await browser.get(part(2))).press(part(2), gad7);
  await (await browser.get(part(3))).press(part(3), items(10, 0));
}
async function send({ browser }: Patient, typed = {}): Promise<void> {
  await (await browser.get(LIST)).press(LIST, typed);
}

describe('a patient who is asked how it goes now', () => {
  it('is led from Mit forløb through the questionnaires, and thanked in plain words', async () => {
    const patient = await ended();
    const { browser } = patient;
    await browser.get(HOME);
    expect(browser.words()).toContain('spørger vi dig, hvordan det går nu');
    expect(browser.html).not.toContain(`href="${LIST}"`);
    await site.fires(patient, 'followUp');
    await browser.get(HOME);
    expect(browser.words()).toContain('Hvordan går det nu?');
    expect(browser.words()).toMatch(/Du kan svare til og med \S+dag \d+\. \S+/);
    expect(browser.html).toContain(`href="${LIST}"`);
    await browser.get(LIST);
    expect(browser.words()).toContain('Det tager cirka 11 minutter');
    await browser.get(part(1));
    await browser.press(part(1), items(9, 1, { item9: '0' }));
    expect(browser.url).toBe(part(2));
    await browser.press(part(2), items(7, 1));
    await browser.press(part(3), items(10, 0));
    expect(browser.words()).toContain('Når du har sendt dine svar, kan du ikke ændre dem.');
    await browser.press(LIST, {});
    expect(browser.words()).toContain('Tak for dine svar');
    expect(browser.words()).toContain('Dine svar peger på en depression i let grad.');
    expect(browser.words()).toContain('Dine svar peger på angst i let grad.');
    expect(browser.html).not.toMatch(/PHQ-9|GAD-7|AUDIT/);
    expect((await site.state(patient)).followUp).toBe('answered');
    expect(await answered(patient)).toEqual([
      ['audit', 0],
      ['gad7', 7],
      ['phq9', 8],
    ]);
    expect(await flags(patient)).toEqual([]);
    await browser.get(HOME);
    expect(browser.words()).toContain('Dit forløb er slut');
    expect(browser.words()).toContain('Se, hvad dine svar peger på');
  });

  it('finds what was chosen when they come back, and may leave something out', async () => {
    const patient = await asked();
    const { browser } = patient;
    await browser.get(part(2));
    await browser.press(part(2), items(7, 2, { item3: '', item4: '9' }));
    expect(browser.status).toBe(422);
    expect(browser.words()).toContain('Vælg et af svarene, eller spring spørgsmålet over.');
    expect(browser.html.match(/value="2"[^>]* checked/g)).toHaveLength(5);
    await browser.press(part(2), items(7, 2, { item3: '', item4: '' }));
    await browser.get(part(2));
    expect(browser.html.match(/value="2"[^>]* checked/g)).toHaveLength(5);
    await browser.get(LIST);
    expect(browser.words()).toContain('Gemt. 2 spørgsmål er sprunget over');
    await (await browser.get(part(1))).press(part(1), items(9, 0));
    await (await browser.get(part(3))).press(part(3), items(10, 0));
    expect(browser.words()).toContain('Uro og bekymring: 2 spørgsmål uden svar');
    await send(patient);
    expect(await answered(patient)).toContainEqual(['gad7', 14]);
  });

  it('is kept safe: what is half-written stays when it cannot be sent, and is sent once', async () => {
    const patient = await asked();
    const { browser } = patient;
    await fill(patient, items(9, 1, { item9: '0' }));
    await browser.get(LIST);
    const form = browser.hidden(LIST);
    site.courses.isThere = false;
    await browser.press(LIST, form);
    expect(browser.status).toBe(503);
    expect(browser.words()).toContain('Der er ikke sendt noget');
    expect(browser.words()).toContain('Send dine svar');
    expect(await answered(patient)).toEqual([]);
    site.courses.isThere = true;
    await browser.press(LIST, form);
    expect(browser.words()).toContain('Tak for dine svar');
    const before = site.courses.events.length;
    await browser.post(LIST, form);
    expect(await answered(patient)).toHaveLength(3);
    expect(site.courses.events).toHaveLength(before);
  });

  it('changed in another window after sending, what was sent stays', async () => {
    const patient = await asked();
    const { browser } = patient;
    await fill(patient, items(9, 1, { item9: '0' }));
    await browser.get(LIST);
    const form = browser.hidden(LIST);
    await browser.get(part(1));
    const late = browser.hidden(part(1));
    await (await browser.get(LIST)).press(LIST, form);
    await browser.get(LIST);
    const csrf = { _csrf: form['_csrf'] ?? '' };
    await patient.browser.post(part(1), { ...late, ...items(9, 3, { item9: '0' }), ...csrf });
    await patient.browser.post(LIST, { ...form, ...csrf });
    await patient.browser.post(LIST, { ...form, ...csrf, updateId: newId() });
    expect(await answered(patient)).toContainEqual(['phq9', 8]);
    expect(await flags(patient)).toEqual([]);
    expect((await browser.get(LIST)).words()).toContain('Tak for dine svar');
  });

  it('who has answered nothing is told that they need not', async () => {
    const patient = await asked();
    await fill(patient, {}, {});
    await (await patient.browser.get(part(3))).press(part(3), items(10, 0, emptied(10)));
    await send(patient);
    expect(patient.browser.status).toBe(422);
    expect(patient.browser.words()).toContain('så behøver du ikke gøre noget');
  });

  it('cannot answer any more once the course has closed, and is told so kindly', async () => {
    const patient = await asked();
    await fill(patient, items(9, 1, { item9: '0' }));
    const form = (await patient.browser.get(LIST)).hidden(LIST);
    await site.fires(patient, 'afterwards');
    await patient.browser.post(LIST, form);
    expect(await answered(patient)).toEqual([]);
    expect((await patient.browser.get(LIST)).words()).toContain('Du skal ikke gøre noget nu');
    expect((await patient.browser.get(HOME)).words()).toContain('Dit forløb er slut');
  });
});

describe('an answer that worries', () => {
  it('shows the crisis page at once, and is the task of the own psychologist', async () => {
    const patient = await asked();
    const { browser } = patient;
    await (await browser.get(part(1))).press(part(1), items(9, 1));
    expect(browser.url).toContain(paths.crisis.to());
    expect(browser.words()).toContain('70 201 201');
    expect(browser.words()).toContain('Vi har fået dit svar');
    expect(browser.html).toContain(`href="${part(2)}"`);
    expect(await flags(patient)).toEqual([['amber', 'item9Some']]);
    const [task] = await rows((tx) => openTasksOf(tx, patient.courseId));
    expect(task).toMatchObject({ kind: 'amberFlag', ownerId: site.psychologist.id });
    // Saved once more it is the same worry; answered worse it is another.
    await (await browser.get(part(1))).press(part(1), items(9, 1));
    expect(await flags(patient)).toHaveLength(1);
    await (await browser.get(part(1))).press(part(1), items(9, 1, { item9: '3' }));
    expect(await flags(patient)).toContainEqual(['red', 'item9High']);
  });

  it('left out, question 9 is never read as a no', async () => {
    const patient = await asked();
    await fill(patient, items(9, 0, { item9: '' }));
    expect(await flags(patient)).toEqual([]);
    await send(patient);
    expect(patient.browser.words()).toContain('Du sprang et spørgsmål over');
    expect(patient.browser.html).toContain(`href="${LIST}"`);
    expect(await flags(patient)).toEqual([['amber', 'item9LeftOut']]);
  });

  it('much worse than at the application, it shows the crisis page before the thanks', async () => {
    const patient = await asked();
    await site.clinic.owner.query(
      `UPDATE measure_response SET score = 5 WHERE course_id = $1 AND occasion = 'application'`,
      [patient.courseId],
    );
    await fill(patient, items(9, 2, { item9: '0' }));
    await send(patient);
    expect(patient.browser.url).toContain(paths.crisis.to());
    expect(await flags(patient)).toEqual([['worse', 'phq9Rise']]);
    expect((await patient.browser.get(LIST)).words()).toContain('Tak for dine svar');
  });

  it('only kept by itself while typing, it is still told at the sending, with the crisis page', async () => {
    const patient = await asked();
    await fill(patient, items(9, 0));
    await patient.browser.get(part(1));
    const form = { ...patient.browser.hidden(part(1)), ...items(9, 0, { item9: '2' }) };
    await patient.browser.post(`${part(1)}?kladde=1`, form);
    expect(await flags(patient)).toEqual([]);
    await send(patient);
    expect(patient.browser.url).toContain(paths.crisis.to());
    expect(await flags(patient)).toEqual([['red', 'item9High']]);
  });
});

describe('a patient who has begun a new course meanwhile', () => {
  it('answers the old one’s questionnaire by its link, and sees it beside the new course', async () => {
    const old = await asked();
    const { courseId, personId } = old;
    const next = await site.again(old);
    const { lastAt } = await site.state(old);
    const token = await rows((tx) =>
      makePortalLink(tx, {
        courseId,
        personId,
        target: 'followUp',
        at: lastAt,
        expiresAt: plusMillis(lastAt, 120 * DAY),
      }),
    );
    const { browser } = next;
    await browser.get(HOME);
    expect(browser.words()).toContain('En psykolog læser din ansøgning');
    expect(browser.words()).toContain('fra dit tidligere forløb');
    await browser.get(paths.portalLink.to({ token }));
    expect(browser.url).toBe(LIST);
    await fill(next, items(9, 1));
    expect(await flags(old)).toEqual([['amber', 'item9Some']]);
    await browser.get(paths.crisis.to());
    expect(browser.words()).toContain('Vi har fået dit svar');
    await send(next);
    expect(browser.words()).toContain('Tak for dine svar');
    expect(await answered(old)).toHaveLength(3);
    expect(await answered(next)).toEqual([]);
    expect((await browser.get(HOME)).words()).not.toContain('fra dit tidligere forløb');
    await browser.get(paths.portalLink.to({ token }));
    expect(browser.words()).toContain('Linket hører til noget, der er klaret');
  });

  it('a form of the one course never answers the other', async () => {
    const old = await asked();
    await fill(old, items(9, 0));
    const form = (await old.browser.get(LIST)).hidden(LIST);
    await old.browser.post(LIST, { ...form, course: newId() });
    expect((await site.state(old)).followUp).toBe('asked');
    expect(await answered(old)).toEqual([]);
  });
});

it('the score half a year later is not the last score of the treatment', async () => {
  const patient = await asked();
  await fill(patient, items(9, 2, { item9: '0' }));
  await send(patient);
  const facts = await site.clinic.owner.query(
    `SELECT phq9_last, phq9_follow_up, gad7_follow_up FROM course_fact WHERE course_id = $1`,
    [patient.courseId],
  );
  expect(facts.rows).toEqual([{ phq9_last: null, phq9_follow_up: '16', gad7_follow_up: '7' }]);
});

it('nobody whose treatment never began is asked', async () => {
  const patient = await site.someone();
  await site.happens(patient, { name: 'withdraw' });
  expect((await site.state(patient)).dues.map((due) => due.name)).toEqual(['afterwards']);
  await patient.browser.get(LIST);
  expect(patient.browser.words()).toContain('Der er ikke noget spørgeskema, der venter på dig nu.');
});

const emptied = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`item${index + 1}`, '']));
