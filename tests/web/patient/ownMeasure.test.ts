/** A programme whose data ask for well-being each week: asked, scored, drawn, and judged the right way. */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scoresOf } from '../../../db/measures';
import { flagsOf } from '../../../db/flags';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { plusMillis } from '../../../domain/ids';
import { loadProgrammes } from '../../../programmes/load';
import { staffLines } from '../../../web/clinician/scoreLines';
import { paths } from '../../../web/paths';
import { DAY } from '../../support/courseWalk';
import { openPatientSite, START, type Patient, type PatientSite } from './site';

const HERE = paths.myMeasures.to();
const WHO5 = paths.myMeasure.to({ measure: 'who5' });
const shipped = join(__dirname, '../../../programmes/depression');
let dir: string;
let site: PatientSite;
let patient: Patient;

/** The shipped programme, with WHO-5 alone asked for in the front matter of every module. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'programmes-'));
  cpSync(shipped, join(dir, 'depression'), { recursive: true });
  for (const file of readdirSync(join(dir, 'depression')).filter((one) => one.endsWith('.md'))) {
    const at = join(dir, 'depression', file);
    const text = readFileSync(at, 'utf8');
    writeFileSync(at, text.replace('measures: [phq9, gad7]', 'measures: [who5]'));
  }
  const programmes = loadProgrammes(dir);
  const [programme] = programmes.newest;
  if (!programme) throw new Error('no programme');
  site = await openPatientSite(undefined, programmes);
  patient = await site.inTreatment(programme);
});
afterAll(async () => {
  await site?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Answers the week's questionnaire, '' for what is left out. */
async function answer(...values: readonly (number | '')[]): Promise<void> {
  const { browser } = patient;
  const form = Object.fromEntries(values.map((value, at) => [`item${at + 1}`, `${value}`]));
  await (await browser.get(WHO5)).press(WHO5, form);
  expect(browser.url).toBe(HERE);
  await browser.press(HERE, {});
  expect(browser.words()).toContain('Tak for dine svar');
}
async function nextWeek(): Promise<void> {
  await site.clockAt(plusMillis((await site.state(patient)).lastAt, (weeks += 1) * 7 * DAY));
}
let weeks = 0;
const read = <T>(of: Parameters<typeof inTransaction<T>>[2]): Promise<T> =>
  inTransaction(site.clinic.worker, SYSTEM, of);
const psychologistReads = async () =>
  staffLines(await read((tx) => scoresOf(tx, patient.courseId)), START).find(({ label }) =>
    label.startsWith('WHO-5'),
  );
/** How high each point stands, from the foot up. */
const heights = (): readonly number[] =>
  [...patient.browser.html.matchAll(/<circle class="dot[^"]*" cx="[\d.]+" cy="([\d.]+)" r="4">/g)]
    .map(([, cy]) => -Number(cy))
    .slice(0, weeks + 1);

it('asks for it alone, scores it times four, and says what it means', async () => {
  const { browser } = patient;
  await browser.get(paths.myCourse.to());
  expect(browser.html).toContain(`href="${WHO5}"`);
  await answer(2, 2, 2, 2, 2);
  expect(browser.words()).toMatch(/Din trivsel Du svarede sidst .*\. Tallet er 40\./);
  expect(browser.words()).toContain('du trives dårligere end de fleste lige nu');
  expect(browser.words()).toContain('Højere er bedre. Tallet går fra 0 til 100.');
  expect(browser.words()).not.toContain('Dit humør: 4');
});

it('a rise of ten points and more is better, to both, and is drawn upwards', async () => {
  await nextWeek();
  await answer(3, 3, 3, 2, 2);
  expect(patient.browser.words()).toMatch(
    /Tallet er 52\. .*Det er 12 point højere end ved starten, .* Det tyder på, at du har det bedre\./,
  );
  const [first = 0, second = 0] = heights();
  expect(second).toBeGreaterThan(first);
  const line = await psychologistReads();
  expect(line?.heading).toMatch(/^WHO-5: 52 \(god trivsel\), uge 2/);
  expect(line?.words).toContain('Steget 12 siden start: sikker bedring (grænse 10).');
  expect(line?.words).toContain('Grænsen er under 50.');
  expect(line?.look).toBe(false);
});

it('one question left out leaves it without a score: all five are needed', async () => {
  await nextWeek();
  await answer(3, 3, 3, 2, '');
  expect(patient.browser.words()).toMatch(
    /er for få til et tal: Du svarede på 4 af 5, og der skal svar til på alle 5\. Det seneste tal er 52/,
  );
  expect(patient.browser.words()).not.toContain('du trives');
});

it('a fall of ten points and more is worse, to both, and raises no flag of its own', async () => {
  await nextWeek();
  await answer(1, 1, 2, 2, 1);
  expect(patient.browser.words()).toMatch(
    /Tallet er 28\. .*Det er 12 point lavere .* fået det værre/,
  );
  const [, best = 0, last = 0] = heights();
  expect(last).toBeLessThan(best);
  expect(patient.browser.html).toContain('class="gap"');
  const line = await psychologistReads();
  expect(line?.words).toContain('Faldet 12 siden start: sikker forværring (grænse 10).');
  expect(line?.look).toBe(true);
  expect(line?.table.rows.map((row) => row.at(-1)?.text)).toEqual([
    '0',
    '+12, sikker bedring',
    '–',
    '−12, sikker forværring',
  ]);
  // DOMAIN section 4 names PHQ-9 and GAD-7 alone.
  expect(await read((tx) => flagsOf(tx, patient.courseId))).toEqual([]);
});
