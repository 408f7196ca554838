import { slotById } from '../../../db/slots';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { paths } from '../../../web/paths';
import { plusMillis, type CourseId } from '../../../domain/ids';
import { ANNA, BO } from '../../db/clinic';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';

const DAY = 86_400_000;

let site: ClinicSite;
let course: CourseId;
let karen: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  karen = await site.as('karen');
});
afterEach(() => site.close());

const screening = (): string => paths.screening.to({ course });
const slotIn = (browser: Browser): string =>
  /<option value="([0-9a-f-]{36})"/.exec(browser.html)?.[1] ?? '';
const NO = { answer: 'reject', reasons: ['tooSevere'], recommendations: ['ownGp'] };

describe('a psychologist reads an application', () => {
  it('sees answers beside criteria, and what a person wrote stays text', async () => {
    await karen.get(screening());
    expect(karen.words()).toContain('PHQ-9: 14 (moderat). GAD-7: 9 (let).');
    expect(karen.words()).toContain('Belastningsreaktion (stress) Se her: Ved ikke.');
    expect(karen.words()).toContain(
      'Høj risiko for selvmord Se her: Nej. Har du tanker om, at du ikke vil leve mere? Ja, en ' +
        'gang imellem. PHQ-9 spørgsmål 9: Flere dage.',
    );
    expect(karen.html).toContain('&lt;script&gt;alert(1)');
    expect(karen.html).not.toContain('<script>alert');
  });

  it('shows the whole identity number only when asked, and the audit says so', async () => {
    await karen.get(screening());
    expect(karen.words()).not.toContain('9990');
    await karen.get(`${screening()}?cpr=vis`);
    expect(karen.words()).toContain('020191-9990');
    const audit = await site.clinic.owner.query('SELECT event FROM audit ORDER BY audit_id');
    expect(audit.rows.map((row: { event: string }) => row.event)).toEqual([
      'readApplication',
      'readApplication',
      'sawWholeCpr',
    ]);
  });
});

describe('a psychologist answers an application', () => {
  it('offers a time, which is held until the applicant answers', async () => {
    await karen.get(screening());
    const slot = slotIn(karen);
    await karen.press(screening(), { answer: 'offer', slot });
    expect(karen.words()).toContain('Tilbud om samtale: venter på at blive sendt');
    const held = await inTransaction(site.clinic.app, SYSTEM, (tx) => slotById(tx, slot as never));
    expect(held).toMatchObject({ state: 'reserved', courseId: course });
    await site.happens(course, { name: 'release' });
    expect(await site.state(course)).toMatchObject({
      stage: 'offered',
      psychologistId: site.staff.karen,
    });
  });

  it('is told when the time no longer lies 7 to 28 days ahead, and nothing is held', async () => {
    await karen.get(screening());
    const slot = slotIn(karen);
    await site.setNow(plusMillis(START, 3 * DAY));
    await karen.press(screening(), { answer: 'offer', slot });
    expect(karen.status).toBe(409);
    expect(karen.words()).toContain('Tiden i et tilbud skal ligge 7 til 28 dage fremme.');
    const free = await inTransaction(site.clinic.app, SYSTEM, (tx) => slotById(tx, slot as never));
    expect(free).toMatchObject({ state: 'free', courseId: null });
    expect((await site.state(course)).revocable).toBeNull();
  });

  it('shows a rejection as it will be sent, sends it, and takes it back', async () => {
    await karen.get(screening());
    await karen.press(paths.screeningLetter.to({ course }), {
      ...NO,
      letterText: 'Med venlig hilsen.',
    });
    expect(karen.html).toContain('Med venlig hilsen.');
    expect(karen.html).toContain('Vi foreslår, at du taler med din egen læge');
    expect(karen.html).not.toContain('<iframe');
    await karen.press(screening(), { ...NO, letterText: 'Med venlig hilsen.' });
    expect(karen.words()).toContain(
      'Afslag: venter på at blive sendt Du kan fortryde i 10 minutter endnu',
    );
    await karen.press(paths.undoDecision.to({ course }), {});
    expect(karen.words()).toContain('Afgørelsen er fortrudt');
    expect(await site.state(course)).toMatchObject({ stage: 'screening', revocable: null });
    expect((await site.state(course)).tasks).toMatchObject([{ kind: 'screen', waiting: false }]);
  });

  it('finds everything as it was after taking a rejection back', async () => {
    await karen.get(screening());
    await karen.press(screening(), { ...NO, letterText: 'Med venlig hilsen.' });
    await karen.press(paths.undoDecision.to({ course }), {});
    await karen.get(screening());
    expect(karen.html).toContain('Med venlig hilsen.');
    expect(karen.html).toMatch(/value="reject"[^>]* checked/);
    expect(karen.html).toMatch(/value="tooSevere"[^>]* checked/);
    expect(karen.html).toMatch(/value="ownGp"[^>]* checked/);
    await karen.press(screening(), { ...NO, letterText: 'Med venlig hilsen.' });
    await site.happens(course, { name: 'release' });
    await karen.get(screening());
    expect(karen.html).not.toContain('Med venlig hilsen.');
  });

  it('is told beside the fields what is missing, with everything typed kept', async () => {
    await karen.get(screening());
    await karen.press(screening(), {
      answer: 'reject',
      reasons: ['danish'],
      letterText: 'Kære Anna',
    });
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Vælg mindst ét sted, som patienten kan gå hen.');
    expect(karen.html).toContain('Kære Anna');
    expect(karen.html).toMatch(/value="danish"[^>]* checked/);
    expect(await site.state(course)).toMatchObject({ revocable: null });
  });

  it('keeps what is typed as a draft of her own', async () => {
    await karen.get(screening());
    await karen.press(screening(), { answer: 'reject', letterText: 'Halvt skrevet' });
    await karen.get(screening());
    expect(karen.html).toContain('Halvt skrevet');
    const ib = await site.as('ib');
    await ib.get(screening());
    expect(ib.html).not.toContain('Halvt skrevet');
  });

  it('is told who was first when a colleague has answered meanwhile', async () => {
    const ib = await site.as('ib');
    await ib.get(screening());
    await karen.get(screening());
    await karen.press(screening(), NO);
    await ib.press(screening(), { ...NO, letterText: 'Mit eget afsnit' });
    expect(ib.status).toBe(409);
    expect(ib.words()).toContain(
      'Afslag. Det skete mandag 23. november kl. 10.00 (Karen Eksempel).',
    );
    expect(ib.words()).toContain('Mit eget afsnit');
  });

  it('chooses again when the time is taken, and nothing is decided', async () => {
    const other = await site.applicant(BO);
    const ib = await site.as('ib');
    await ib.get(paths.screening.to({ course: other }));
    await karen.get(screening());
    const slot = slotIn(karen);
    await karen.press(screening(), { answer: 'offer', slot });
    await ib.press(paths.screening.to({ course: other }), { answer: 'offer', slot });
    expect(ib.status).toBe(409);
    expect(ib.words()).toContain('En anden har lige taget tiden.');
    expect(await site.state(other)).toMatchObject({ stage: 'screening', revocable: null });
  });

  it('keeps everything typed when nothing can be saved', async () => {
    await karen.get(screening());
    site.away(true);
    await karen.press(screening(), { ...NO, letterText: 'Bliver her' });
    expect(karen.status).toBe(503);
    expect(karen.words()).toContain('Der er ikke sendt noget');
    expect(karen.html).toContain('Bliver her');
    site.away(false);
    await karen.press(screening(), { ...NO, letterText: 'Bliver her' });
    expect(await site.state(course)).toMatchObject({ revocable: { event: { name: 'reject' } } });
  });

  it('presses twice and has decided once', async () => {
    await karen.get(screening());
    const twice = new URLSearchParams(karen.hidden(screening()));
    for (const [name, value] of Object.entries(NO)) twice.append(name, String(value));
    const post = () =>
      fetch(`${site.origin}${screening()}`, {
        method: 'POST',
        body: twice,
        redirect: 'manual',
        headers: { cookie: karen.cookie() },
      });
    expect([(await post()).status, (await post()).status]).toEqual([303, 303]);
    const events = await site.clinic.owner.query(`SELECT 1 FROM event WHERE name = 'reject'`);
    expect(events.rowCount).toBe(1);
  });
});
