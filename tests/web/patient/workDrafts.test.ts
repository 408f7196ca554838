/** What is half typed in a diary or an exercise is kept, comes back, and writes over nothing newer. */
import { z } from 'zod';
import { draftsNamed } from '../../../db/drafts';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { paths } from '../../../web/paths';
import { depression } from '../../support/depression';
import { Browser } from '../clinician/clinicSite';
import { openPatientSite, START, type Patient, type PatientSite } from './site';

const DIARY = paths.myDiary.to({ exercise: 'aktivitetsdagbog' });
const MODULE = paths.myModule.to({ module: 'maal-og-vaerdier' });
const OPEN = `${MODULE}?uden-svar=1`;
const BEGUN = 'Her er det, du var i gang med.';
const pause = (address: string): string => `${address}?kladde=1`;
const entry = { day: '2026-11-23', time: 'aften', activity: 'Gik en tur' };
const whole = { ...entry, moodBefore: '2', moodAfter: '4' };

let site: PatientSite;
let patient: Patient;
let browser: Browser;
beforeAll(async () => {
  site = await openPatientSite();
});
beforeEach(async () => {
  await site.setNow(START);
  patient = await site.inTreatment(depression);
  await site.happens(patient, { name: 'openModule', moduleId: 'maal-og-vaerdier' });
  ({ browser } = patient);
});
afterAll(() => site.close());

async function anotherTab(): Promise<Browser> {
  const tab = new Browser(site.origin);
  await tab.get(`/test-login/${patient.personId}`);
  return tab;
}
const drafts = () =>
  inTransaction(site.clinic.worker, SYSTEM, (tx) =>
    draftsNamed(
      tx,
      { courseId: patient.courseId, authorId: patient.personId, prefix: 'work:' },
      z.unknown(),
    ),
  );

describe('a diary', () => {
  it('keeps what is half typed at each pause, shows it later, and forgets it once it is saved', async () => {
    await browser.get(DIARY);
    expect(browser.html).toContain(`data-autosave="${DIARY}`);
    const form = { ...browser.hidden(DIARY), ...entry };
    await browser.post(pause(DIARY), { ...form, activity: 'Gik en' });
    await browser.post(pause(DIARY), form);
    expect([browser.status, browser.html]).toEqual([
      200,
      expect.stringContaining('Kladden er gemt'),
    ]);
    await browser.get(DIARY);
    expect(browser.words()).toContain(BEGUN);
    expect(browser.words()).toContain('Du har skrevet 0 linjer.');
    expect(browser.html).toContain('value="Gik en tur"');
    await browser.press(DIARY, { ...whole, do: 'save' });
    expect(browser.words()).toContain('Du har skrevet 1 linje.');
    expect(browser.words()).not.toContain(BEGUN);
    expect(await drafts()).toEqual([]);
  });

  it('a pause that lands after the press it came before makes no draft of what is saved', async () => {
    await browser.get(DIARY);
    const form = { ...browser.hidden(DIARY), ...entry };
    await browser.post(pause(DIARY), form);
    await browser.post(DIARY, { ...form, ...whole, do: 'save' });
    await browser.post(pause(DIARY), { ...form, activity: 'Gik en' });
    expect([browser.status, browser.html]).toEqual([409, expect.stringContaining('er ikke gemt')]);
    expect(await drafts()).toEqual([]);
    await browser.get(DIARY);
    expect(browser.words()).not.toContain(BEGUN);
    expect(browser.words()).toContain('Du har skrevet 1 linje.');
    // Who went back and presses on that page means it: from then on it is kept as before.
    await browser.post(DIARY, { ...form, activity: 'En anden tur', do: 'draft' });
    await browser.post(pause(DIARY), { ...form, activity: 'En helt anden tur' });
    expect(browser.status).toBe(200);
    await browser.get(DIARY);
    expect(browser.html).toContain('value="En helt anden tur"');
  });

  it('another window’s draft is not thrown away unseen, and nobody is told that it was', async () => {
    await browser.get(DIARY);
    await browser.press(DIARY, { ...entry, do: 'draft' });
    const tab = await anotherTab();
    await tab.get(DIARY);
    await tab.post(pause(DIARY), { ...tab.hidden(DIARY), ...entry, activity: 'Gik længere' });
    await browser.press(DIARY, { ...entry, do: 'discard' });
    expect(browser.words()).toContain('Kladden er ikke slettet.');
    expect(browser.words()).not.toContain('Kladden er slettet');
    await browser.get(DIARY);
    expect(browser.html).toContain('value="Gik længere"');
    await browser.press(DIARY, { ...entry, do: 'discard' });
    expect(browser.words()).toContain('Kladden er slettet');
    expect(await drafts()).toEqual([]);
  });

  it('without a script a press keeps it, and another throws it away', async () => {
    await browser.get(DIARY);
    await browser.press(DIARY, { ...entry, do: 'draft' });
    expect(browser.words()).toContain('Kladden er gemt');
    expect(browser.html).toContain('value="Gik en tur"');
    expect(browser.words()).toContain('Du har skrevet 0 linjer.');
    await browser.press(DIARY, { ...entry, do: 'discard' });
    expect(browser.words()).toContain('Kladden er slettet');
    expect(browser.html).not.toContain('Gik en tur');
  });

  it('what was refused stands there also when the page was left', async () => {
    await browser.get(DIARY);
    await browser.press(DIARY, { ...entry, do: 'save' });
    expect(browser.status).toBe(422);
    await browser.get(DIARY);
    expect(browser.html).toContain('value="Gik en tur"');
    expect(browser.words()).toContain(BEGUN);
  });

  it('two windows never write over each other’s draft: the second is told', async () => {
    await browser.get(DIARY);
    const tab = await anotherTab();
    await tab.get(DIARY);
    const mine = { ...browser.hidden(DIARY), ...entry };
    const theirs = { ...tab.hidden(DIARY), ...entry, activity: 'Sov længe' };
    await browser.post(pause(DIARY), mine);
    await tab.post(pause(DIARY), theirs);
    expect(tab.status).toBe(409);
    expect(tab.html).toContain('i et andet vindue');
    await browser.post(pause(DIARY), { ...mine, activity: 'Gik en lang tur' });
    expect(browser.status).toBe(200);
    // The other window's entry is saved, and the draft that is not its own stays.
    await tab.post(DIARY, { ...theirs, moodBefore: '1', moodAfter: '1', do: 'save' });
    expect(tab.words()).toContain('Sov længe');
    expect(tab.html).toContain('value="Gik en lang tur"');
    // A window that was shown the draft writes on in it.
    await tab.post(pause(DIARY), { ...tab.hidden(DIARY), ...entry, activity: 'Gik hjem' });
    expect(tab.status).toBe(200);
  });

  it('an entry that is mended keeps its draft, and shows what another window saved since', async () => {
    await browser.get(DIARY);
    await browser.press(DIARY, { ...whole, do: 'save' });
    const found = new RegExp(`href="(${DIARY}/[0-9a-f-]{36})"`).exec(browser.html)?.[1];
    if (!found) throw new Error('there is no entry');
    await browser.get(found);
    const form = { ...browser.hidden(found), ...whole, activity: 'Halvt ret' };
    const tab = await anotherTab();
    await tab.get(found);
    await browser.post(pause(found), form);
    await tab.press(found, { ...whole, activity: 'Fra det andet', do: 'save' });
    expect(tab.words()).toContain('Det er rettet');
    await browser.get(found);
    expect(browser.html).toContain('value="Halvt ret"');
    expect(browser.words()).toMatch(/Det, der er gemt fra et andet vindue.*Fra det andet/);
    await browser.press(found, { ...whole, activity: 'Helt rettet', do: 'save' });
    expect(browser.words()).toContain('Det er rettet');
    expect(await drafts()).toEqual([]);
  });

  it('after the end nothing more is kept, and what was begun can still be read', async () => {
    await browser.get(DIARY);
    const form = { ...browser.hidden(DIARY), ...entry };
    await browser.post(pause(DIARY), form);
    await site.happens(patient, { name: 'dropOut' });
    await browser.post(pause(DIARY), { ...form, activity: 'For sent' });
    expect([browser.status, browser.html]).toEqual([409, expect.stringContaining('Ikke gemt')]);
    await browser.get(DIARY);
    expect(browser.words()).toContain('Gik en tur');
    expect(browser.words()).not.toContain('For sent');
    // It was not typed now, and it need not stand there for good.
    expect(browser.words()).toContain('Du var begyndt på det her');
    expect(browser.words()).not.toContain('Det, du skrev lige nu');
    await browser.press(DIARY, { do: 'discard' });
    expect(browser.words()).toContain('Kladden er slettet');
    expect(browser.words()).not.toContain('Gik en tur');
    expect(await drafts()).toEqual([]);
  });
});

describe('the exercises of a module', () => {
  const goal = { 'maal.goal-1': 'Gå til kor', 'maal.why-1': 'At høre til' };

  it('keep what is half typed, show it later, and forget it once it is saved', async () => {
    await browser.get(OPEN);
    await browser.post(pause(MODULE), { ...browser.hidden(MODULE), ...goal });
    expect(browser.html).toContain('Kladden er gemt');
    await browser.get(OPEN);
    expect(browser.words()).toContain(BEGUN);
    expect(browser.html).toContain('value="Gå til kor"');
    await browser.press(MODULE, { ...goal, do: 'save' });
    expect(browser.words()).toContain('Det er gemt');
    await browser.get(OPEN);
    expect(browser.words()).not.toContain(BEGUN);
    expect(browser.html).toContain('value="Gå til kor"');
    expect(await drafts()).toEqual([]);
  });

  it('a draft never hides or overwrites what another window saved since', async () => {
    await browser.get(OPEN);
    const mine = { ...browser.hidden(MODULE), ...goal };
    const tab = await anotherTab();
    await tab.get(OPEN);
    await browser.post(pause(MODULE), mine);
    await tab.press(MODULE, { ...goal, 'maal.goal-1': 'Fra det andet vindue', do: 'save' });
    await browser.get(OPEN);
    expect(browser.html).toContain('value="Gå til kor"');
    expect(browser.words()).toMatch(/Det, der er gemt fra et andet vindue.*Fra det andet vindue/);
    // The window that never saw it is refused, and told; nothing of either is lost.
    await browser.post(MODULE, { ...mine, do: 'save' });
    expect(browser.status).toBe(409);
    expect(browser.words()).toContain('Fra det andet vindue');
    await browser.press(MODULE, { ...goal, do: 'save' });
    expect(browser.words()).toContain('Det er gemt');
  });

  it('begun and not saved, it is told after the end in words that are true, and goes when asked', async () => {
    await browser.get(OPEN);
    await browser.post(pause(MODULE), { ...browser.hidden(MODULE), ...goal });
    await site.happens(patient, { name: 'dropOut' });
    await browser.get(MODULE);
    expect(browser.words()).toMatch(/Du var begyndt på det her .*Gå til kor/);
    expect(browser.words()).not.toContain('Det, du skrev lige nu');
    await browser.press(MODULE, { do: 'discard' });
    expect(browser.words()).toContain('Kladden er slettet');
    expect(browser.words()).not.toContain('Gå til kor');
  });

  it('a pause that lands after the save makes no draft over it', async () => {
    await browser.get(OPEN);
    const form = { ...browser.hidden(MODULE), ...goal };
    await browser.post(MODULE, { ...form, do: 'save' });
    await browser.post(pause(MODULE), { ...form, 'maal.goal-1': 'Gå til' });
    expect(browser.status).toBe(409);
    await browser.get(OPEN);
    expect(browser.words()).not.toContain(BEGUN);
    expect(browser.html).toContain('value="Gå til kor"');
  });

  it('a hand-in that lacks something has saved it, and needs no draft', async () => {
    await browser.get(OPEN);
    const form = { ...browser.hidden(MODULE), ...goal };
    await browser.post(pause(MODULE), form);
    await browser.post(MODULE, { ...form, do: 'handIn' });
    expect(browser.status).toBe(422);
    expect(await drafts()).toEqual([]);
    await browser.post(pause(MODULE), { ...browser.hidden(MODULE), ...goal, 'maal.why-1': 'Ro' });
    expect(browser.status).toBe(200);
    await browser.get(OPEN);
    expect(browser.html).toContain('value="Gå til kor"');
  });
});

it('is sealed in the database, and nobody else’s', async () => {
  await browser.get(DIARY);
  await browser.post(pause(DIARY), {
    ...browser.hidden(DIARY),
    ...entry,
    activity: 'Hemmelig tur',
  });
  const { rows } = await site.clinic.owner.query('SELECT form, body_sealed FROM draft');
  expect(rows.length).toBeGreaterThan(0);
  expect(Buffer.from(JSON.stringify(rows)).includes('Hemmelig')).toBe(false);
  for (const { body_sealed: sealed } of rows as { body_sealed: Buffer }[]) {
    expect(sealed.includes('Hemmelig')).toBe(false);
  }
  const other = await site.inTreatment(depression);
  expect((await other.browser.get(DIARY)).html).not.toContain('Hemmelig tur');
});
