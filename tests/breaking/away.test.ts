/** Temporal is away: people read on, nothing they write is lost, and nothing is sent behind them. */
import { addDays, copenhagenDate } from '../../domain/calendar';
import { eventsOf } from '../../db/events';
import { courseById } from '../../db/courses';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { asId, type CourseId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { Stage } from '../../ops/practice/actors';
import { seedPractice } from '../../ops/practicePeople';
import { paths } from '../../web/paths';
import { routes } from '../../web/routes';
import { PRESSED_ON } from '../support/pressedOn';
import { partsApart, type PartsApart } from '../support/partsApart';
import { visitor, type Filled, type Shown, type Visitor } from '../support/visitor';
import { until } from '../support/waiting';
import { picked, SHOWN_ELSEWHERE, writes, writesAll, type Write } from '../support/writes';

jest.setTimeout(600_000);
const NOT_SENT = 'Der er ikke sendt noget';
const STAFF = ['Karen', 'Jonas', 'Amira', 'Lone', 'Birgit'];

let parts: PartsApart;
let stage: Stage;
const people = new Map<string, Visitor>();
const ids: Record<string, CourseId> = {};
beforeAll(async () => {
  parts = await partsApart();
  await seedPractice(parts.config);
  stage = new Stage(parts.app);
  await writesAll(stage, 'sofie');
  for (const [handle, { courseId }] of await stage.known()) ids[nameOf(handle)] = courseId;
  await until('the decisions are released', nothingWaits);
  for (const name of [...Object.keys(ids), ...STAFF]) people.set(name, await loggedIn(name));
});
afterAll(() => parts?.stop());

const nameOf = (handle: string) =>
  ({ joergen: 'Jørgen', aase: 'Åse' })[handle] ??
  `${handle.charAt(0).toUpperCase()}${handle.slice(1)}`;

/** No decision can be undone any more. */
async function nothingWaits(): Promise<boolean> {
  const courses = [...(await stage.known()).values()];
  return courses.every((course) => (course.resume as CourseState).revocable === null);
}

async function loggedIn(name: string): Promise<Visitor> {
  const one = visitor(parts.url);
  const { page } = await one.press(await one.open(paths.practice.to()), `Vær ${name}`);
  if (page?.status !== 200) throw new Error(`${name} did not come in: ${page?.text}`);
  return one;
}
function person(name: string): Visitor {
  const found = people.get(name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
}

/** The names of everything that has happened to a course. */
const events = (of: string) =>
  inTransaction(parts.app.db, SYSTEM, async (tx) =>
    (await eventsOf(tx, asId<CourseId>(ids[of] ?? ''), { limit: 500 })).map(({ event }) => event),
  );
const made = async (of: string) =>
  (await events(of)).filter((event) => !['deadline', 'release', 'openModule'].includes(event))
    .length;

interface Opened {
  readonly write: Write;
  readonly filled: Filled;
  readonly before: number;
}
async function opened(write: Write): Promise<Opened> {
  const one = person(write.who);
  const page = await one.open(write.page);
  const filled = one.fields(page, write.button, picked(write, page));
  return { write, filled, before: await made(write.of) };
}

/** What a form would send, in any order, but for the token of this showing. */
function sent({ fields }: Filled): Set<string> {
  const written = [...fields].filter(([name]) => name !== '_csrf');
  return new Set(written.map(([name, value]) => `${name}=${value}`));
}
const typedIn = ({ typed = {} }: Write) =>
  Object.values(typed)
    .flat()
    .filter((value) => value.includes(' '));
const everythingOn = ({ root }: Shown) =>
  `${root.innerText} ${root
    .querySelectorAll('textarea')
    .map((one) => one.textContent)
    .join(' ')}`;

/** Temporal away in either way, and back; answers how long after that the first press went through. */
const WAYS = [
  { name: 'hangs', go: () => parts.temporal.hang(), back: () => parts.temporal.goOn() },
  { name: 'is gone', go: () => parts.temporal.end(), back: () => parts.temporal.start() },
  { name: 'hangs once more', go: () => parts.temporal.hang(), back: () => parts.temporal.goOn() },
];

/** "Press again soon" until it goes through; the form as it came back is what is pressed. */
async function pressedAgain({ write }: Opened): Promise<Filled> {
  const one = person(write.who);
  const page = await one.open(write.page);
  const filled = one.fields(page, write.button);
  await until(`${write.pattern} of ${write.of} goes through`, async () => {
    const { status, page: after } = await one.post(filled.action, filled.fields);
    if (status === 409 || status === 422) throw new Error(`${write.pattern}: ${after?.text}`);
    return status === 303;
  });
  return filled;
}

it('knows a press of every kind of form, or where it is shown', () => {
  const known = writes(ids, () => ({}))
    .flat()
    .map(({ pattern }) => pattern);
  const all = Object.values(PRESSED_ON)
    .flat()
    .map(({ pattern }) => pattern);
  expect(all.filter((one) => !known.includes(one) && !SHOWN_ELSEWHERE.has(one))).toEqual([]);
});

describe('while Temporal is away', () => {
  const recovered: number[] = [];
  afterAll(() => {
    const sorted = recovered.toSorted((one, other) => one - other);
    const median = sorted[Math.floor(sorted.length / 2)];
    console.info(
      `Temporal back to first press through: median ${median} ms, ` +
        `max ${sorted.at(-1)} ms (n = ${sorted.length})`,
    );
  });

  it.each(WAYS.map((way, round) => [way.name, round] as const))(
    'because it %s, what people write is kept and said not to be sent, and one press sends it',
    async (_name, round) => {
      const way = WAYS[round];
      if (!way) throw new Error('no such way');
      await until('the decisions are released', nothingWaits);
      const today = copenhagenDate(await stage.now());
      const [year = '', month = '', day = ''] = addDays(today, 8).split('-');
      const date = (field: string) => ({
        [`${field}Day`]: day,
        [`${field}Month`]: month,
        [`${field}Year`]: year,
      });
      const forms: Opened[] = [];
      const missing: string[] = [];
      for (const write of writes(ids, date)[round] ?? []) {
        await opened(write).then(
          (form) => forms.push(form),
          (error: Error) => missing.push(error.message),
        );
      }
      expect(missing).toEqual([]);
      await way.go();

      const pressed = await Promise.all(
        forms.map(({ write, filled }) => person(write.who).post(filled.action, filled.fields)),
      );
      const wrong = forms.flatMap(({ write }, at) => {
        const page = pressed[at]?.page;
        const kept = page && typedIn(write).every((text) => everythingOn(page).includes(text));
        const said = pressed[at]?.status === 503 && page?.text.includes(NOT_SENT);
        return kept && said ? [] : [`${write.pattern}: ${pressed[at]?.status} ${page?.text}`];
      });
      expect(wrong).toEqual([]);

      for (const { write, filled } of forms) {
        const one = person(write.who);
        const anew = await one.open(write.page);
        expect([write.pattern, sent(one.fields(anew, write.button))]).toEqual([
          write.pattern,
          sent(filled),
        ]);
        expect(anew.text).toContain('blev ikke sendt');
      }

      await way.back();
      const began = Date.now();
      const [first, ...others] = forms;
      if (!first) throw new Error('nothing was written');
      const filled = [await pressedAgain(first)];
      recovered.push(Date.now() - began);
      // By now Temporal has taken in all it ever will: nothing went by itself.
      for (const { write, before } of others)
        expect([write, await made(write.of)]).toEqual([
          write,
          write.of === first.write.of ? before + 1 : before,
        ]);
      for (const form of others) filled.push(await pressedAgain(form));
      await oncePressed(forms, filled);
    },
  );

  /** Pressed once more, each is the same press; and its page has forgotten it. */
  async function oncePressed(forms: readonly Opened[], filled: readonly Filled[]): Promise<void> {
    const before = await Promise.all(forms.map(({ write }) => made(write.of)));
    for (const [at, { write }] of forms.entries()) {
      const again = filled[at];
      if (!again) throw new Error('not pressed');
      const { status } = await person(write.who).post(again.action, again.fields);
      expect([write.pattern, status]).toEqual([write.pattern, 303]);
      const anew = await person(write.who).open(write.page);
      expect([write.pattern, anew.text.includes('blev ikke sendt')]).toEqual([
        write.pattern,
        false,
      ]);
    }
    expect(await Promise.all(forms.map(({ write }) => made(write.of)))).toEqual(before);
  }
});

it('every page can be read while Temporal hangs', async () => {
  const course = await inTransaction(parts.app.db, SYSTEM, (tx) =>
    courseById(tx, asId<CourseId>(ids['Camilla'] ?? '')),
  );
  const values: Record<string, string> = {
    course: course?.courseId ?? '',
    module: 'hvad-er-depression',
    section: 'humoer',
    part: '1',
    update: course?.courseId ?? '',
  };
  const pages = routes.filter(({ method, path }) => method === 'get' && path !== '/{*any}');
  await parts.temporal.hang();
  const wrong: string[] = [];
  const times: number[] = [];
  for (const name of ['Camilla', 'Karen', 'Lone', 'Birgit']) {
    for (const { path, permission } of pages) {
      const params = [...path.matchAll(/:(\w+)/g)].map(([, param = '']) => param);
      if (params.some((param) => !values[param])) continue;
      if (path === paths.loginAnswer.pattern || permission === 'practice') continue;
      const address = path.replace(/:(\w+)/g, (_, param: string) => values[param] ?? '');
      const began = Date.now();
      const { status, text } = await person(name).open(address);
      times.push(Date.now() - began);
      // 403: not this person's page; 409: not in this stage, and said so.
      if (![200, 403, 404, 409].includes(status)) wrong.push(`${name} ${path} ${status} ${text}`);
    }
  }
  await parts.temporal.goOn();
  const sorted = times.toSorted((one, other) => one - other);
  console.info(
    `${times.length} pages while Temporal hung: median ${sorted[Math.floor(times.length / 2)]} ms, ` +
      `longest ${sorted.at(-1)} ms`,
  );
  expect(wrong).toEqual([]);
});

it('logging in begins a course, a worry stands everywhere, and "Fortryd" says it was not heard', async () => {
  const [karen, jonas] = [person('Karen'), person('Jonas')];
  const screening = paths.screening.to({ course: ids['Sofie'] ?? '' });
  const decided = await karen.press(await karen.open(screening), 'Send svar', {
    answer: 'reject',
    reasons: ['tooSevere'],
    recommendations: ['ownGp'],
    letterText: 'Kære Sofie.',
  });
  expect(decided.status).toBe(303);
  const [waiting, course] = [
    await karen.open(screening),
    await karen.open(paths.course.to({ course: ids['Ida'] ?? '' })),
  ];
  await parts.temporal.hang();
  const newcomer = visitor(parts.url);
  const undone = await karen.press(waiting, 'Fortryd');
  const [worried, begun] = await Promise.all([
    karen.press(course, 'Rejs rød markering', { note: 'Hun lød helt anderledes i dag.' }),
    newcomer.press(await newcomer.open(paths.practice.to()), 'Vær en ny ansøger'),
  ]);
  expect(undone.page?.text).toContain('er ikke kommet frem');
  expect(worried.page?.text).toContain('Vi har modtaget det');
  expect([begun.page?.status, begun.page?.at]).toEqual([200, paths.application.to()]);
  const worklist = await jonas.open(paths.worklist.to());
  const flag = worklist.root
    .querySelectorAll('a')
    .find((one) => one.innerText.trim() === 'Tag den nu')
    ?.getAttribute('href');
  const reason = { reason: 'Jeg har vagten i dag.' };
  const { page: flagPage } = await jonas.press(
    await jonas.open(flag ?? ''),
    'Åbn forløbet',
    reason,
  );
  if (!flagPage) throw new Error('the flag did not open');
  const taken = await jonas.press(flagPage, 'Tag bekymringsmarkeringen');
  expect([taken.status, taken.page?.text.includes(NOT_SENT)]).toEqual([503, true]);
  await parts.temporal.goOn();
  await until('the course has heard of the worry', async () =>
    (await events('Ida')).includes('raiseFlag'),
  );
  const again = await jonas.press(await jonas.open(flag ?? ''), 'Tag bekymringsmarkeringen');
  expect(again.status).toBe(303);
  expect((await events('Ida')).filter((event) => event === 'takeFlag')).toHaveLength(1);
});
