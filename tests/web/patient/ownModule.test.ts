import { exercisesOf } from '../../../db/exercises';
import { keepFeedback, markFeedbackSent } from '../../../db/feedback';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import type { UpdateId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { firstVersion } from '../../support/depression';
import { openPatientSite, START, type PatientSite } from './site';

const FIRST = paths.myModule.to({ module: 'hvad-er-depression' });

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site.close());

const rows = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(site.clinic.worker, SYSTEM, read);

describe('a module', () => {
  const line = (n: number, more: object = {}) => ({
    [`aktivitetsdagbog.day-${n}`]: 'mandag',
    [`aktivitetsdagbog.time-${n}`]: 'aften',
    [`aktivitetsdagbog.activity-${n}`]: `Gik tur ${n}`,
    [`aktivitetsdagbog.moodBefore-${n}`]: '2',
    [`aktivitetsdagbog.moodAfter-${n}`]: '3',
    ...more,
  });

  it('keeps a half-done diary, refuses to hand it in half done, and hands it in when it is done', async () => {
    const patient = await site.inTreatment(firstVersion);
    const { browser } = patient;
    await (await browser.get(FIRST)).press(FIRST, { ...line(1), do: 'save' });
    expect(browser.words()).toContain('Det er gemt');
    await browser.press(FIRST, {
      ...line(1),
      'aktivitetsdagbog.activity-2': '<b>Så tv</b>',
      do: 'handIn',
    });
    expect(browser.status).toBe(422);
    expect(browser.words()).toContain('Udfyld mindst 3 linjer');
    expect(browser.html).toContain('&lt;b&gt;Så tv&lt;/b&gt;');
    expect((await rows((tx) => exercisesOf(tx, patient.courseId)))[0]).toMatchObject({
      version: 2,
    });
    await browser.press(FIRST, { ...line(1), ...line(2), ...line(3), do: 'handIn' });
    expect(browser.words()).toContain('Modulet er afleveret');
    const [saved] = await rows((tx) => exercisesOf(tx, patient.courseId));
    expect(saved?.handedInAt).not.toBeNull();
    await browser.get(FIRST);
    expect(browser.words()).toMatch(/Psykologen svarer senest \S+dag/);
    expect(browser.html).not.toContain('Aflever modulet');
  });

  it('one more row is there when it is asked for, and what was typed is kept', async () => {
    const { browser } = await site.inTreatment(firstVersion);
    await browser.get(FIRST);
    expect(browser.html).not.toContain('activity-6');
    await browser.press(FIRST, { ...line(1), do: 'add:aktivitetsdagbog' });
    expect(browser.html).toContain('activity-6');
    expect(browser.html).toContain('value="Gik tur 1"');
    await browser.press(FIRST, { ...line(1), do: 'handIn' });
    expect([browser.status, browser.html.includes('activity-6')]).toEqual([422, true]);
  });

  it('a second window is told what the first saved, and nothing of either is lost', async () => {
    const { browser } = await site.inTreatment(firstVersion);
    await browser.get(FIRST);
    const old = browser.hidden(FIRST);
    await browser.press(FIRST, { ...line(1), do: 'save' });
    await browser.press(FIRST, { ...old, ...line(2), do: 'save' });
    expect(browser.status).toBe(409);
    expect(browser.words()).toContain('Det, der er gemt fra et andet vindue');
    expect(browser.words()).toContain('Gik tur 1');
    expect(browser.html).toContain('value="Gik tur 2"');
  });

  it('the psychologist’s answer is read only when it is sent', async () => {
    const patient = await site.inTreatment(firstVersion);
    const { browser, courseId, personId } = patient;
    await (
      await browser.get(FIRST)
    ).press(FIRST, { ...line(1), ...line(2), ...line(3), do: 'handIn' });
    const updateId = newId<UpdateId>();
    await rows((tx) =>
      keepFeedback(tx, {
        courseId,
        personId,
        module: 'hvad-er-depression',
        staffId: site.psychologist.id,
        body: 'Godt set.',
        at: START,
        updateId,
      }),
    );
    expect((await browser.get(FIRST)).words()).not.toContain('Godt set.');
    await site.happens(patient, { name: 'giveFeedback', moduleId: 'hvad-er-depression' });
    await browser.get(paths.myCourse.to());
    expect(browser.words()).toContain('Afleveret. Psykologen har ikke svaret.');
    await rows((tx) => markFeedbackSent(tx, updateId, START));
    expect((await browser.get(FIRST)).words()).toContain('Godt set.');
    expect(browser.words()).toContain('Karen Eksempel');
    await browser.get(paths.myCourse.to());
    expect(browser.words()).toContain('Afleveret. Karen Eksempel har svaret.');
  });

  it('a closed module says when it opens; a module that is none is not found', async () => {
    const { browser } = await site.inTreatment();
    const second = paths.myModule.to({ module: 'maal-og-vaerdier' });
    expect((await browser.get(second)).words()).toMatch(/Åbner \S+dag/);
    expect((await browser.get(`${second}?trin=1`)).words()).not.toContain('Trin 1');
    expect((await browser.get(paths.myModule.to({ module: 'intet' }))).status).toBe(404);
    expect((await browser.get(`${FIRST}?trin=99`)).status).toBe(404);
  });
});
