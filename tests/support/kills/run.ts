/** Thirty courses driven through the pages while parts die, and then the account of it all. */
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { EventName } from '../../../domain/course';
import { readKeys } from '../../../ops/keys';
import { openBrowser, type OpenBrowser } from '../browser';
import { sealedValues, type SealedValue } from '../sealedValues';
import { accountFor } from './account';
import { untilQuiet, workflowsAgree } from './alive';
import {
  liveInBrowser,
  readsInBrowser,
  writesInBrowser,
  type BrowserPerson,
} from './browserPerson';
import { drawFrom } from './draw';
import { openKillHouse, type KillHouse } from './house';
import { killAll, plan } from './killer';
import { Ledger } from './ledger';
import { journalOf, lettersLeftOnce } from './letters';
import { livePatient, readsThread, writes, type Times } from './patient';
import { personAt, type Person } from './person';
import { readRows } from './rows';
import { SAVES, savesAreThere } from './saved';
import { liveStaff } from './staff';

export interface KillsAsked {
  readonly seed: number;
  readonly kills: number;
  readonly patients: number;
  readonly temporalProgram: string;
  /** So many people in a real browser, besides the others; and the browser's path. */
  readonly browsers: number;
  readonly browserProgram: string;
}
export interface KillsReport {
  readonly ledger: Ledger;
  /** Empty when everything is as people were told. */
  readonly faults: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

const STAFF = ['Karen', 'Jonas', 'Amira', 'Lone'] as const;
/** So long people come in before the first part dies, and so long they go on after the last. */
const COMING_IN_MS = 15_000;
const GOING_ON_MS = 10_000;
const STANDS_MS = [8_000, 20_000] as const;
const RUNS_MS = [15_000, 30_000] as const;
const LOOK_AGAIN_MS = 500;
/** Events of which every run has some, or it has shown nothing. */
export const REACHED = [
  'submit',
  'offer',
  'release',
  'book',
  'writeMessage',
] as const satisfies readonly EventName[];
const CLOCK = { run: '1 døgn på 10 sekunder', stop: 'Stop uret' } as const;

/** Everything in a house of its own, which is gone afterwards. */
export async function liveThroughKills(asked: KillsAsked): Promise<KillsReport> {
  const ledger = new Ledger();
  const house = await openKillHouse(ledger, asked.temporalProgram);
  const browser = await openBrowser({ executablePath: asked.browserProgram });
  try {
    const people = await livesWhilePartsDie(house, browser, { ledger, asked });
    const figures = await accountOf(house, ledger, people);
    return { ledger, faults: ledger.faults, figures };
  } finally {
    await browser.close();
    await house.stop();
  }
}

/** Everybody who has a course of their own. */
interface People {
  readonly visitors: readonly Person[];
  readonly inBrowser: readonly BrowserPerson[];
}

async function livesWhilePartsDie(
  house: KillHouse,
  browser: OpenBrowser,
  { ledger, asked }: { ledger: Ledger; asked: KillsAsked },
): Promise<People> {
  const { kills, patients, browsers } = asked;
  const draw = drawFrom(asked.seed);
  const { baseUrl } = house.config;
  let over = false;
  const times = { isOver: () => over };
  const at = (name: string): Person => personAt(baseUrl, name, draw.of(name), ledger);
  const visitors: Person[] = [];
  const inBrowser: BrowserPerson[] = [];
  for (let index = 1; index <= browsers; index += 1) {
    const name = `browser ${index}`;
    const page = await browser.newPerson();
    inBrowser.push({ name, page, url: baseUrl, draw: draw.of(name), ledger });
  }
  const first = draw.whole(1_000, 900_000);
  // Whoever's course has ended makes room for somebody new.
  const comeAndGo = async (): Promise<void> => {
    while (!over) {
      const number = visitors.length + 1;
      const person = at(`patient ${number}`);
      visitors.push(person);
      await livePatient(person, first + number, times);
    }
  };
  const lived = [
    ...Array.from({ length: patients }, () => comeAndGo()),
    ...inBrowser.map((person, index) => liveInBrowser(person, first - 1 - index, times)),
    ...STAFF.map((name) => liveStaff(at(name), times)),
  ].map((life) => life.catch((failure: unknown) => ledger.fault(inWords(failure))));
  const clock = moveClock(at('clock'), ledger, times);
  await pause(COMING_IN_MS);
  await killAll(house, plan(draw.of('kills'), kills), ledger);
  await pause(GOING_ON_MS);
  over = true;
  await Promise.all([...lived, clock]);
  return { visitors, inBrowser };
}

/**
 * Runs for a while and stands still for a while, once applications are there: deadlines fire into
 * the outages, and people have time to do what is asked of them.
 */
async function moveClock(person: Person, ledger: Ledger, times: Times): Promise<void> {
  const isSent = () =>
    ledger.lines.some(({ what, ended }) => what === 'submit' && ended === 'confirmed');
  while (!times.isOver() && !isSent()) await pause(LOOK_AGAIN_MS);
  while (!times.isOver()) {
    await pause(person.draw.whole(...STANDS_MS));
    if (times.isOver()) break;
    await pressClock(person, CLOCK.run);
    await pause(person.draw.whole(...RUNS_MS));
    await pressClock(person, CLOCK.stop);
  }
}

function inWords(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

/** Until the clock shows that it did: who gives up looks, and presses again. */
async function pressClock(person: Person, button: string): Promise<void> {
  for (;;) {
    const page = await person.open('/oevelse');
    const buttons = page.root.querySelectorAll('button').map((one) => one.innerText.trim());
    const runs = buttons.includes(CLOCK.stop);
    if (runs === (button === CLOCK.run)) return;
    await person.press(page, button, { what: 'clock' });
  }
}

async function accountOf(
  house: KillHouse,
  ledger: Ledger,
  people: People,
): Promise<Readonly<Record<string, number>>> {
  const { ownerUrl, dataDir } = house.config;
  for (const sentence of await untilQuiet(ownerUrl)) ledger.fault(sentence);
  await allGoOn(ledger, people);
  for (const sentence of await untilQuiet(ownerUrl)) ledger.fault(sentence);
  const rows = await readRows(ownerUrl);
  const journal = await journalOf(dataDir);
  const found = [
    ...accountFor(ledger, rows),
    ...savesAreThere(ledger, await openedValues(house)),
    ...lettersLeftOnce(rows, journal),
    ...(await workflowsAgree(house, rows)),
  ];
  for (const sentence of found) ledger.fault(sentence);
  return {
    courses: rows.courses.length,
    events: rows.events.length,
    deliveries: rows.deliveries.length,
    unknownMails: rows.deliveries.filter(({ status }) => status === 'unknown').length,
    messagesAtStandIns: journal.size,
    audits: rows.audits.length,
    ...Object.fromEntries(
      REACHED.map((name) => [name, rows.events.filter((event) => event.name === name).length]),
    ),
    saves: ledger.lines.filter(({ what, ended }) => what in SAVES && ended === 'confirmed').length,
    ...Object.fromEntries(
      [...new Set(rows.courses.map(({ stage }) => stage))].map((stage) => [
        `in ${stage}`,
        rows.courses.filter((one) => one.stage === stage).length,
      ]),
    ),
  };
}

/** Everything sealed, opened: the texts that people saved stand nowhere in clear. */
async function openedValues({ config }: KillHouse): Promise<SealedValue[]> {
  const owner = new Client(config.ownerUrl);
  await owner.connect();
  try {
    return await sealedValues(owner, readKeys(config).master);
  } finally {
    await owner.end();
  }
}

/** Every course that is open takes another press; and what was confirmed is read by its writer. */
async function allGoOn(ledger: Ledger, { visitors, inBrowser }: People): Promise<void> {
  const goesOn = (name: string) => `Nu går det videre, skriver ${name}.`;
  for (const person of visitors) {
    const home = await person.open('/mit-forloeb');
    const isOpen = home.root.querySelectorAll('main a').some((one) => /Skriv/.test(one.innerText));
    if (isOpen && !(await writes(person, goesOn(person.name)))) {
      ledger.fault(`${person.name} could not go on`);
    }
    readsOwn(ledger, person.name, await readsThread(person));
  }
  for (const person of inBrowser) {
    await person.page.goto(`${person.url}/mit-forloeb`);
    const isOpen = (await person.page.locator('main a', { hasText: 'Skriv' }).count()) > 0;
    if (isOpen && !(await writesInBrowser(person, goesOn(person.name)))) {
      ledger.fault(`${person.name} could not go on`);
    }
    readsOwn(ledger, person.name, await readsInBrowser(person));
  }
}

function readsOwn(ledger: Ledger, name: string, thread: string): void {
  const own = ledger.lines.filter(({ who, words }) => who === name && words !== null);
  for (const { words, ended } of own) {
    const times = thread.split(words ?? '').length - 1;
    const right = ended === 'confirmed' ? times === 1 : times <= 1;
    if (!right) ledger.fault(`${name} reads "${words ?? ''}" ${times} times (${ended})`);
  }
}
