/** Every page that the public or a patient can reach, in each of its states, as people meet it. */
import { STAGES, type Stage } from '../../../domain/course';
import { lix } from '../../../programmes/lix';
import { paths } from '../../../web/paths';
import { routes } from '../../../web/routes';
import { openBrowser, type OpenBrowser } from '../../support/browser';
import { openPatientSite, type PatientSite } from '../patient/site';
import type { Look } from './look';
import { LOOKS, nameOf } from './looks';
import { opener, type Opened } from './opening';
import { furnish, peopleOf } from './people';
import { NARROW, visit, type Weight } from './visit';

const FIRST_VISIT = 150_000;
const LATER_VISIT = 30_000;
const HARDEST = 40;

let site: PatientSite;
let browser: OpenBrowser;
let open: (look: Look) => Promise<Opened>;
let person: ReturnType<typeof peopleOf>;
const asked = new Set<string>();

const weights = new Map<string, Weight>();
const pressWeights = new Map<string, number>();
const hardness = new Map<string, number>();
/** By address with the page of its section, without all else that is asked of it. */
const titles = new Map<string, string>();
const stagesAtHome = new Set<Stage>();

beforeAll(async () => {
  site = await openPatientSite();
  await furnish(site);
  person = peopleOf(site);
  browser = await openBrowser({ viewport: NARROW });
  browser.context.on('request', (request) => asked.add(request.url()));
  open = await opener({ site, context: browser.context, person });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  printWorst('Bytes on the first visit, fonts apart', weights, ({ first }) => first);
  printWorst('Bytes on a later visit', weights, ({ again }) => again);
  printWorst('Bytes after a press', pressWeights, (bytes) => bytes);
  printWorst('LIX', hardness, Math.round);
});

it.each(LOOKS.map((look) => [nameOf(look), look] as const))('%s', async (name, look) => {
  const { page, status, weight, afterPress } = await open(look);
  expect(status).toBe(look.status ?? 200);
  if (weight) weights.set(name, weight);
  if (afterPress !== undefined) pressWeights.set(name, afterPress);
  const isFirst = LOOKS.find(({ route }) => route === look.route) === look;
  const { found, title, text } = await visit(page, { isFirst });
  expect(found).toEqual([]);
  hardness.set(name, Math.max(lix(text), lix(sentencesOf(text))));
  if (look.idle !== undefined) await page.close();
  else if (look.status === undefined) titles.set(pageOfItsOwn(page.url()), title);
  if (look.route === paths.myCourse.pattern && look.who !== 'nobody') {
    stagesAtHome.add((await site.state(await person(look.who))).stage);
  }
});

it('every page for everybody and for patients is in the list, and no other', () => {
  const theirs = routes
    .filter(
      ({ method, permission }) =>
        method === 'get' && /^(public|ownCourse|practice)$/.test(permission),
    )
    .map(({ path }) => path);
  expect(new Set(LOOKS.map(({ route }) => route))).toEqual(new Set(theirs));
});

it('Mit forløb was looked at in every stage of the table', () => {
  expect(STAGES.filter((stage) => !stagesAtHome.has(stage))).toEqual([]);
});

it('two pages of different addresses have different titles', () => {
  const shared = [...titles].filter(([at, title]) =>
    [...titles].some(([other, theirs]) => other !== at && theirs === title),
  );
  expect(shared).toEqual([]);
});

it('nothing was asked of anybody else', () => {
  expect(
    [...asked].filter((url) => !url.startsWith(`${site.origin}/`) && !url.startsWith('data:')),
  ).toEqual([]);
});

it(`weighs at most ${FIRST_VISIT} bytes at first and ${LATER_VISIT} later`, () => {
  const heavy = [...weights].filter(
    ([, { first, again }]) => first > FIRST_VISIT || again > LATER_VISIT,
  );
  expect(heavy).toEqual([]);
  expect([...pressWeights].filter(([, bytes]) => bytes > LATER_VISIT)).toEqual([]);
});

it(`no page is harder to read than LIX ${HARDEST}`, () => {
  expect([...hardness].filter(([, value]) => value > HARDEST)).toEqual([]);
});

function pageOfItsOwn(url: string): string {
  const { pathname, searchParams } = new URL(url);
  return `${pathname} ${searchParams.get('side') ?? '1'}`;
}

const FEW_WORDS = 30;

/** What is told in whole sentences: labels and buttons, which are short, would make it look easier. */
function sentencesOf(text: string): string {
  const told = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[.?!]$/.test(line));
  return told.join(' ').split(' ').length < FEW_WORDS ? '' : told.join('\n');
}

function printWorst<T>(what: string, of: ReadonlyMap<string, T>, figure: (one: T) => number): void {
  const worst = [...of].toSorted(([, one], [, other]) => figure(other) - figure(one)).slice(0, 10);
  const lines = worst.map(([name, one]) => `${String(figure(one)).padStart(8)}  ${name}`);
  console.log(`${what}: the ten highest of ${of.size}\n${lines.join('\n')}`);
}
