/** Forms that come where they do not belong, or bring too much; and what is searched for. */
import { sectionAddress, tryOutAddress } from '../../web/application/addresses';
import { paths } from '../../web/paths';
import { visitor, type Shown } from '../support/visitor';
import { FORMS, filledForm, pageOf, type Filled, type FormCase } from './patientForms';
import { openPatients, type Met, type Patients } from './patients';
import { storedRows } from './storedRows';

jest.setTimeout(120_000);
let patients: Patients;
beforeAll(async () => {
  patients = await openPatients();
});
afterAll(() => patients?.close());

const stored = () => storedRows(patients.clinic);
const MODULE = `${paths.myModule.to({ module: 'maal-og-vaerdier' })}?uden-svar=1`;
const GP = sectionAddress('gp');
const field = (page: Shown | null | undefined, name: string) =>
  page?.root.querySelector(`main [name="${name}"]`)?.getAttribute('value');
const chosen = (page: Shown | null | undefined) =>
  page?.root.querySelector('[name="gp"][checked]')?.getAttribute('value');

async function atForm(one: FormCase): Promise<{ it: Met; form: Filled }> {
  const it = await patients.at(one.at);
  const form = filledForm(await it.person.open(pageOf(one, it)), one);
  if (!form) throw new Error(`${one.page} has no form to ${one.to}`);
  return { it, form };
}

const WITH_ID = Object.values(FORMS)
  .flat()
  .filter(({ at, to }) => at !== 'writing' && to !== paths.myFollowUpPart.to({ part: '1' }))
  .map((one) => [one.to, one] as const);

/** What a form carries by itself, whoever fills it in. */
const OF_THE_FORM = new Set(['_csrf', 'updateId', 'version']);

describe.each(WITH_ID)('the form to %s', (_to, one) => {
  it('that another has sent before is taken in nowhere else, and comes back with its words', async () => {
    const { it: writer, form } = await atForm(one);
    expect(form.fields.get('updateId')).not.toBeNull();
    const { it: other, form: theirs } = await atForm(one);
    expect((await writer.person.post(form.to, form.fields)).status).toBe(303);
    const before = await stored();
    const fields = new URLSearchParams(form.fields);
    fields.set('_csrf', theirs.fields.get('_csrf') ?? '');
    const pressed = await other.person.post(form.to, fields);
    expect(pressed.status).toBe(409);
    expect(await stored()).toEqual(before);
    for (const [name, kind] of form.kinds) {
      const typed = form.fields.get(name) ?? '';
      if (kind === 'text' && typed !== '') expect(field(pressed.page, name)).toBe(typed);
    }
    // Whoever wrote it sends it again: answered as before, and done once.
    expect((await writer.person.post(form.to, form.fields)).status).toBeLessThan(500);
    expect(await stored()).toEqual(before);
    if (!pressed.page) throw new Error('no page came');
    // Where nothing was typed or chosen there is nothing to bring back: what to do now is enough.
    const isFilledIn = [...form.fields].some(
      ([name, value]) => !OF_THE_FORM.has(name) && value !== '',
    );
    const said = isFilledIn
      ? 'Derfor har vi ikke taget imod det her.'
      : 'Se, hvordan det ser ud nu';
    expect(pressed.page.text).toContain(said);
    if (!isFilledIn) return;
    // Sent from here it is a press like any other: done, or told why not.
    const sent = await other.person.press(pressed.page, 'Send igen');
    // An entry has an address of its own, where nobody else finds anything; the words stand there.
    const isOwn = one.to.includes(':entry');
    expect(isOwn ? [404] : [303, 409, 422]).toContain(sent.status);
    if (isOwn) expect(sent.page?.text).toContain(form.fields.get('activity'));
  });
});

it('two who send the same message at once: one is told, and neither course stops', async () => {
  const [one] = FORMS[paths.myMessages.pattern] ?? [];
  if (!one) throw new Error('no form of messages');
  const { it: writer, form } = await atForm(one);
  const { it: other, form: theirs } = await atForm(one);
  const fields = new URLSearchParams(form.fields);
  fields.set('_csrf', theirs.fields.get('_csrf') ?? '');
  const both = await Promise.all([
    writer.person.post(form.to, form.fields),
    other.person.post(form.to, fields),
  ]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([303, 409]));
  const { rows } = await patients.clinic.owner.query('SELECT FROM course WHERE needs_attention');
  expect(rows).toEqual([]);
});

describe('the search for a doctor', () => {
  it('is posted: nothing of it stands in the address, and all that is on the page stays', async () => {
    const { person } = await patients.at('writing');
    const page = await person.open(GP);
    const typed = { gp: 'X00001', laegenavn: 'doktor <b>Ukendt</b>' };
    const draft = person.fields(page, 'Gem og gå videre', typed).fields;
    expect((await person.post(`${GP}?kladde=1`, draft)).status).toBe(200);
    const before = await stored();
    const searched = await person.press(page, 'Søg', typed);
    expect(searched.status).toBe(200);
    expect(searched.page?.at).toBe(GP);
    expect(searched.page?.text).toContain('Vi fandt ingen læge, der hedder sådan');
    expect(field(searched.page, 'laegenavn')).toBe('doktor <b>Ukendt</b>');
    expect(chosen(searched.page)).toBe('X00001');
    expect(await stored()).toEqual(before);
    // It is the same showing of the page, and so goes on with its own draft.
    const { fields } = person.fields(searched.page ?? page, 'Gem og gå videre', { gp: 'ingen' });
    expect((await person.post(`${GP}?kladde=1`, fields)).status).toBe(200);
    const saved = await person.press(searched.page ?? page, 'Gem og gå videre');
    expect(saved.status).toBe(303);
    expect(chosen(await person.open(GP))).toBe('X00001');
  });

  it('is in the try-out too, and finds by name', async () => {
    const somebody = visitor(patients.url);
    const page = await somebody.open(tryOutAddress(GP));
    const searched = await somebody.press(page, 'Søg', { laegenavn: 'kongensgade' });
    expect([searched.status, searched.page?.at]).toEqual([200, tryOutAddress(GP)]);
    expect(searched.page?.text).toContain('Lægehuset Kongensgade');
    const no = await somebody.press(page, 'Søg', { laegenavn: 'findes ikke', gp: 'X00001' });
    expect(no.page?.text).toContain('Vi fandt ingen læge');
    expect(chosen(no.page)).toBe('X00001');
  });

  it('an address with a name in it searches for nothing', async () => {
    const { person } = await patients.at('writing');
    const page = await person.open(`${GP}?soeg=Ukendt`);
    expect(page.root.toString()).not.toContain('Vi fandt ingen');
  });

  it('once the application is sent its page says so, with everything on it', async () => {
    const it = await patients.at('writing');
    const page = await it.person.open(GP);
    await patients.happens(it, { name: 'withdraw' });
    const late = await it.person.press(page, 'Søg', { laegenavn: 'kongensgade', gp: 'X00001' });
    expect(late.status).toBe(409);
    expect([field(late.page, 'laegenavn'), chosen(late.page)]).toEqual(['kongensgade', 'X00001']);
  });
});

const LINE = 'maal.goal-1';
const LONG = `${'Det var en lang dag. '.repeat(600)}Slut`;

it('a text that is too long for its exercise is kept whole, and told by how much', async () => {
  const { person } = await patients.at('treated');
  const saved = await person.press(await person.open(MODULE), 'Gem', { [LINE]: LONG });
  expect(saved.status).toBe(303);
  const page = await person.open(MODULE);
  expect(field(page, LINE)).toBe(LONG);
  const handedIn = await person.press(page, 'Aflever modulet');
  expect(handedIn.status).toBe(422);
  expect(handedIn.page?.text).toContain(`Du har skrevet ${LONG.length}.`);
  expect(field(handedIn.page, LINE)).toBe(LONG);
});

it('a module that comes too late comes back with its words and a reason', async () => {
  const it = await patients.at('treated');
  const page = await it.person.open(MODULE);
  await patients.happens(it, { name: 'withdraw' });
  for (const button of ['Gem', 'Aflever modulet']) {
    const late = await it.person.press(page, button, { [LINE]: 'Gik en lang tur' });
    expect(late.status).toBe(409);
    expect(late.page?.text).toContain('Gik en lang tur');
    expect(late.page?.text).toContain('Det, du skrev lige nu, er ikke gemt');
  }
});

it('a form to what is not there comes back with its words', async () => {
  const treated = await patients.at('treated');
  const { fields } = treated.person.fields(await treated.person.open(MODULE), 'Gem');
  fields.set(LINE, 'Hundepasning');
  const { person } = await patients.at('writing');
  const own = person.fields(await person.open(GP), 'Gem og gå videre').fields.get('_csrf') ?? '';
  fields.set('_csrf', own);
  const lost = await person.post(MODULE, fields);
  expect(lost.status).toBe(404);
  // A single word as well, and beside it nothing that says that nothing was lost.
  expect(lost.page?.text).toContain('Hundepasning');
  expect(lost.page?.text).not.toContain('er gået tabt');
});

it('what another site sends in somebody’s name is not shown as theirs', async () => {
  const answer = await fetch(new URL(paths.selfCheck.to(), patients.url), {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site', accept: 'text/html' },
    body: new URLSearchParams({ age: 'Ring til dette nummer nu' }),
  });
  expect(answer.status).toBe(403);
  expect(await answer.text()).not.toContain('Ring til dette nummer nu');
});

it('what is larger than any page may be is told so, and how to get back to it', async () => {
  const { person } = await patients.at('treated');
  const before = await stored();
  const huge = new URLSearchParams({ message: 'x'.repeat(2_100_000) });
  const answer = await person.post(paths.myMessages.to(), huge);
  expect(answer.status).toBe(413);
  expect(answer.page?.text).toContain('står din tekst der stadig, når du går tilbage');
  expect(answer.page?.root.querySelector('h1')?.innerText).toBe('Det, du sendte, er for langt');
  expect(await stored()).toEqual(before);
});
