/** A day in the clinic over the pages: what people write, mistype, look up and are refused. */
import { visitor, type Pressed, type Shown, type Typed, type Visitor } from './visitor';

/** Written by nobody else, so that wherever one stands it came from here. */
export const WRITTEN = {
  brokenPhone: 'ring til Plantetnummer 47 11',
  brokenMail: 'plantet.adresse@@eksempel',
  lookedUp: 'Plantenavn Opslagsen',
  message: 'Plantebesked: jeg har sovet dårligt & drømt om ænder.\nI dag går det "bedre" 100 %.',
  answer: 'Plantesvar fra klinikken: det er godt, at du skriver. Vi taler om søvnen på torsdag.',
  action: 'Plantehandling: jeg har ringet, og vi har lavet en plan sammen.',
  stale: 'Plantesvar, som kom for sent: en anden har allerede svaret på det.',
  epicrise: 'Planteepikrise: forløbet er gennemført, og søvnen er blevet bedre.',
  reason: 'Planteårsag: jeg afløser en kollega, som er syg i denne uge.',
  duringFailure: 'Plantebesked, mens databasen ikke svarer: er der nogen?',
} as const;

export interface Day {
  /** Every address that was asked for or led to, and every one that stands on a page. */
  readonly addresses: readonly string[];
  readonly karen: Visitor;
  readonly camilla: Visitor;
}

/** So many pages of one person are looked at. */
const PAGES = 60;

/** Notes every address that this process asks for; returns what stops it. */
function notingAddresses(addresses: string[]): () => void {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await real(input, init);
    addresses.push(input instanceof Request ? input.url : String(input));
    const to = answer.headers.get('location');
    if (to !== null) addresses.push(to);
    return answer;
  };
  return () => {
    globalThis.fetch = real;
  };
}

/** `portalLinks`: links out of two letters of Camilla's. */
export async function liveTheDay(url: string, portalLinks: readonly string[]): Promise<Day> {
  const addresses: string[] = [];
  const stop = notingAddresses(addresses);
  try {
    const [karen, camilla] = [await beIn(url, 'Karen'), await beIn(url, 'Camilla')];
    await applies(url);
    await writesAndIsAnswered(karen, camilla);
    await takesTheFlag(karen);
    await closesAndLooksUp(karen);
    await followsLinks(karen, camilla, portalLinks);
    await meetsErrors(url, karen);
    for (const name of ['Karen', 'Lone', 'Birgit', 'Camilla', 'Ida']) {
      await looksRound(await beIn(url, name), addresses);
    }
    return { addresses, karen, camilla };
  } finally {
    stop();
  }
}

async function beIn(url: string, name: string): Promise<Visitor> {
  const one = visitor(url);
  await one.press(await one.open('/oevelse'), `Vær ${name}`);
  return one;
}

/** A form of the application that does not hold, as it is sent and given back. */
async function applies(url: string): Promise<void> {
  const sofie = await beIn(url, 'Sofie');
  const first = linkIn(await sofie.open('/ansoegning'), (href) => href.startsWith('/ansoegning/'));
  const given = await pressAt(sofie, await sofie.open(first), 'phone', {
    phone: WRITTEN.brokenPhone,
    email: WRITTEN.brokenMail,
  });
  was(given, 422);
}

async function writesAndIsAnswered(karen: Visitor, camilla: Visitor): Promise<void> {
  const messages = await camilla.open('/mit-forloeb/beskeder');
  was(await pressAt(camilla, messages, 'message', { message: WRITTEN.message }), 303);
  const task = await taskOf(karen, 'Camilla', 'Svar på besked');
  const [page, stale] = [await karen.open(task), await karen.open(task)];
  was(await pressAt(karen, page, 'body', { body: WRITTEN.answer }), 303);
  const late = await pressAt(karen, stale, 'body', { body: WRITTEN.stale });
  if (late.status < 400) throw new Error(`a stale answer was taken: ${late.status}`);
}

async function takesTheFlag(karen: Visitor): Promise<void> {
  const flag = await karen.open(await taskOf(karen, 'Mads', 'bekymringsmarkering'));
  const taken = await karen.press(flag, 'Tag bekymringsmarkeringen');
  if (!taken.page) throw new Error('a flag that was taken shows no page');
  const [, outcome] = taken.page.root.querySelectorAll('main [name="outcome"] option');
  const typed = { action: WRITTEN.action, outcome: outcome?.getAttribute('value') ?? '' };
  was(await karen.press(taken.page, 'Afslut markeringen', typed), 303);
}

async function closesAndLooksUp(karen: Visitor): Promise<void> {
  const epicrise = await karen.open(await taskOf(karen, 'Ida', 'Skriv epikrise'));
  const areas = epicrise.root.querySelectorAll('main textarea');
  const names = areas.map((area) => area.getAttribute('name') ?? '');
  const typed = Object.fromEntries(names.map((name) => [name, WRITTEN.epicrise]));
  was(await karen.press(epicrise, 'Godkend og send', typed), 303);
  const courses = await karen.open('/forloeb');
  was(await karen.press(courses, 'Find forløbet', { number: WRITTEN.lookedUp }), 422);
  const others = await karen.open('/forloeb?vis=all');
  const emil = linkIn(others, (href, words) => href.startsWith('/forloeb/') && /Emil/.test(words));
  await pressAt(karen, await karen.open(emil), 'reason', { reason: WRITTEN.reason });
}

async function followsLinks(
  karen: Visitor,
  camilla: Visitor,
  [own = '', others = '']: readonly string[],
): Promise<void> {
  if (!(await camilla.open(own)).at.startsWith('/mit-forloeb')) throw new Error('a dead link');
  if (!(await karen.open(others)).text.includes('hører til en anden')) throw new Error('let in');
}

async function meetsErrors(url: string, karen: Visitor): Promise<void> {
  const nobody = '/forloeb/00000000-0000-7000-8000-000000000000';
  if ((await karen.open(nobody)).status !== 404) throw new Error('somebody is nobody');
  // A form that is cut off, and one that came without its session.
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = `message=${encodeURIComponent(WRITTEN.message)}&`.repeat(5000);
  await fetch(`${url}/mit-forloeb/beskeder`, { method: 'POST', headers, body });
  await fetch(`${url}/mit-forloeb/beskeder`, { method: 'POST', headers, body: body.slice(0, 300) });
}

/** Opens what can be reached from the person's first page, and notes every address on the way. */
async function looksRound(who: Visitor, addresses: string[]): Promise<void> {
  const waiting = ['/arbejdsliste?vis=team', '/forloeb?vis=all', '/leder/forloeb', '/mit-forloeb'];
  const seen = new Set<string>();
  for (let turn = 0; turn < PAGES && waiting.length > 0; turn += 1) {
    const page = await who.open(waiting.shift() ?? '/');
    for (const element of page.root.querySelectorAll('[href], [action], [src]')) {
      for (const name of ['href', 'action', 'src']) {
        const address = element.getAttribute(name);
        if (!address || seen.has(address)) continue;
        seen.add(address);
        addresses.push(address);
        const isPage = name === 'href' && /^\/(?!assets|l\/)[^#]*$/.test(address);
        if (isPage) waiting.push(address);
      }
    }
  }
}

async function taskOf(karen: Visitor, name: string, task: string): Promise<string> {
  const list = await karen.open('/arbejdsliste?vis=team');
  return linkIn(list, (_, words) => words.includes(name) && words.includes(task));
}

function linkIn(page: Shown, fits: (href: string, words: string) => boolean): string {
  const links = page.root.querySelectorAll('main a');
  const link = links.find((one) => fits(one.getAttribute('href') ?? '', one.innerText));
  if (!link) throw new Error(`${page.at} has no such link: ${page.text}`);
  return link.getAttribute('href') ?? '';
}

/** Presses the button of the form in which a field of this name stands. */
export function pressAt(who: Visitor, page: Shown, field: string, typed: Typed): Promise<Pressed> {
  const form = page.root.querySelector(`main [name="${field}"]`)?.closest('form');
  const words = form?.querySelector('button')?.innerText.replace(/\s+/g, ' ').trim();
  if (!words) throw new Error(`${page.at} has no field "${field}": ${page.text}`);
  return who.press(page, words, typed);
}

function was(pressed: Pressed, status: number): void {
  if (pressed.status === status) return;
  throw new Error(`answered ${pressed.status}, not ${status}: ${pressed.page?.text ?? ''}`);
}
