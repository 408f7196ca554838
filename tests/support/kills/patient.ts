/** One patient's story, drawn from the seed: applies, chooses, works, writes, stops, or waits. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Shown } from '../visitor';
import { choicesOf, filledIn } from './filled';
import { buttonsOf, linkTo, type Person } from './person';
import { wroteThis } from './saved';

const HOME = '/mit-forloeb';
const MESSAGES = '/mit-forloeb/beskeder';
/** Most sections one can meet, each with a page of advice or a crisis page in between. */
const PAGES_AT_MOST = 30;
const THINKS_MS = [400, 2_500] as const;

export interface Times {
  /** True when nobody begins anything new. */
  isOver(): boolean;
}

/** From the first login on, until the time is over or the course is. */
export async function livePatient(person: Person, newcomer: number, times: Times): Promise<void> {
  await logIn(person, newcomer);
  await apply(person, times);
  for (let turn = 0; !times.isOver(); turn += 1) {
    await thinks(person);
    if (times.isOver()) return;
    if (await isOver(person)) return;
    await doesSomething(person, turn);
  }
}

/** `newcomer` makes the person: two of them never are the same. */
async function logIn(person: Person, newcomer: number): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    const page = await person.open('/oevelse');
    const typed = { person: `ny:${newcomer}` };
    await person.press(page, 'Vær en ny ansøger', { what: 'logIn', typed });
    const at = await person.open('/ansoegning');
    if (at.at.startsWith('/ansoegning')) return;
  }
  throw new Error(`${person.name} never got in`);
}

async function thinks({ draw }: Person): Promise<void> {
  await pause(draw.whole(...THINKS_MS));
}

/** The course has ended: the person leaves, and somebody new comes in. */
async function isOver(person: Person): Promise<boolean> {
  return linkTo(await person.open(HOME), 'Søg behandling igen') !== undefined;
}

async function apply(person: Person, times: Times): Promise<void> {
  const moodItem9 = person.draw.chance(0.15) ? 1 : 0;
  let page = await person.open('/ansoegning');
  for (let turn = 0; turn < PAGES_AT_MOST && !times.isOver(); turn += 1) {
    const buttons = buttonsOf(page);
    if (page.at.startsWith('/ansoegning/send')) {
      if (await sends(person, page)) return;
      page = await person.open('/ansoegning/send');
    } else if (buttons.includes('Gem og gå videre')) {
      const words = wroteThis(person.name);
      const typed = filledIn(page, 'Gem og gå videre', { moodItem9, words });
      page = (await person.press(page, 'Gem og gå videre', { what: 'saveSection', typed })).page;
    } else {
      page = await person.open(onward(page) ?? '/ansoegning');
    }
  }
}

function onward(page: Shown): string | undefined {
  return page.root.querySelector('main a.button')?.getAttribute('href');
}

async function sends(person: Person, page: Shown): Promise<boolean> {
  const button = buttonsOf(page).find((words) => words === 'Send ansøgning');
  if (!button) return true;
  const { line } = await person.press(page, button, { what: 'submit' });
  return line.ended === 'confirmed';
}

async function doesSomething(person: Person, turn: number): Promise<void> {
  const { draw } = person;
  const page = await person.open(HOME);
  const buttons = buttonsOf(page);
  const module = linkTo(page, 'Gå til modulet');
  if (buttons.includes('Ja tak til tiden') && draw.chance(0.6)) {
    await person.press(page, 'Ja tak til tiden', { what: 'book' });
  } else if (buttons.includes('Ja tak til tiden') || linkTo(page, 'Vælg en tid')) {
    await choosesTime(person);
  } else if (module && draw.chance(0.7)) {
    await worksOn(person, module);
  } else if (linkTo(page, 'Vælg en tid, eller sig nej tak')) {
    await wishesClosing(person);
  } else if (draw.chance(0.02)) {
    await stops(person);
  } else if (draw.chance(0.1)) {
    await changesConsent(person);
  } else if (draw.chance(0.35)) {
    await writes(person, `Hej. Det er min besked nummer ${turn + 1} fra ${person.name}.`);
  }
}

async function choosesTime(person: Person): Promise<void> {
  const page = await person.open('/mit-forloeb/tid');
  const button = buttonsOf(page).find((words) => /Vælg denne tid|Flyt/.test(words));
  const [slot] = choicesOf(page, 'slot');
  if (!button || !slot) return;
  const near = choicesOf(page, 'slot').slice(0, 6);
  await person.press(page, button, { what: 'book', typed: { slot: person.draw.one(near) } });
}

async function worksOn(person: Person, address: string): Promise<void> {
  const { draw } = person;
  const page = await person.open(address);
  const HAND_IN = 'Aflever modulet';
  const diary = linkTo(page, 'Skriv i dagbogen');
  if (diary && draw.chance(0.7)) return writesInDiary(person, diary);
  if (!buttonsOf(page).includes(HAND_IN)) return;
  const typed = filledIn(page, HAND_IN, { words: wroteThis(person.name) });
  if (draw.chance(0.3) && buttonsOf(page).includes('Gem'))
    await person.press(page, 'Gem', { what: 'saveModule', typed });
  else await person.press(page, HAND_IN, { what: 'handIn', typed });
}

async function writesInDiary(person: Person, address: string): Promise<void> {
  const page = await person.open(address);
  const SAVE = 'Gem i dagbogen';
  const typed = filledIn(page, SAVE, { words: wroteThis(person.name) });
  await person.press(page, SAVE, { what: 'writeDiary', typed });
}

async function wishesClosing(person: Person): Promise<void> {
  const page = await person.open('/mit-forloeb/afslutning');
  const button = buttonsOf(page).find((words) => words !== '');
  if (!button) return;
  await person.press(page, button, { what: 'wishClosing', typed: filledIn(page, button) });
}

async function stops(person: Person): Promise<void> {
  const page = await person.open('/mit-forloeb/traek');
  const [button] = buttonsOf(page);
  if (button) await person.press(page, button, { what: 'withdraw' });
}

async function changesConsent(person: Person): Promise<void> {
  const page = await person.open('/mit-forloeb/samtykker');
  const buttons = buttonsOf(page);
  if (buttons.length === 0) return;
  await person.press(page, person.draw.one(buttons), { what: 'changeConsent' });
}

/** Writes to the clinic; false where the page takes no message. */
export async function writes(person: Person, words: string): Promise<boolean> {
  const page = await person.open(MESSAGES);
  const button = buttonsOf(page).find((one) => one.startsWith('Send'));
  if (!button) return false;
  const what = { what: 'writeMessage', typed: { message: words }, words };
  return (await person.press(page, button, what)).line.ended === 'confirmed';
}

/** Everything in the person's thread, its older pages too, as they read it. */
export async function readsThread(person: Person): Promise<string> {
  const pages: string[] = [];
  for (let next: string | undefined = MESSAGES; next !== undefined;) {
    const page = await person.open(next);
    const { root } = page;
    next = linkTo(page, OLDER);
    // What stands in the field to be sent again is not in the thread.
    for (const field of root.querySelectorAll('textarea')) field.remove();
    pages.push(root.querySelector('main')?.innerText.replace(/\s+/g, ' ') ?? '');
  }
  return pages.join(' ');
}

export const OLDER = 'Se ældre beskeder';
