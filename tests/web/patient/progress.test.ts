/** "Din udvikling": the numbers of one kind of exercise over the weeks, drawn, in words and as a table. */
import { plusMillis } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { DAY } from '../../support/courseWalk';
import { anxiety, typedProgrammes } from '../../support/typedProgrammes';
import { depression } from '../../support/depression';
import { openPatientSite, START, type Patient, type PatientSite } from './site';

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite(undefined, typedProgrammes);
});
afterAll(() => site.close());

const FIRST = 'aktivitetsdagbog';
const SECOND = 'dagbog-med-moenstre';

async function write(
  { browser }: Patient,
  exercise: string,
  fields: Record<string, string>,
): Promise<void> {
  const diary = paths.myDiary.to({ exercise });
  await browser.get(diary);
  await browser.press(diary, fields);
  expect(browser.words()).toContain('Det er gemt');
}
const activity = (day: string, what: string, moods: readonly [number, number]) => ({
  day,
  time: 'aften',
  activity: what,
  moodBefore: String(moods[0]),
  moodAfter: String(moods[1]),
});

it('is empty before anything is written, and says what will come', async () => {
  const { browser } = await site.inTreatment(depression);
  await browser.get(paths.myProgress.to({ exercise: FIRST }));
  expect(browser.words()).toContain('Når der er skrevet, står tallene her uge for uge');
  expect(browser.html).not.toContain('<polyline');
});

it('follows one kind across modules: a drawing, a table week by week, and everything written', async () => {
  const patient = await site.inTreatment(depression);
  const { browser } = patient;
  await write(patient, FIRST, activity('2026-11-16', 'Så tv', [3, 3]));
  await write(patient, FIRST, activity('2026-11-18', 'Gik en tur', [2, 5]));
  await site.happens(patient, { name: 'openModule', moduleId: 'aktivitet-og-humoer' });
  await write(patient, SECOND, {
    ...activity('2026-11-23', 'Sang i kor', [4, 7]),
    gave: 'loeftede',
    avoided: 'At ringe til min bror',
  });
  for (const exercise of [FIRST, SECOND]) {
    await browser.get(paths.myProgress.to({ exercise }));
    expect(browser.words()).toContain('Din udvikling: Aktivitetsdagbog');
    expect(browser.words()).toContain('Humøret steg i snit fra 3 før til 5 efter.');
    expect(browser.html.match(/<polyline/g)).toHaveLength(2);
    expect(browser.html).toMatch(/role="img" aria-label="Humør før og humør efter, fra mandag 16/);
    expect(browser.words()).toMatch(
      /Uge 47 \(16\.–22\. november\) Linjer: 2 Humør før: 2,5 Humør efter: 4/,
    );
    expect(browser.words()).toMatch(
      /Uge 48 \(23\.–29\. november\) Linjer: 1 Humør før: 4 Humør efter: 7/,
    );
    for (const what of ['Så tv', 'Sang i kor', 'det løftede mig', 'At ringe til min bror']) {
      expect(browser.words()).toContain(what);
    }
  }
  expect(browser.html).toContain(`href="${paths.myDiary.to({ exercise: SECOND })}/`);
});

it('half a form is no number yet; expected against actual fear is followed step by step', async () => {
  const patient = await site.inTreatment(anxiety);
  const { browser } = patient;
  const module = paths.myModule.to({ module: 'trin-for-trin' });
  const progress = paths.myProgress.to({ exercise: 'angsttrappe' });
  const step = (row: number, fields: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [`angsttrappe.${name}-${row}`, value]),
    );
  await browser.get(module);
  await browser.press(module, {
    ...step(1, { step: 'Stå på perronen', expected: '60', done: 'ja', actual: '35' }),
    ...step(2, { step: 'Køre én station', expected: '1000', learned: 'Lang '.repeat(300) }),
    ...step(3, { step: 'Køre to stationer', expected: '80' }),
    do: 'save',
  });
  await browser.get(progress);
  expect(browser.words()).toContain('Den ventede angst var i snit 60. Den blev 35.');
  expect(browser.words()).toContain('Trin 2 Ventet angst: – Angst, da det skete: –');
  // What cannot be handed in yet is written all the same.
  expect(browser.words()).toContain('»Køre én station«, ventet angst 1000');
  expect(browser.words()).toContain('Lang '.repeat(300).trim());
  // Steps have no time between them.
  expect(browser.words()).toContain('Tallene, ét for ét');
  expect(browser.html).toContain('Ventet angst og angst, da det skete, for 3 trin');
  expect(browser.html).not.toMatch(/<polyline|over tid/);
  await browser.get(module);
  await browser.press(module, {
    ...step(1, { step: 'Stå på perronen', expected: '60', done: 'ja', actual: '' }),
    ...step(2, { step: 'Køre én station', expected: '1000' }),
    do: 'handIn',
  });
  expect(browser.status).toBe(422);
  expect(browser.words()).toContain('Trin 1: Giv angsten et tal fra 0 til 100');
  expect(browser.words()).toContain('Trin 2: Skriv et helt tal fra 0 til 100');
  expect(browser.html).toContain('value="1000"');
  expect(browser.words()).toContain('Udfyld mindst 1 anfald, før du afleverer.');
});

it('a panic diary takes a time as it is typed, and minutes as a number', async () => {
  const patient = await site.inTreatment(anxiety);
  const { browser } = patient;
  const attack = {
    day: '2026-11-23',
    time: '1410',
    situation: 'I bussen',
    body: 'Hjertet hamrede',
    feared: 'At besvime',
    strength: '9',
    minutes: '12',
    did: 'Stod af',
    expected: '',
  };
  const diary = paths.myDiary.to({ exercise: 'panikdagbog' });
  await browser.get(diary);
  await browser.press(diary, { ...attack, time: 'i formiddags', minutes: '12,5' });
  expect(browser.status).toBe(422);
  expect(browser.words()).toContain(
    'Skriv et klokkeslæt med tal ved »Klokken«, for eksempel 14.10.',
  );
  expect(browser.html).toContain('value="i formiddags"');
  expect(browser.html).toContain('value="12,5"');
  await write(patient, 'panikdagbog', attack);
  await write(patient, 'panikdagbog', { ...attack, day: '2026-11-20', strength: '6' });
  await browser.get(paths.myProgress.to({ exercise: 'panikdagbog' }));
  expect(browser.words()).toContain('Angsten var i snit 7,5, da den var værst.');
  expect(browser.words()).toContain('Mandag 23. november kl. 14.10');
  expect(browser.words()).toContain('12 minutter');
});

it('one writes about a night; three numbers are named with one "og"', async () => {
  const patient = await site.inTreatment(depression);
  const { browser } = patient;
  await site.happens(patient, { name: 'openModule', moduleId: 'soevn' });
  const night = {
    bedTime: '22.30',
    lightsOut: '23',
    minutesToSleep: 'under-15',
    awake: 'naesten-ikke',
    upTime: '7',
    quality: '5',
    sleepiness: '6',
  };
  await write(patient, 'soevndagbog', { ...night, day: '2026-11-22' });
  await write(patient, 'soevndagbog', { ...night, day: '2026-11-23', upTime: '6' });
  expect(browser.words()).toContain(
    'Du har skrevet om 2 nætter. Skriv om mindst 1 nat mere, før du afleverer modulet.',
  );
  await browser.get(paths.myProgress.to({ exercise: 'soevndagbog' }));
  expect(browser.html).toContain('Søvn i timer (cirka), søvnens kvalitet og søvnig om dagen, fra');
  expect(browser.words()).toContain('timers søvn om natten, og søvnen fik 5 ud af 10.');
});

it('twelve weeks of a diary are one page, without a question for each entry', async () => {
  const patient = await site.inTreatment(depression);
  await site.clockAt(plusMillis(START, 80 * DAY));
  for (const day of ['2026-11-23', '2027-01-04', '2027-02-11']) {
    await write(patient, FIRST, activity(day, `Gik en tur ${day}`, [3, 4]));
  }
  await patient.browser.get(paths.myProgress.to({ exercise: FIRST }));
  expect(patient.browser.words()).toMatch(/Uge 48 \(.*Uge 1 \(.*Uge 6 \(/);
});
