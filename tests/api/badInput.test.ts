/** Whatever arrives in a patient's form: a kind page, the words kept, and nothing stored in part. */
import { randomInt } from 'node:crypto';
import { may } from '../../domain/permissions';
import { readable } from '../../domain/typedText';
import { sectionAddress } from '../../web/application/addresses';
import { paths } from '../../web/paths';
import { routes } from '../../web/routes';
import { drawFrom } from '../support/kills/draw';
import type { Pressed, Shown } from '../support/visitor';
import { badTexts } from './badTexts';
import { BY_SCRIPT, FORMS, filledForm, pageOf, type Filled, type FormCase } from './patientForms';
import { openPatients, type Met, type Patients } from './patients';
import { growth, storedRows, type Stored } from './storedRows';

jest.setTimeout(300_000);
const SEED = Number(process.env.SEED ?? randomInt(1_000_000_000));
let patients: Patients;
beforeAll(async () => {
  process.stdout.write(`bad input: SEED=${SEED}\n`);
  patients = await openPatients();
});
afterAll(() => patients?.close());

const posts = routes.filter(
  ({ method, permission, course }) =>
    method === 'post' &&
    (may('patient', permission) || permission === 'public') &&
    course !== 'param',
);
const cases = Object.entries(FORMS).flatMap(([pattern, all]) =>
  all.map((one) => [`${one.page}${one.searches ? ' (search)' : ''} -> ${pattern}`, one] as const),
);

it('every address that a patient posts to has its form here', () => {
  expect(posts.map(({ path }) => path).toSorted()).toEqual(
    [...Object.keys(FORMS), ...BY_SCRIPT].toSorted(),
  );
});

const draw = drawFrom(SEED).next;
const BAD = badTexts(draw);
/** For what nobody types: it only has to be turned away. */
const FEW = ['mixed', 'long'] as const;

/** Each field by itself; what is chosen, all at once. */
function groupsOf({ kinds }: Filled): readonly { names: readonly string[]; isTyped: boolean }[] {
  const names = [...kinds.keys()].filter((name) => name !== '_csrf');
  const chosen = names.filter((name) => kinds.get(name) === 'choice');
  // The rows of a diary are the same fields over again.
  const others = names
    .filter((name) => kinds.get(name) !== 'choice')
    .filter((name, at, all) => at === all.findIndex((one) => kindOfName(one) === kindOfName(name)));
  return [
    ...(chosen.length > 0 ? [{ names: chosen, isTyped: false }] : []),
    ...others.map((name) => ({ names: [name], isTyped: kinds.get(name) === 'text' })),
  ];
}

function kindOfName(name: string): string {
  return name.replace(/-\d+$/, '-#');
}

const stored = (courseId?: string): Promise<Stored> => storedRows(patients.clinic, courseId);

const met = new Map<string, Met>();
async function someoneNew(one: FormCase): Promise<{ it: Met; form: Filled }> {
  met.delete(one.at);
  return atForm(one);
}

/** Somebody whose page has the form; somebody new when the last one has used it up. */
async function atForm(one: FormCase): Promise<{ it: Met; form: Filled }> {
  for (const isNew of [false, true]) {
    const known = isNew ? undefined : met.get(one.at);
    const it = known ?? (await patients.at(one.at));
    met.set(one.at, it);
    // Whoever is logged out is led to the provider, which is nowhere.
    const page = await it.person.open(pageOf(one, it)).catch(() => null);
    const form = page && filledForm(page, one);
    if (form) return { it, form };
  }
  throw new Error(`${one.page} has no form to ${one.to}`);
}

/** The page is in words, and nothing of the machine shows. */
function isKind({ status, page, to }: Pressed): void {
  expect(status).toBeLessThan(500);
  // On to the login and its provider, which is nowhere here.
  if (page === null && (to?.startsWith('http:') || to?.startsWith(paths.login.to()))) return;
  if (!page) throw new Error('no page came');
  expect(page.status).toBeLessThan(500);
  expect(page.text).not.toMatch(/\[object|undefined|\bnull\b|Error:|at \/|invalid input|SQL/);
  expect(page.root.querySelectorAll('h1')).toHaveLength(1);
  expect(page.root.querySelectorAll('script:not([src])')).toEqual([]);
}

/** What stands in the field of the page; undefined when the field is not there. */
function standing({ page }: Pressed, name: string): string | undefined {
  const field = page?.root.querySelector(`main [name="${name}"]`);
  if (!field) return undefined;
  if (field.tagName === 'TEXTAREA') return field.textContent.replace(/^\n/, '');
  return field.getAttribute('value');
}

/** What was taken in stands in the form when its page is opened again, without what nobody can read. */
async function readBack(
  one: FormCase,
  it: Met,
  { kinds }: Filled,
  names: readonly string[],
  bad: string,
): Promise<void> {
  if (one.to.startsWith(paths.tryOut.to())) return;
  const [name = ''] = names;
  if (kinds.get(name) !== 'text') return;
  const page = await it.person.open(one.reads ?? pageOf(one, it));
  // A draft of another window may stand in the field, and what was sent above it.
  const kept = `${standing({ status: 200, to: null, page }, name) ?? ''} ${textOf(page)}`;
  const sent = words(readable(Buffer.from(bad).toString()));
  expect(words(kept)).toContain(sent);
}
/** Entities are the signs that they stand for. */
const textOf = (page: Shown | null): string => page?.root.querySelector('main')?.textContent ?? '';
const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

async function attack(one: FormCase, names: readonly string[], bad: string): Promise<void> {
  const { it, form } = await atForm(one);
  const before = await stored();
  const fields = new URLSearchParams(form.fields);
  for (const name of names) fields.set(name, bad);
  const pressed = await it.person.post(form.to, fields);
  isKind(pressed);
  if (pressed.status === 303) return readBack(one, it, form, names, bad);
  expect(pressed.status === 200 || pressed.status >= 400).toBe(true);
  if (pressed.status >= 400) expect(await stored()).toEqual(before);
  // The try-out goes on to its next page, and keeps nothing.
  if (one.to.startsWith(paths.tryOut.to())) return;
  const [name = ''] = names;
  if (form.kinds.get(name) !== 'text') return;
  const kept = standing(pressed, name) ?? textOf(pressed.page);
  // Half a character cannot be sent: the browser sends a sign for it.
  const sent = readable(Buffer.from(bad).toString());
  expect(words(kept)).toContain(words(sent));
}

describe.each(cases)('%s', (_name, one) => {
  it('takes or refuses any text in any field with words', async () => {
    const { form } = await atForm(one);
    for (const { names, isTyped } of groupsOf(form)) {
      for (const bad of isTyped ? Object.keys(BAD) : FEW) {
        await attack(one, names, BAD[bad] ?? '').catch((error: unknown) => {
          throw new Error(`${names.join()}: ${bad}, SEED=${SEED}`, { cause: error });
        });
      }
    }
  });

  it('a field that is missing, there twice, or another’s', async () => {
    const { form } = await atForm(one);
    for (const { names } of groupsOf(form)) {
      const { it, form: now } = await atForm(one);
      const without = new URLSearchParams(now.fields);
      for (const name of names) without.delete(name);
      isKind(await it.person.post(now.to, without));
      const { it: other, form: again } = await atForm(one);
      const twice = new URLSearchParams(again.fields);
      for (const name of ['__proto__', ...names]) {
        twice.append(name, 'x');
        twice.append(`${name}[a]`, 'x');
      }
      isKind(await other.person.post(again.to, twice));
    }
  });

  it('twice at once, and once more, is what once is', async () => {
    const once = await someoneNew(one);
    const untouched = await stored();
    isKind(await once.it.person.post(once.form.to, once.form.fields));
    const ofOne = growth(untouched, await stored());
    const { it, form } = await someoneNew(one);
    const before = await stored();
    const both = await Promise.all([
      it.person.post(form.to, form.fields),
      it.person.post(form.to, form.fields),
    ]);
    const after = await stored();
    both.forEach(isKind);
    expect(growth(before, after)).toEqual(ofOne);
    isKind(await it.person.post(form.to, form.fields));
    if (one.to !== paths.practiceClock.to()) expect(await stored()).toEqual(after);
  });
});

/** What has no course behind it. */
const NOBODYS: readonly string[] = [
  paths.selfCheck.pattern,
  paths.tryOutSection.pattern,
  paths.logout.pattern,
  paths.practiceClock.pattern,
  paths.practiceLogin.pattern,
];
const personal = cases.filter(([name]) => !NOBODYS.some((pattern) => name.endsWith(pattern)));

describe.each(personal)('%s', (_name, one) => {
  it('of another person, or after logging out, nothing is taken in and the words come back', async () => {
    const { it: writer, form } = await atForm(one);
    const other = await patients.at('writing');
    const gone = await patients.logIn(writer.who);
    const out = await gone.open(paths.myCourse.to());
    await gone.press(out, 'Log ud');
    const before = await stored();
    for (const browser of [other.person, gone]) {
      const pressed = await browser.post(form.to, form.fields);
      isKind(pressed);
      expect([303, 403]).toContain(pressed.status);
      expect(await stored()).toEqual(before);
      for (const [name, kind] of form.kinds) {
        const typed = form.fields.get(name) ?? '';
        if (kind !== 'text' || typed === '') continue;
        const kept = pressed.page?.root.querySelector(`input[name="${name}"]`);
        expect(kept?.getAttribute('value')).toBe(typed);
      }
    }
  });

  it('of another person, with that one’s own login: nothing of the writer’s is touched', async () => {
    const { it: writer, form } = await someoneNew(one);
    const { it: other, form: theirs } = await someoneNew(one);
    const { courseId } = writer.course;
    const before = await stored(courseId);
    const fields = new URLSearchParams(form.fields);
    fields.set('_csrf', theirs.fields.get('_csrf') ?? '');
    isKind(await other.person.post(form.to, fields));
    expect(await stored(courseId)).toEqual(before);
  });

  it('of another stage: what is refused is stored nowhere, and its words come back', async () => {
    const { it: writer, form } = await someoneNew(one);
    met.delete(one.at);
    if (!['asked', 'answered'].includes(one.at))
      await patients.happens(writer, { name: 'withdraw' });
    const before = await stored();
    const pressed = await writer.person.post(form.to, form.fields);
    isKind(pressed);
    if (pressed.status < 400) return;
    const more = growth(before, await stored());
    // That an answer worries is told however late it comes; the answer itself is not kept.
    if (one.page === sectionAddress('safety')) expect(more).not.toHaveProperty('saves');
    else expect(more).toEqual({});
    for (const [name, kind] of form.kinds) {
      const typed = form.fields.get(name) ?? '';
      if (kind === 'text') expect(standing(pressed, name) ?? textOf(pressed.page)).toContain(typed);
    }
  });
});

const gets = routes.filter(
  ({ method, permission, course }) =>
    method === 'get' &&
    (may('patient', permission) || permission === 'public') &&
    course !== 'param',
);

describe('an address with anything in it', () => {
  const names = ['side', 'fra', 'vis', 'til', 'videre', 'foer', 'forfra', 'trin', 'kladde'];
  const bad = [
    '%00',
    '%ED%A0%80',
    '%E2%80%AE',
    '%3Cscript%3E',
    '-1',
    '%2F%2Fevil.example',
    '%',
    '',
  ];

  it.each(gets.map(({ path }) => path))('%s', async (path) => {
    const it = await patients.at('writing');
    for (const one of bad) {
      const query = names.map((name) => `${name}=${one}`).join('&');
      const address = path.replace('/{*any}', '/x').replace(/:\w+/g, one || 'x');
      for (const asked of [address, `${address}?${query}`]) {
        const page = await it.person.open(asked).catch(() => null);
        // Led to the login's provider, which is nowhere here.
        if (page === null) expect(asked).toMatch(/log-ind|soeg-behandling|log-ud/);
        else expect([asked, page.status < 500]).toEqual([asked, true]);
      }
    }
  });
});
