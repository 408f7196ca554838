/** The questionnaires of the week: reached from Mit forløb, sent once, read by whom they worry. */
import { flagsOf } from '../../../db/flags';
import { responsesOf } from '../../../db/measures';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import { plusMillis } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { DAY } from '../../support/courseWalk';
import { items } from './items';
import { openPatientSite, type Patient, type PatientSite } from './site';

const HERE = paths.myMeasures.to();
const HOME = paths.myCourse.to();
const PHQ9 = paths.myMeasure.to({ measure: 'phq9' });
const GAD7 = paths.myMeasure.to({ measure: 'gad7' });
let site: PatientSite;
// A clock that has gone ahead does not come back: each test has its own.
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
    .filter((one) => one.occasion !== 'application')
    .map(({ occasion, measure, score }) => `${occasion} ${measure} ${score}`)
    .toSorted();

/** What the application scored, long before treatment. */
async function applied({ courseId }: Patient, measure: string, score: number): Promise<void> {
  await site.clinic.owner.query(
    `UPDATE measure_response SET score = $3, answered_at = answered_at - interval '60 days'
    WHERE course_id = $1 AND measure = $2 AND occasion = 'application'`,
    [courseId, measure, score],
  );
}
async function later(patient: Patient, days: number): Promise<void> {
  await site.clockAt(plusMillis((await site.state(patient)).lastAt, days * DAY));
}
async function fill({ browser }: Patient, phq9: object, gad7: object = items(7, 1)): Promise<void> {
  await (await browser.get(PHQ9)).press(PHQ9, { ...phq9 });
  await (await browser.get(GAD7)).press(GAD7, { ...gad7 });
}
async function send({ browser }: Patient): Promise<void> {
  await (await browser.get(HERE)).press(HERE, {});
}

describe('a patient in treatment', () => {
  it('is asked on Mit forløb, answers page by page, and sees how it goes in words', async () => {
    const patient = await site.inTreatment();
    await applied(patient, 'phq9', 16);
    const { browser } = patient;
    await browser.get(HOME);
    expect(browser.words()).toContain('Ugens spørgeskemaer, 3 minutter');
    expect(browser.words()).toContain('Så kan du og din psykolog se, hvordan det går.');
    expect(browser.html).toContain(`href="${PHQ9}"`);
    await browser.get(PHQ9);
    await browser.press(PHQ9, items(9, 1, { item9: '0' }));
    expect(browser.url).toBe(GAD7);
    await browser.press(GAD7, items(7, 1));
    expect(browser.url).toBe(HERE);
    expect(browser.words()).toContain('Når du har sendt dine svar, kan du ikke ændre dem.');
    await browser.press(HERE, {});
    expect(browser.words()).toContain('Tak for dine svar');
    expect(browser.words()).toContain('Dine svar peger på en depression i let grad.');
    expect(browser.words()).toContain('Det er 8 point lavere end ved starten');
    expect(browser.words()).toContain('Lavere er bedre.');
    expect(browser.html).toMatch(
      /aria-label="Dit humør, fra gang til gang: ansøgning 16 .*, uge 1 8\. Det samme står i tabellen\."/,
    );
    expect(browser.html).not.toMatch(/PHQ-9|GAD-7/);
    expect(await answered(patient)).toEqual(['week-1 gad7 7', 'week-1 phq9 8']);
    expect(await flags(patient)).toEqual([]);
    await browser.get(HOME);
    expect(browser.words()).not.toContain('Ugens spørgeskemaer');
  });

  it('is asked again the next week, and what was half-written then stands there', async () => {
    const patient = await site.inTreatment();
    await fill(patient, items(9, 0));
    await send(patient);
    await later(patient, 6);
    const { browser } = patient;
    await browser.get(HOME);
    expect(browser.words()).not.toContain('Ugens spørgeskemaer');
    await later(patient, 7);
    await browser.get(HOME);
    expect(browser.words()).toContain('Ugens spørgeskemaer');
    await (await browser.get(PHQ9)).press(PHQ9, items(9, 1, { item9: '0' }));
    await browser.get(HOME);
    expect(browser.words()).toContain('Fortsæt dine svar');
    await later(patient, 13);
    await browser.get(PHQ9);
    expect(browser.html.match(/value="1"[^>]* checked/g)).toHaveLength(8);
  });

  it('who worries again in another week has a flag of that week, whoever has the first', async () => {
    const patient = await site.inTreatment();
    const { browser } = patient;
    const ofItem9 = async () => (await flags(patient)).filter(([, one]) => one !== 'phq9Rise');
    await fill(patient, items(9, 0, { item9: '1' }));
    await send(patient);
    expect(await ofItem9()).toEqual([['amber', 'item9Some']]);
    await later(patient, 7);
    await fill(patient, items(9, 0, { item9: '1' }));
    // Saved twice the same day, it is one worry.
    await (await browser.get(PHQ9)).press(PHQ9, items(9, 0, { item9: '1' }));
    expect(await ofItem9()).toEqual([
      ['amber', 'item9Some'],
      ['amber', 'item9Some'],
    ]);
    await browser.get(paths.crisis.to());
    expect(browser.words()).toContain('Vi har fået dit svar');
    expect(browser.words()).not.toContain('skulle have læst');
  });

  it('who opened the page last week sends nothing unseen into this one', async () => {
    const patient = await site.inTreatment();
    await later(patient, 6);
    await fill(patient, items(9, 1, { item9: '0' }));
    const { browser } = patient;
    const form = (await browser.get(HERE)).hidden(HERE);
    await later(patient, 7);
    await browser.post(HERE, form);
    expect(browser.status).toBe(409);
    expect(browser.words()).toContain('Der er begyndt en ny uge, siden du åbnede siden.');
    expect(await answered(patient)).toEqual([]);
    await browser.press(HERE, {});
    expect(await answered(patient)).toEqual(['week-2 gad7 7', 'week-2 phq9 8']);
  });

  it('is kept safe: sent once however often it is pressed, and never overwritten', async () => {
    const patient = await site.inTreatment();
    const { browser } = patient;
    await fill(patient, items(9, 1, { item9: '0' }));
    const form = (await browser.get(HERE)).hidden(HERE);
    const other = (await browser.get(HERE)).hidden(HERE);
    const late = (await browser.get(PHQ9)).hidden(PHQ9);
    site.courses.isThere = false;
    await browser.post(HERE, form);
    expect(browser.status).toBe(503);
    expect(await answered(patient)).toEqual([]);
    site.courses.isThere = true;
    await browser.post(HERE, form);
    await browser.post(HERE, form);
    expect(browser.words()).toContain('Tak for dine svar');
    await browser.post(HERE, other);
    expect(browser.status).toBe(409);
    expect(browser.words()).toContain('Du har allerede svaret på spørgeskemaet.');
    await browser.post(PHQ9, { ...late, ...items(9, 3, { item9: '0' }) });
    expect(browser.status).toBe(409);
    expect(browser.words()).toContain('Det, du har valgt her, er ikke gemt.');
    expect(browser.html.match(/value="3"[^>]* checked/g)).toHaveLength(8);
    expect(await answered(patient)).toEqual(['week-1 gad7 7', 'week-1 phq9 8']);
    expect(await flags(patient)).toEqual([]);
  });

  it('who posts a value that is no answer hears where, and keeps the rest', async () => {
    const patient = await site.inTreatment();
    const { browser } = patient;
    const form = (await browser.get(PHQ9)).hidden(PHQ9);
    await browser.post(PHQ9, { ...form, ...items(9, 2, { item3: '7', item9: '0' }) });
    expect(browser.status).toBe(422);
    expect(browser.words()).toContain('Vælg et af svarene, eller spring spørgsmålet over.');
    expect(browser.html.match(/value="2"[^>]* checked/g)).toHaveLength(7);
    expect(await flags(patient)).toEqual([]);
    expect((await browser.get(paths.myMeasure.to({ measure: 'spin' }))).status).toBe(404);
  });

  it('a worry beside a value that is no answer is read, once', async () => {
    const patient = await site.inTreatment();
    const { browser } = patient;
    const form = (await browser.get(PHQ9)).hidden(PHQ9);
    await browser.post(PHQ9, { ...form, ...items(9, 1, { item9: '3', item3: '7' }) });
    expect(browser.status).toBe(422);
    const raised = await flags(patient);
    expect(raised).toHaveLength(1);
    await browser.post(PHQ9, { ...form, ...items(9, 1, { item9: '3' }) });
    expect(browser.url).toContain(paths.crisis.to());
    expect(await flags(patient)).toEqual(raised);
  });

  it('meets them before a module to work on, and not before one that can only be read', async () => {
    const patient = await site.inTreatment();
    const { browser } = patient;
    const { programme } = await site.state(patient);
    const moduleId = programme?.modules[1]?.moduleId ?? '';
    const module = paths.myModule.to({ module: moduleId });
    await site.happens(patient, { name: 'openModule', moduleId });
    await browser.get(module);
    expect(browser.words()).toContain('Modulet er klar til dig.');
    await site.happens(patient, { name: 'dropOut' });
    await browser.get(module);
    expect(browser.status).toBe(200);
    expect(browser.words()).not.toContain('Modulet er klar til dig.');
  });

  it('is not asked in a pause, nor before treatment', async () => {
    const patient = await site.inTreatment();
    const { lastAt } = await site.state(patient);
    await site.happens(patient, { name: 'pause', until: plusMillis(lastAt, 7 * DAY) });
    const { browser } = patient;
    await browser.get(HOME);
    expect(browser.words()).not.toContain('Ugens spørgeskemaer');
    await browser.get(HERE);
    expect(browser.words()).toContain('Vi spørger igen, når den går videre.');
    const { browser: before } = await site.someone();
    await before.get(HERE);
    expect(before.words()).toContain('Der er ikke noget spørgeskema, der venter på dig nu.');
  });
});

describe('answers that worry', () => {
  it.each([
    ['0', []],
    ['1', [['amber', 'item9Some']]],
    ['2', [['red', 'item9High']]],
    ['3', [['red', 'item9High']]],
  ])('item 9 answered %s: flags %j, raised as soon as it is saved', async (item9, raised) => {
    const patient = await site.inTreatment();
    const { browser } = patient;
    await (await browser.get(PHQ9)).press(PHQ9, items(9, 0, { item9 }));
    expect(browser.url.startsWith(paths.crisis.to())).toBe(raised.length > 0);
    expect(await flags(patient)).toEqual(raised);
    await (await browser.get(GAD7)).press(GAD7, items(7, 0));
    await send(patient);
    expect(browser.words()).toContain('Tak for dine svar');
    expect(await flags(patient)).toEqual(raised);
  });

  it('item 9 left out is said before sending, and flagged with it', async () => {
    const patient = await site.inTreatment();
    const { browser } = patient;
    await fill(patient, items(9, 0, { item9: '' }));
    expect(await flags(patient)).toEqual([]);
    expect(browser.words()).toContain('Du har ikke svaret på spørgsmålet om tanker om døden.');
    await send(patient);
    expect(browser.url.startsWith(paths.crisis.to())).toBe(true);
    expect(browser.words()).toContain('Du sprang et spørgsmål over');
    expect(await flags(patient)).toEqual([['amber', 'item9LeftOut']]);
    expect(await answered(patient)).toEqual(['week-1 gad7 7', 'week-1 phq9 0']);
  });

  it.each([
    ['phq9', 3, 8, []],
    ['phq9', 2, 8, [['worse', 'phq9Rise']]],
    ['gad7', 4, 7, []],
    ['gad7', 3, 7, [['worse', 'gad7Rise']]],
  ])('%s from %i at the start to %i now raises %j', async (measure, start, now, raised) => {
    const patient = await site.inTreatment();
    await applied(patient, measure, start);
    await fill(
      patient,
      items(9, measure === 'phq9' ? 1 : 0, { item9: '0' }),
      items(7, measure === 'gad7' ? 1 : 0),
    );
    await send(patient);
    expect(patient.browser.url.startsWith(paths.crisis.to())).toBe(raised.length > 0);
    expect(await flags(patient)).toEqual(raised);
    expect(await answered(patient)).toContainEqual(`week-1 ${measure} ${now}`);
  });
});
