/** The clinic writes its public texts on a page: dated, looked at first, and never over each other. */
import { Client } from 'pg';
import { ANONYMOUS, inTransaction } from '../../../db/transaction';
import { insertText, publicText } from '../../../db/publicTexts';
import { copenhagenDate } from '../../../domain/calendar';
import { asId, type CivilDate } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { waitingForLocks } from '../../db/clinic';
import { openClinicSite, START, type Browser, type ClinicSite } from '../clinician/clinicSite';

/** The clock stands on Monday 23 November 2026, 10:00 in Copenhagen. */
const LIST = paths.publicTexts.to();
const CONTACT = paths.publicTextEdit.to({ text: 'contact' });
const BODY = 'Ring til os.\n\n## Telefon\n\nRing på [00 00 00 99](tel:00000099).';
const on = (day: string, month = '11', year = '2026') => ({
  fromDay: day,
  fromMonth: month,
  fromYear: year,
});

let site: ClinicSite;
let lise: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  lise = await site.as('supervisor');
});
afterEach(() => site.close());

const stored = async (): Promise<unknown[]> =>
  (
    await site.clinic.owner.query<{ version: number; body: string }>(
      `SELECT version, valid_from::text AS from, body, written_by IS NOT NULL AS named
      FROM public_text WHERE key = 'contact' ORDER BY version`,
    )
  ).rows;

/** What the public page is made of on that day. */
const readOn = async (day: string): Promise<string> => {
  const { body } = await inTransaction(site.clinic.app, ANONYMOUS, (tx) =>
    publicText(tx, 'contact', asId<CivilDate>(day)),
  );
  return body;
};

it('is reached by clicking, and only by a supervisor', async () => {
  await lise.get(paths.worklist.to());
  expect(lise.html).toContain(`href="${LIST}"`);
  await lise.get(LIST);
  expect(lise.html).toContain(`href="${CONTACT}"`);
  expect(lise.words()).toContain('Nu læser folk den tekst, der følger med systemet');
  const karen = await site.as('karen');
  await karen.get(paths.worklist.to());
  expect(karen.html).not.toContain(`href="${LIST}"`);
  expect((await karen.get(LIST)).status).toBe(403);
  expect((await karen.get(CONTACT)).status).toBe(403);
  expect((await lise.get(paths.publicTextEdit.to({ text: 'findes-ikke' }))).status).toBe(404);
});

it('is looked at as the public will see it, and nothing is kept by looking', async () => {
  await lise.get(CONTACT);
  await lise.press(CONTACT, { body: `${BODY}\n\n<b>fed</b>`, ...on('24'), look: '1' });
  expect(lise.status).toBe(200);
  expect(lise.words()).toContain('Sådan kommer den til at se ud');
  expect(lise.html).toContain('<h2>Telefon</h2>');
  expect(lise.html).toContain('&lt;b&gt;fed&lt;/b&gt;');
  expect(lise.html).not.toContain('<b>fed</b>');
  expect(await stored()).toEqual([]);
});

it('a version begins on its day, says who wrote it, and the old one stands until then', async () => {
  await lise.get(CONTACT);
  await lise.press(CONTACT, { body: BODY, ...on('24') });
  expect(lise.words()).toContain('Den nye udgave er gemt');
  expect(lise.words()).toMatch(
    /Udgave 1 Gælder fra 24\. november 2026\. Lise Leder skrev den mandag 23\. november/,
  );
  expect(lise.words()).toMatch(/Følger med systemet Fra .+ Læses nu\./);
  expect(await stored()).toEqual([{ version: 1, from: '2026-11-24', body: BODY, named: true }]);
  await lise.get(LIST);
  expect(lise.words()).toContain('Fra 24. november 2026 gælder udgave 1.');
  expect(await readOn('2026-11-23')).not.toContain('00 00 00 99');
  expect(await readOn('2026-11-24')).toContain('00 00 00 99');
  await lise.get(CONTACT);
  await lise.press(CONTACT, { body: `${BODY} I dag.`, ...on('23') });
  expect(await readOn('2026-11-23')).toContain('I dag.');
  await lise.get(`${CONTACT}?vis=1`);
  expect(lise.words()).toContain('Udgave 1');
  const { rows } = await site.clinic.owner.query(
    `SELECT detail FROM audit WHERE event = 'wrotePublicText' ORDER BY audit_id`,
  );
  expect(rows.map(({ detail }) => detail)).toEqual([
    { text: 'contact', version: 1, validFrom: '2026-11-24' },
    { text: 'contact', version: 2, validFrom: '2026-11-23' },
  ]);
});

it.each([
  ['a day that is gone', { body: BODY, ...on('22') }, 'Dagen er gået'],
  ['no day at all', { body: BODY, ...on('31') }, 'Skriv en dato'],
  ['no words', { body: ' \n', ...on('24') }, 'Skriv den tekst'],
  [
    'a second heading of the page',
    { body: `# Hej\n\n${BODY}`, ...on('24') },
    'med ## og et mellemrum',
  ],
  ['one further down', { body: `${BODY}\n\n  #Hej`, ...on('24') }, 'med ## og et mellemrum'],
  [
    'one with a line under it',
    { body: 'Her er en lang linje\n===\n\nRing.', ...on('24') },
    'med ## og et mellemrum',
  ],
  ['too many words', { body: 'å'.repeat(40_001), ...on('24') }, 'Der er plads til 40000 tegn'],
])('%s is refused kindly, with everything typed', async (_what, typed, says) => {
  await lise.get(CONTACT);
  await lise.press(CONTACT, typed);
  expect(lise.status).toBe(422);
  expect(lise.words()).toContain(says);
  expect(lise.html).toContain(typed.body.trim().slice(0, 20));
  expect(lise.html).toContain(`value="${typed.fromDay}"`);
  expect(await stored()).toEqual([]);
});

it('of two who write at once the second is told, and nothing is lost', async () => {
  const other = await site.as('supervisor');
  await lise.get(CONTACT);
  await other.get(CONTACT);
  await lise.press(CONTACT, { body: BODY, ...on('24') });
  await other.press(CONTACT, { body: 'Skriv til os.', ...on('25') });
  expect(other.status).toBe(409);
  expect(other.words()).toContain('Der er kommet en ny udgave, siden du åbnede siden.');
  expect(other.html).toContain('Skriv til os.');
  expect(await stored()).toHaveLength(1);
  await other.press(CONTACT, { body: 'Skriv til os.', ...on('25') });
  expect(await stored()).toHaveLength(2);
});

it('the same form sent twice at once is one version, and both are told that it is kept', async () => {
  const again = await site.as('supervisor');
  await Promise.all([lise.get(CONTACT), again.get(CONTACT)]);
  const { owner } = site.clinic;
  await owner.query('BEGIN');
  await owner.query('LOCK TABLE public_text IN SHARE MODE');
  const both = Promise.all(
    [lise, again].map((window) => window.press(CONTACT, { body: BODY, ...on('24') })),
  );
  await waitingForLocks(site.clinic, 2);
  await owner.query('COMMIT');
  await both;
  for (const window of [lise, again]) expect(window.words()).toContain('Den nye udgave er gemt');
  expect(await stored()).toHaveLength(1);
  const { rows } = await owner.query(`SELECT 1 FROM audit WHERE event = 'wrotePublicText'`);
  expect(rows).toHaveLength(1);
});

it('the list names what will be read, each day’s last version only, in the order of the days', async () => {
  for (const [day, more] of [
    ['26', 'en.'],
    ['25', 'to.'],
    ['26', 'tre.'],
    ['23', 'fire.'],
  ] as const) {
    await lise.get(CONTACT);
    await lise.press(CONTACT, { body: `${BODY} Udgave ${more}`, ...on(day) });
  }
  await lise.get(LIST);
  expect(lise.words()).toMatch(
    new RegExp(
      'Nu læser folk udgave 4, som gælder fra 23\\. november 2026\\. ' +
        'Fra 25\\. november 2026 gælder udgave 2\\. Fra 26\\. november 2026 gælder udgave 3\\.',
    ),
  );
  expect(lise.words()).not.toContain('gælder udgave 1.');
});

it('the list asks the database once, and for no text', async () => {
  const read = jest.spyOn(Client.prototype, 'query');
  await lise.get(LIST);
  const asked = read.mock.calls
    .map(([what]) => (typeof what === 'string' ? what : ''))
    .filter((sql) => sql.includes('FROM public_text'));
  read.mockRestore();
  expect(asked).toHaveLength(1);
  expect(asked.join()).not.toMatch(/\bbody\b/);
});

it('how hard a text is to read is told with how it looks', async () => {
  await lise.get(CONTACT);
  await lise.press(CONTACT, { body: BODY, ...on('24'), look: '1' });
  expect(lise.words()).toMatch(
    /Sådan kommer den til at se ud Læsetallet er \d+\. Hold det under 40\./,
  );
  const easy = Number(/Læsetallet er (\d+)/.exec(lise.words())?.[1]);
  expect(easy).toBeLessThan(20);
  const hard = 'Henvendelsesmuligheder forefindes udelukkende telefonisk.';
  await lise.press(CONTACT, { body: hard, ...on('24'), look: '1' });
  expect(Number(/Læsetallet er (\d+)/.exec(lise.words())?.[1])).toBeGreaterThan(40);
});

it('the database itself lets nobody else write one, and nobody in another’s name', async () => {
  const write = (actor: Parameters<typeof inTransaction>[1], writtenBy: typeof site.staff.karen) =>
    inTransaction(site.clinic.app, actor, (tx) =>
      insertText(
        tx,
        {
          key: 'contact',
          version: 1,
          validFrom: asId<CivilDate>(copenhagenDate(START)),
          body: 'x',
        },
        { at: START, writtenBy },
      ),
    );
  const { karen } = site.staff;
  const psychologist = { kind: 'staff', id: karen, role: 'psychologist' } as const;
  await expect(write(psychologist, karen)).rejects.toThrow(/row-level security/);
  const supervisor = { kind: 'staff', id: karen, role: 'supervisor' } as const;
  const nobody = asId<typeof karen>('01987f6e-0000-7000-8000-00000000beef');
  await expect(write(supervisor, nobody)).rejects.toThrow(/row-level security/);
  expect(await stored()).toEqual([]);
});
