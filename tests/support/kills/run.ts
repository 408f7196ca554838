/** Thirty courses driven through the pages while parts die, and then the account of it all. */
import { setTimeout as pause } from 'node:timers/promises';
import { accountFor } from './account';
import { untilQuiet, workflowsAgree } from './alive';
import { drawFrom } from './draw';
import { openKillHouse, type KillHouse } from './house';
import { killAll, plan } from './killer';
import { Ledger } from './ledger';
import { journalOf, lettersLeftOnce } from './letters';
import { livePatient, readsThread, writes } from './patient';
import { personAt, type Person } from './person';
import { readRows } from './rows';
import { liveStaff } from './staff';

export interface KillsAsked {
  readonly seed: number;
  readonly kills: number;
  readonly patients: number;
  readonly temporalProgram: string;
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
const CLOCK = { run: '1 døgn på 10 sekunder', stop: 'Stop uret' } as const;

/** Everything in a house of its own, which is gone afterwards. */
export async function liveThroughKills(asked: KillsAsked): Promise<KillsReport> {
  const ledger = new Ledger();
  const house = await openKillHouse(ledger, asked.temporalProgram);
  try {
    const people = await livesWhilePartsDie(house, ledger, asked);
    const figures = await accountOf(house, ledger, people);
    return { ledger, faults: ledger.faults, figures };
  } finally {
    await house.stop();
  }
}

async function livesWhilePartsDie(
  house: KillHouse,
  ledger: Ledger,
  { seed, kills, patients }: KillsAsked,
): Promise<readonly Person[]> {
  const draw = drawFrom(seed);
  const { baseUrl } = house.config;
  let over = false;
  const times = { isOver: () => over };
  const at = (name: string): Person => personAt(baseUrl, name, draw.of(name), ledger);
  const people = Array.from({ length: patients }, (_, index) => at(`patient ${index + 1}`));
  const first = draw.whole(1_000, 900_000);
  const lived = [
    ...people.map((person, index) => livePatient(person, first + index, times)),
    ...STAFF.map((name) => liveStaff(at(name), times)),
  ].map((life) => life.catch((failure: unknown) => ledger.fault(inWords(failure))));
  await pause(COMING_IN_MS);
  const clock = at('clock');
  await pressClock(clock, CLOCK.run);
  await killAll(house, plan(draw.of('kills'), kills), ledger);
  await pause(GOING_ON_MS);
  over = true;
  await Promise.all(lived);
  await pressClock(clock, CLOCK.stop);
  return people;
}

function inWords(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

async function pressClock(person: Person, button: string): Promise<void> {
  const page = await person.open('/oevelse');
  const buttons = page.root.querySelectorAll('button').map((one) => one.innerText.trim());
  if (buttons.includes(button)) await person.press(page, button, { what: 'clock' });
}

async function accountOf(
  house: KillHouse,
  ledger: Ledger,
  people: readonly Person[],
): Promise<Readonly<Record<string, number>>> {
  const { ownerUrl, dataDir } = house.config;
  for (const sentence of await untilQuiet(ownerUrl)) ledger.fault(sentence);
  await allGoOn(ledger, people);
  for (const sentence of await untilQuiet(ownerUrl)) ledger.fault(sentence);
  const rows = await readRows(ownerUrl);
  const journal = await journalOf(dataDir);
  const found = [
    ...accountFor(ledger, rows),
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
      [...new Set(rows.courses.map(({ stage }) => stage))].map((stage) => [
        `in ${stage}`,
        rows.courses.filter((one) => one.stage === stage).length,
      ]),
    ),
  };
}

/** Every course that is open takes another press; and what was confirmed is read by its writer. */
async function allGoOn(ledger: Ledger, people: readonly Person[]): Promise<void> {
  for (const person of people) {
    const home = await person.open('/mit-forloeb');
    const isOpen = home.root.querySelectorAll('main a').some((one) => /Skriv/.test(one.innerText));
    if (isOpen) {
      const words = `Nu går det videre, skriver ${person.name}.`;
      if (!(await writes(person, words))) ledger.fault(`${person.name} could not go on`);
    }
    await readsOwn(ledger, person);
  }
}

async function readsOwn(ledger: Ledger, person: Person): Promise<void> {
  const own = ledger.lines.filter(({ who, words }) => who === person.name && words !== null);
  if (own.length === 0) return;
  const thread = await readsThread(person);
  for (const { words, ended } of own) {
    const times = thread.split(words ?? '').length - 1;
    const right = ended === 'confirmed' ? times === 1 : times <= 1;
    if (!right) ledger.fault(`${person.name} reads "${words ?? ''}" ${times} times (${ended})`);
  }
}
