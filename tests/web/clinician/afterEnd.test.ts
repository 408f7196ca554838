/** What a psychologist still does after the end of a course: the promised call, and corrections. */
import { courseById } from '../../../db/courses';
import { deliveriesOf } from '../../../db/deliveries';
import { insertFlag } from '../../../db/flags';
import { letterFacts } from '../../../db/letterFacts';
import { keepResponse } from '../../../db/measures';
import { newId } from '../../../db/newId';
import { openTasksOf } from '../../../db/tasks';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import type { CourseId, FlagId } from '../../../domain/ids';
import { composeLetter } from '../../../letters/compose';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';
import { endedWith, withdraws } from './ended';

let site: ClinicSite;
let course: CourseId;
let karen: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  karen = await site.as('karen');
});
afterEach(() => site.close());

const asWorker = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(site.clinic.worker, SYSTEM, read);
const NO = { answer: 'reject', reasons: ['tooSevere'], recommendations: ['ownGp'] };
const screening = (): string => paths.screening.to({ course });
const coursePage = (): string => paths.course.to({ course });

async function rejectedBy(browser: Browser, more: Record<string, string> = {}): Promise<void> {
  await browser.get(screening());
  await browser.press(screening(), { ...NO, ...more });
  await site.happens(course, { name: 'release' });
}

describe('a rejection with an advice call', () => {
  it('promises the call in the letter that is looked at before', async () => {
    await karen.get(screening());
    await karen.press(paths.screeningLetter.to({ course }), NO);
    expect(karen.html).not.toContain('Vi ringer til dig');
    await karen.get(screening());
    expect(karen.words()).toContain('Jeg ringer til ansøgeren om andre muligheder');
    await karen.press(paths.screeningLetter.to({ course }), { ...NO, adviceCall: 'yes' });
    expect(karen.html).toContain('Vi ringer til dig');
  });

  it('is the task of whoever rejected, in two working days, with the number beside it', async () => {
    await rejectedBy(karen, { adviceCall: 'yes' });
    const state = await site.state(course);
    expect(state).toMatchObject({ stage: 'ended', outcome: 'rejected', psychologistId: null });
    const [task] = await asWorker((tx) => openTasksOf(tx, course));
    expect(task).toMatchObject({ kind: 'adviceCall', ownerId: site.staff.karen });
    expect(task?.dueAt).toBe('2026-11-25T14:00:00.000Z');
    await karen.get(paths.worklist.to());
    expect(karen.words()).toContain('Ring: rådgivende samtale');
    expect(karen.html).toContain(`${coursePage()}#opgaver`);
    await karen.get(coursePage());
    expect(karen.words()).toContain('Telefon: 00 00 00 01');
    const ib = await site.as('ib');
    expect((await ib.get(paths.worklist.to())).words()).not.toContain('Ring: rådgivende samtale');
  });

  it('is done when it is said how it went, with a note when they have talked', async () => {
    await rejectedBy(karen, { adviceCall: 'yes' });
    const close = paths.closeTask.to({ course });
    await karen.get(coursePage());
    await karen.press(close, { way: 'reached', note: '' });
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Skriv et journalnotat.');
    expect(karen.html).toMatch(/value="reached"[^>]* checked/);
    await karen.press(close, { way: 'notReached', note: '' });
    expect(karen.words()).toContain('Skriv et journalnotat: hvornår du prøvede, og hvad der nu');
    await karen.press(close, { way: 'reached', note: 'Talte om kommunens tilbud.' });
    expect(karen.words()).toContain('Opgaven er markeret som gjort');
    expect(karen.words()).toContain('Talte om kommunens tilbud.');
    expect(karen.words()).toContain('Opgave løst: ring: rådgivende samtale. Karen Eksempel');
    const rows = await site.clinic.owner.query(`SELECT state FROM task WHERE kind = 'adviceCall'`);
    expect(rows.rows).toEqual([{ state: 'done' }]);
    await karen.get(paths.worklist.to());
    expect(karen.words()).not.toContain('Ring: rådgivende samtale');
  });

  it('is promised only where the box is ticked, also when the answer is pressed anew', async () => {
    await karen.get(screening());
    await karen.press(screening(), { ...NO, adviceCall: 'yes' });
    await karen.press(paths.undoDecision.to({ course }), {});
    await karen.get(screening());
    expect(karen.html).toMatch(/name="adviceCall"[^>]* checked/);
    await karen.press(screening(), { ...NO, adviceCall: '' });
    await site.happens(course, { name: 'release' });
    expect((await site.state(course)).tasks).toEqual([]);
    expect(await letter('rejection')).not.toContain('Vi ringer til dig');
  });
});

/** The text of the last letter of a kind, as the sending would write it now. */
async function letter(
  kind: 'rejection' | 'letterCorrection' | 'epicriseCorrection',
  sequence?: number,
): Promise<string> {
  return asWorker(async (tx) => {
    const all = await deliveriesOf(tx, course, { limit: 50 });
    const one = all.find((row) => row.kind === kind && row.sequence === (sequence ?? row.sequence));
    if (!one) throw new Error(`no ${kind}`);
    const facts = await letterFacts(tx, {
      ...one,
      at: one.createdAt,
      portalUrl: 'http://127.0.0.1/l/xxxxxxxx',
      titleOf: (_programme, module) => module,
    });
    return composeLetter(kind, facts).text;
  });
}

describe('a letter that was wrong', () => {
  const address = (): string => paths.correction.to({ course });

  it('is put right from the course, after a look at the letter as it goes', async () => {
    await rejectedBy(karen);
    await karen.get(coursePage());
    expect(karen.html).toContain(`href="${address()}"`);
    await karen.get(address());
    expect(karen.html).toMatch(/value="rejection"[^>]* checked/);
    await karen.press(paths.correctionLetter.to({ course }), {
      letter: 'rejection',
      letterText: '',
    });
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Skriv, hvad der var forkert, og hvad der er rigtigt.');
    const words = {
      letter: 'rejection',
      letterText: 'Nummeret til <b>kommunen</b> er 11 11 11 11.',
    };
    await karen.press(paths.correctionLetter.to({ course }), words);
    expect(karen.words()).toContain('Brevet går med det samme og kan ikke fortrydes.');
    expect(karen.html).toContain('Svar på din ansøgning');
    await karen.press(address(), words);
    expect(karen.words()).toContain('Rettelsen er på vej');
    expect(karen.words()).toContain('Rettelse til et brev. Karen Eksempel');
    expect(await letter('letterCorrection')).toContain('vores brev "Svar på din ansøgning" fra');
    expect(await letter('letterCorrection')).toContain(
      'Nummeret til <b>kommunen</b> er 11 11 11 11.',
    );
    await karen.get(address());
    expect(karen.html).not.toContain('11 11 11 11');
  });

  it('more than once, each correction carries its own words, in the order they were sent', async () => {
    await rejectedBy(karen);
    const lise = await site.as('supervisor');
    // Forms are opened and sent in different orders, at the same minute of a clock that stands still.
    await karen.get(address());
    const { updateId = '' } = karen.hidden(address());
    const words = ['Den første.', 'Den anden.', 'Den tredje.', 'Den fjerde.', 'Den femte.'];
    for (const [index, letterText] of words.entries()) {
      const who = index % 2 === 0 ? lise : karen;
      await who.get(address());
      const isLast = index === words.length - 1;
      const form = { letter: 'rejection', letterText };
      await who.press(address(), isLast ? { ...form, updateId } : form);
    }
    for (const [index, own] of words.entries()) {
      const text = await letter('letterCorrection', index + 1);
      expect(words.filter((one) => text.includes(one))).toEqual([own]);
    }
  });

  it('is corrected once by a form that is pressed twice, and anew when its words are changed', async () => {
    await rejectedBy(karen);
    await karen.get(address());
    const form = { ...karen.hidden(address()), letter: 'rejection', letterText: 'En rettelse.' };
    await karen.press(address(), form);
    await (await karen.get(address())).press(address(), form);
    expect((await site.state(course)).sent.letterCorrection).toBe(1);
    await (await karen.get(address())).press(address(), { ...form, letterText: 'En til.' });
    expect((await site.state(course)).sent.letterCorrection).toBe(2);
    expect(await letter('letterCorrection', 2)).toContain('En til.');
  });

  it('comes back as it was typed while Temporal is away', async () => {
    await rejectedBy(karen);
    await karen.get(address());
    site.away(true);
    await karen.press(address(), { letter: 'rejection', letterText: 'En rettelse.' });
    site.away(false);
    expect(karen.status).toBe(503);
    expect(karen.html).toContain('En rettelse.');
    await karen.press(address(), { letter: 'rejection', letterText: 'En rettelse.' });
    expect(await letter('letterCorrection', 1)).toContain('En rettelse.');
    expect((await site.state(course)).sent.letterCorrection).toBe(1);
  });

  it('is not corrected while the course runs, and not by a coordinator', async () => {
    await karen.get(address());
    expect(karen.words()).toContain('Et brev kan rettes, når forløbet er slut.');
    const kirsten = await site.as('coordinator');
    expect((await kirsten.get(address())).status).toBe(403);
    await rejectedBy(karen);
    expect((await kirsten.get(coursePage())).html).not.toContain(address());
  });
});

it('a worry half a year later is taken and released on the ended course, beside its scores', async () => {
  await endedWith(site, course, karen, 'Det går bedre.');
  const row = await asWorker((tx) => courseById(tx, course));
  if (!row) throw new Error('no course');
  const { personId } = row;
  const flagId = newId<FlagId>();
  const at = row.endedAt ?? START;
  await asWorker(async (tx) => {
    const scored = { version: '1', language: 'da', score: 18, band: 'moderatelySevere' } as const;
    const kept = {
      ...scored,
      isCase: true,
      scorerVersion: '1',
      items: [3, 3, 3, 3, 2, 2, null, 0, 1],
    };
    const of = { courseId: course, personId, at };
    await keepResponse(tx, {
      ...of,
      ...kept,
      responseId: newId(),
      measure: 'phq9',
      occasion: 'followUp',
    });
    const raised = { tier: 'amber', trigger: 'item9Some', ownerId: site.staff.karen } as const;
    await insertFlag(tx, { ...of, ...raised, flagId });
  });
  await site.happens(course, { name: 'raiseFlag', flagId, tier: 'amber' });
  await karen.get(paths.worklist.to());
  expect(karen.words()).toContain('Se på bekymringsmarkering');
  const flag = paths.riskFlag.to({ course, flag: flagId });
  await karen.get(flag);
  expect(karen.words()).toMatch(/PHQ-9: 18 \(moderat til svær\), et halvt år efter, .*8 af 9 svar/);
  await karen.press(paths.takeFlag.to({ course, flag: flagId }), {});
  await karen.press(flag, { action: 'Ringede til Anna.', outcome: 'safeForNow' });
  expect(await site.state(course)).toMatchObject({ flags: [], tasks: [], stage: 'ended' });
  await karen.get(coursePage());
  expect(karen.words()).toContain('PHQ-9: 18 (moderat til svær)');
  expect(karen.words()).toMatch(/Et halvt år efter, \S+dag \d+\. \S+ 18 Moderat til svær/);
  await karen.get(paths.epicrise.to({ course }));
  expect(karen.words()).not.toContain('18 (moderat til svær)');
});

it('a course that has closed for good is read, and asks for nothing that nobody would hear', async () => {
  await rejectedBy(karen);
  await karen.get(coursePage());
  expect(karen.words()).toContain('Er du bekymret for patienten?');
  const worry = paths.markWorry.to({ course });
  const hidden = karen.hidden(worry);
  const [closes] = (await site.state(course)).dues;
  if (!closes) throw new Error('nothing closes it');
  await site.setNow(closes.dueAt);
  await site.happens(course, { name: 'deadline', deadline: closes.name, subject: '' });
  await karen.post(worry, { ...hidden, note: 'Hun skrev til mig.' });
  expect(karen.status).toBe(409);
  expect(
    (await site.clinic.owner.query('SELECT 1 FROM flag WHERE tier = $1', ['red'])).rows,
  ).toEqual([]);
  await karen.get(coursePage());
  expect(karen.words()).not.toContain('Er du bekymret for patienten?');
  expect(karen.words()).not.toContain('Ret et brev');
  await karen.get(paths.correction.to({ course }));
  expect(karen.words()).toContain('Forløbet er lukket helt');
});

describe('an epicrise that was wrong', () => {
  const address = (): string => paths.correction.to({ course });

  it('is put right for the doctor while the patient agrees', async () => {
    await endedWith(site, course, karen, 'PHQ-9 var 18.');
    await karen.get(address());
    expect(karen.words()).toContain('Samtykke til epikrise Ja, givet');
    const words = { letter: 'epicrise', letterText: 'PHQ-9 var 8, ikke 18.' };
    await karen.press(paths.correctionLetter.to({ course }), words);
    expect(karen.html).toContain('Denne meddelelse retter vores epikrise');
    await karen.press(address(), words);
    expect(karen.words()).toContain('Den går til egen læge');
    expect(await letter('epicriseCorrection')).toContain('PHQ-9 var 8, ikke 18.');
  });

  it('without the patient’s yes, the page says before that nothing goes to the doctor', async () => {
    await endedWith(site, course, karen, 'PHQ-9 var 18.');
    await withdraws(site, course, 'gpEnd');
    await karen.get(coursePage());
    expect(karen.words()).toMatch(/når forløbet slutter Trukket tilbage/);
    await karen.get(address());
    expect(karen.words()).toContain('En rettelse af epikrisen bliver ikke sendt til lægen.');
    const words = { letter: 'epicrise', letterText: 'PHQ-9 var 8, ikke 18.' };
    await karen.press(paths.correctionLetter.to({ course }), words);
    expect(karen.status).toBe(422);
    expect(karen.html).toContain('PHQ-9 var 8, ikke 18.');
    await karen.press(address(), words);
    expect(karen.words()).toContain('Rettelsen er gemt, men bliver ikke sendt');
  });
});
