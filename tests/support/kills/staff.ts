/** One member of staff at work: takes what is on the worklist, decides, undoes, answers, closes. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Shown } from '../visitor';
import { choicesOf, filledIn } from './filled';
import type { Times } from './patient';
import { buttonsOf, type Person, type Told } from './person';

const WORKLIST = '/arbejdsliste?vis=team';
const COURSES = '/forloeb';
const THINKS_MS = [100, 900] as const;
const UNDO = 'Fortryd';

export async function logInStaff(person: Person): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    const page = await person.open('/oevelse');
    await person.press(page, `Vær ${person.name}`, { what: 'logIn' });
    const at = await person.open('/arbejdsliste');
    if (at.at.startsWith('/arbejdsliste')) return;
  }
  throw new Error(`${person.name} never got in`);
}

/** Works until the time is over. */
export async function liveStaff(person: Person, times: Times): Promise<void> {
  await logInStaff(person);
  while (!times.isOver()) {
    await pause(person.draw.whole(...THINKS_MS));
    const address = await nextTask(person);
    if (!address) continue;
    const page = await person.open(address);
    await answers(person, page);
  }
}

/** A task of the team, drawn; now and then a course whose treatment is to be ended. */
async function nextTask(person: Person): Promise<string | undefined> {
  const { draw } = person;
  const ends = draw.chance(0.06);
  const page = await person.open(ends ? COURSES : WORKLIST);
  const links = page.root
    .querySelectorAll('main li.task a.button')
    .filter((link) => !ends || /Behandling/.test(link.closest('li')?.innerText ?? ''))
    .flatMap((link) => link.getAttribute('href') ?? []);
  if (links.length === 0) return undefined;
  const address = draw.one(links);
  return ends ? `${address.split(/[?#]/)[0] ?? address}/afslutning` : address;
}

/** Answers what the page asks, by its address. */
async function answers(person: Person, page: Shown): Promise<void> {
  const path = page.at.split(/[?#]/)[0] ?? '';
  const [, , , kind = ''] = path.split('/');
  if (kind === 'visitation') return screens(person, page);
  if (kind === 'samtale') return assesses(person, page);
  if (kind === 'marker') return looksAtFlag(person, page);
  if (kind === 'ny-tid') return givesTime(person, page);
  if (kind === 'afslutning') return closes(person, page);
  const button = BUTTONS[kind];
  const first = buttonsOf(page).find((words) => button?.test(words));
  if (!first) return;
  const words = `Tak, skriver ${person.name} (${person.draw.whole(100_000, 999_999)}).`;
  const typed = filledIn(page, first, { words, fields: kind === '' ? { way: 'wrote' } : {} });
  const said = ['modul', 'beskeder'].includes(kind) ? { words } : {};
  await undoesPerhaps(
    person,
    await person.press(page, first, { what: WHAT[kind] ?? 'closeTask', typed, ...said }),
  );
}

/** The button of each page that has but one answer. */
const BUTTONS: Readonly<Record<string, RegExp>> = {
  modul: /^Send svar$/,
  beskeder: /^Send$/,
  epikrise: /^(Godkend og send|Afslut uden brev)$/,
  '': /^(Markér som gjort|Behandlingen fortsætter)$/,
};
const WHAT: Readonly<Record<string, string>> = {
  modul: 'giveFeedback',
  beskeder: 'answerMessage',
  epikrise: 'epicrise',
};

const NO = { reasons: 'tooMild', recommendations: 'ownGp' };

async function screens(person: Person, page: Shown): Promise<void> {
  const { draw } = person;
  const slots = choicesOf(page, 'slot').slice(0, 8);
  if (!buttonsOf(page).includes('Send svar')) return;
  const offers = slots.length > 0 && draw.chance(0.8);
  const fields: Record<string, string> = offers
    ? { answer: 'offer', slot: draw.one(slots) }
    : { answer: 'reject', ...NO, slot: '' };
  const what = offers ? 'offer' : 'reject';
  await undoesPerhaps(person, await person.press(page, 'Send svar', { what, typed: fields }));
}

/** A decision waits a while, and some are taken back; the task is then open again. */
async function undoesPerhaps(person: Person, { line, page }: Told): Promise<void> {
  if (line.ended !== 'confirmed' || !person.draw.chance(0.25)) return;
  if (!buttonsOf(page).includes(UNDO)) return;
  await person.press(page, UNDO, { what: 'undo' });
}

async function assesses(person: Person, page: Shown): Promise<void> {
  const { draw } = person;
  const button = 'Gem resultatet';
  if (!buttonsOf(page).includes(button)) return;
  const answer = draw.chance(0.8) ? 'accept' : draw.one(['decline', 'noShow', 'cancelByClinic']);
  const no = answer === 'decline' ? NO : {};
  const diagnosis = answer === 'accept' ? 'DF321' : '';
  const note = 'Udredt. Moderat depression.';
  const typed = { answer, diagnosis, note, ...no };
  await undoesPerhaps(person, await person.press(page, button, { what: answer, typed }));
}

async function looksAtFlag(person: Person, page: Shown): Promise<void> {
  const TAKE = 'Tag bekymringsmarkeringen';
  const DONE = 'Afslut markeringen';
  const buttons = buttonsOf(page);
  if (buttons.includes(TAKE)) await person.press(page, TAKE, { what: 'takeFlag' });
  else if (buttons.includes(DONE)) {
    await person.press(page, DONE, { what: 'releaseFlag', typed: filledIn(page, DONE) });
  }
}

async function givesTime(person: Person, page: Shown): Promise<void> {
  const GIVE = 'Giv tiden';
  const slots = choicesOf(page, 'slot').slice(0, 6);
  if (!buttonsOf(page).includes(GIVE) || slots.length === 0) return;
  const fields = { slot: person.draw.one(slots), date: '', time: '', psychologist: '' };
  await person.press(page, GIVE, { what: 'giveTime', typed: filledIn(page, GIVE, { fields }) });
}

async function closes(person: Person, page: Shown): Promise<void> {
  const button = buttonsOf(page).find((words) => /^(Afslut behandlingen|Gem)$/.test(words));
  if (!button) return;
  const typed = filledIn(page, button, { words: 'Aftalt med patienten.' });
  const what = button === 'Gem' ? 'closingCall' : 'endTreatment';
  await person.press(page, button, { what, typed });
}
