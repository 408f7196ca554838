/** "Tilpas programmet" as a psychologist uses it, without script; what is wrong comes back as typed. */
import { decisionsOf } from '../../../db/decisions';
import { notesOf } from '../../../db/notes';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { programmeWords } from '../../../api/queries/programmePlan';
import type { CourseId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { pauseOf } from '../../support/courseWalk';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';
import { inTreatment } from './walked';

let site: ClinicSite;
let course: CourseId;
let karen: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  await inTreatment(site, course);
  karen = await site.as('karen');
});
afterEach(() => site.close());

const page = () => paths.adjustProgramme.to({ course });
const seen = () => paths.programmeSeen.to({ course });
const read = <T>(look: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction(site.clinic.app, SYSTEM, look);
const notes = () => read((tx) => notesOf(tx, course));
const told = () => read((tx) => programmeWords(tx, course));
const sent = async (): Promise<number> =>
  (await site.clinic.owner.query(`SELECT 1 FROM delivery WHERE kind = 'moduleOpened'`)).rows.length;
const moduleIs = async (id: string) =>
  (await site.state(course)).programme?.modules.find((one) => one.moduleId === id);

/** As the form posts it: everything on the page, and what is typed over it. */
async function posts(to: string, typed: Record<string, string>): Promise<void> {
  const hidden = karen.hidden(page());
  await karen.post(to, { ...hidden, ...typed });
}
const REASON = 'Uge med flytning; vi tog målene mundtligt.';

describe('a psychologist adjusts the programme', () => {
  it('reached from the course’s page; a module is skipped with a reason and words to the patient', async () => {
    await karen.get(paths.course.to({ course }));
    expect(karen.html).toContain(`href="${page()}"`);
    await karen.get(page());
    expect(karen.words()).toContain(
      'Behandlingen er gennemført, når patienten har afleveret 2 moduler.',
    );
    await posts(page(), { 'plan-m2': 'skip', note: REASON, toPatient: 'Målene har vi talt om.' });
    expect(karen.words()).toContain('Programmet er tilpasset');
    expect(await moduleIs('m2')).toMatchObject({ skipped: true, open: false });
    expect(await notes()).toMatchObject([
      { kind: 'adjustProgramme', body: REASON, signedAt: START, staffId: site.staff.karen },
    ]);
    expect(await told()).toMatchObject([
      { text: 'Målene har vi talt om.', modules: ['m2'], name: 'Karen Eksempel' },
    ]);
    expect(await sent()).toBe(0);
    expect(karen.words()).toContain('Programmet tilpasset. Karen Eksempel');
    // The reason is the record's: nothing of it is kept where the patient may read.
    const rows = await read((tx) => decisionsOf(tx, course));
    expect(JSON.stringify(rows)).not.toContain('flytning');
    await karen.get(page());
    await posts(page(), { 'plan-m2': 'own', note: 'Patienten vil gerne have det med.' });
    expect(await moduleIs('m2')).not.toHaveProperty('skipped');
  });

  it('sees first what the patient will see; nothing is saved, and the words are not lost', async () => {
    await karen.get(page());
    await posts(seen(), { 'plan-m3': 'open', note: REASON, toPatient: 'Godt at have nu.' });
    expect(karen.status).toBe(200);
    const words = karen.words();
    expect(words).toContain('»m3« åbner nu.');
    expect(words).toContain('Det vil patienten se');
    expect(words).toMatch(/Karen skrev \d+\. \S+: »Godt at have nu.«/);
    expect(words).toContain('patienten får en e-mail, hvis der er samtykke til det');
    expect(karen.html).toContain(`${REASON}</textarea>`);
    expect(await moduleIs('m3')).toMatchObject({ open: false });
    expect(await told()).toEqual([]);
    // Another day the page still has it.
    await karen.get(page());
    expect(karen.html).toContain(`${REASON}</textarea>`);
    expect(karen.html).toContain('<option value="open" selected>');
    await posts(page(), { 'plan-m3': 'open', note: REASON });
    expect(await moduleIs('m3')).toMatchObject({ open: true });
    expect(await sent()).toBe(1);
  });

  it('moves a module up and down with buttons, and saves the order', async () => {
    await karen.get(page());
    await posts(seen(), { do: 'down:m2' });
    expect(karen.words()).toContain('»m3« flyttes fra nr. 3 til nr. 2.');
    expect(karen.hidden(page())).toMatchObject({ order: 'm1,m3,m2' });
    await posts(seen(), { do: 'up:m2' });
    expect(karen.hidden(page())).toMatchObject({ order: 'm1,m2,m3' });
    await posts(seen(), { do: 'up:m3' });
    await posts(page(), { note: REASON });
    const { programme } = await site.state(course);
    expect(programme?.modules.map((one) => [one.moduleId, one.gate])).toEqual([
      ['m1', 'week'],
      ['m3', 'handIn'],
      ['m2', 'week'],
    ]);
  });

  it('lets two open together', async () => {
    await karen.get(page());
    await posts(page(), { 'plan-m3': 'with:m2', note: REASON });
    expect(await moduleIs('m3')).toMatchObject({ together: 'm2', open: false });
    await site.happens(course, { name: 'handIn', moduleId: 'm1' });
    expect([(await moduleIs('m2'))?.open, (await moduleIs('m3'))?.open]).toEqual([true, true]);
    expect(await sent()).toBe(1);
  });
});

describe('what cannot be comes back with everything typed', () => {
  it('without a reason', async () => {
    await karen.get(page());
    await posts(page(), { 'plan-m2': 'skip', note: ' ', toPatient: 'Til dig' });
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Skriv, hvorfor programmet bliver tilpasset.');
    expect(karen.html).toContain('Til dig</textarea>');
    expect(karen.html).toMatch(/id="felt-plan-m2"[\s\S]*?<option value="skip" selected>/);
    expect(await moduleIs('m2')).not.toHaveProperty('skipped');
    expect(await notes()).toEqual([]);
  });

  it('with words to the patient that are too long', async () => {
    await karen.get(page());
    await posts(page(), { 'plan-m2': 'skip', note: REASON, toPatient: 'x'.repeat(501) });
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Skriv højst 500 tegn.');
  });

  it.each([
    ['with nothing changed', {}, 'Der er ikke ændret noget i programmet.'],
    [
      'with everything skipped',
      { 'plan-m1': 'skip', 'plan-m2': 'skip' },
      'mindst ét modul tilbage',
    ],
    [
      'joined with what is skipped',
      { 'plan-m2': 'skip', 'plan-m3': 'with:m2' },
      'De to moduler kan ikke åbne sammen.',
    ],
  ])('%s', async (_what, typed, sentence) => {
    await karen.get(page());
    await posts(page(), { ...typed, note: REASON });
    expect(karen.status).toBe(409);
    expect(karen.words()).toContain(sentence);
    expect(karen.html).toContain(`${REASON}</textarea>`);
    expect(await notes()).toMatchObject([{ signedAt: null }]);
  });

  it('from before somebody else changed it: who did is told, and it is not overwritten', async () => {
    await karen.get(page());
    const other = await site.as('karen');
    await other.get(page());
    const hers = other.hidden(page());
    await other.post(page(), { ...hers, 'plan-m2': 'skip', note: 'I et andet vindue.' });
    await posts(page(), { 'plan-m2': 'own', 'plan-m3': 'open', note: REASON });
    expect(karen.status).toBe(409);
    expect(karen.words()).toContain('Programmet tilpasset. Det skete');
    expect(karen.words()).toContain('(Karen Eksempel)');
    expect(karen.html).toContain(`${REASON}</textarea>`);
    // What sending it again would do is said before it is done.
    expect(karen.words()).toContain('»m2« tages med igen.');
    expect(await moduleIs('m2')).toMatchObject({ skipped: true });
    expect(await moduleIs('m3')).toMatchObject({ open: false });
    // Opened anew, the words are there and the old plan is not.
    await karen.get(page());
    expect(karen.html).toContain(`${REASON}</textarea>`);
    expect(karen.words()).not.toContain('tages med igen');
  });

  it('a module that was handed in meanwhile', async () => {
    await karen.get(page());
    const hidden = karen.hidden(page());
    await site.happens(course, { name: 'handIn', moduleId: 'm1' });
    await karen.post(page(), { ...hidden, 'plan-m1': 'skip', note: REASON });
    expect(karen.status).toBe(409);
    expect(await moduleIs('m1')).toMatchObject({ handedIn: true });
    expect(await moduleIs('m1')).not.toHaveProperty('skipped');
  });

  it('while nobody can take it in: it is kept, and sent again it is one adjustment', async () => {
    await karen.get(page());
    site.away(true);
    const form = { ...karen.hidden(page()), 'plan-m2': 'skip', note: REASON };
    await karen.post(page(), form);
    expect(karen.status).toBe(503);
    expect(karen.html).toContain(`${REASON}</textarea>`);
    site.away(false);
    await karen.post(page(), form);
    expect(await moduleIs('m2')).toMatchObject({ skipped: true });
    const { revision } = await site.state(course);
    await karen.post(page(), form);
    expect(karen.words()).toContain('Programmet er tilpasset');
    expect((await site.state(course)).revision).toBe(revision);
    expect(await notes()).toMatchObject([{ signedAt: START }]);
  });

  it('after the treatment: the page says so, and what was typed can be copied', async () => {
    await karen.get(page());
    const hidden = karen.hidden(page());
    await site.happens(course, { name: 'dropOut' });
    await karen.post(page(), { ...hidden, 'plan-m2': 'skip', note: REASON });
    expect(karen.status).toBe(409);
    expect(karen.words()).toContain('Programmet kan ikke tilpasses nu');
    expect(karen.words()).toContain(REASON);
    await karen.get(paths.course.to({ course }));
    expect(karen.html).not.toContain(`href="${page()}"`);
  });
});

it('in a pause a module may be skipped, but none is opened', async () => {
  await site.happens(course, pauseOf(START, 7));
  await karen.get(page());
  expect(karen.html).not.toContain('<option value="open"');
  await posts(page(), { 'plan-m3': 'open', note: REASON });
  expect(karen.words()).toContain('Behandlingen holder pause, så der åbner ikke moduler.');
  await posts(page(), { 'plan-m3': 'skip', note: REASON });
  expect(await moduleIs('m3')).toMatchObject({ skipped: true });
});

it('a coordinator, and a psychologist whose course it is not, do not come in', async () => {
  const kirsten = await site.as('coordinator');
  await kirsten.get(page());
  expect(kirsten.status).toBe(403);
  const ib = await site.as('ib');
  await ib.get(page());
  expect(ib.html).not.toContain('Gem tilpasningen');
});
