/** A person who presses until they know: again with the same form, as "Send igen" does. */
import { setTimeout as pause } from 'node:timers/promises';
import type { HTMLElement } from 'node-html-parser';
import {
  visitor,
  type Filled,
  type Pressed,
  type Shown,
  type Typed,
  type Visitor,
} from '../visitor';
import type { Draw } from './draw';
import type { Ledger, Line, Said } from './ledger';

/** So long people wait; see `Ledger.inVain`. */
export const PATIENCE_MS = 90_000;
const LOOK_AGAIN_MS = 500;
/** More than that, and nothing works: a run that would never end ends here. */
const MANY_FAULTS = 50;
/** So many give up after an answer that never came, and look how it stands instead. */
const GIVES_UP = 0.1;
/** Shorter values stand in every page by chance. */
const TELLING = 5;
const SAVING = '/gemmes/';
const LOGIN = '/log-ind';
/** The course became a colleague's between form and press: nothing was taken in. */
const ANOTHERS = 'hører nu til en anden psykolog';
const REASON = '/laas-op';

export interface Person {
  readonly name: string;
  readonly draw: Draw;
  /** Opens an address until it answers with a page. */
  open(address: string): Promise<Shown>;
  /** Presses until told what came of it. The page that the person sees then. */
  press(page: Shown, button: string, what: Press): Promise<Told>;
}

export interface Press {
  readonly what: string;
  readonly typed?: Typed;
  /** A sentence of this press and no other. */
  readonly words?: string;
}
export interface Told {
  readonly line: Line;
  readonly page: Shown;
}

export function personAt(url: string, name: string, draw: Draw, ledger: Ledger): Person {
  const person = visitor(url, (ms, asked) => ledger.asked(ms, asked));
  return {
    name,
    draw,
    open: (address) => openUntilShown(person, address, { name, ledger }),
    press: async (page, button, what) => {
      const filled = person.fields(page, button, what.typed);
      const line = lineOf(ledger, name, filled, what);
      ledger.lines.push(line);
      const shown = await pressUntilTold({ person, draw, ledger, line, filled });
      line.saw = shown.text.slice(0, 300);
      line.endedAt = ledger.now();
      return { line, page: shown };
    },
  };
}

/** What a form carries of itself, and nobody chose. */
const HIDDEN = new Set(['_csrf', 'updateId', 'version', 'writer', 'seen']);

function lineOf(ledger: Ledger, who: string, filled: Filled, press: Press): Line {
  const { action, fields } = filled;
  const chosen = [...fields].filter(([name]) => !HIDDEN.has(name)).map(([, value]) => value);
  return {
    at: ledger.now(),
    who,
    what: press.what,
    action,
    formId: fields.get('updateId'),
    chosen: chosen.filter((value) => value.length < 60),
    words: press.words ?? null,
    tries: [],
    ended: 'underWay',
    endedAt: 0,
    saw: '',
  };
}

async function openUntilShown(
  person: Visitor,
  address: string,
  of: { name: string; ledger: Ledger },
): Promise<Shown> {
  const { ledger, name } = of;
  let until = Date.now() + PATIENCE_MS;
  for (;;) {
    const page = await person.open(address).catch(() => null);
    if (page && page.status < 500) return page;
    if (page?.status === 500) ledger.fault(`${name} met a fault at ${address}: ${page.text}`);
    if (Date.now() > until) {
      ledger.inVain(`${name} never saw ${address}: ${page?.text ?? '-'}`);
      if (ledger.faults.length > MANY_FAULTS) throw new Error(`${name} sees nothing any more`);
      until += PATIENCE_MS;
    }
    await pause(LOOK_AGAIN_MS);
  }
}

interface Pressing {
  readonly person: Visitor;
  readonly draw: Draw;
  readonly ledger: Ledger;
  readonly line: Line;
  readonly filled: Filled;
}

async function pressUntilTold(pressing: Pressing): Promise<Shown> {
  const { person, draw, ledger, line, filled } = pressing;
  const of = { name: line.who, ledger };
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const pressed = await pressOnce(pressing);
    const said = meaningOf(pressed, line);
    if (pressed && said === 'confirmed') {
      line.ended = 'confirmed';
      return pressed.page ?? openUntilShown(person, pressed.to ?? '/', of);
    }
    if (pressed && said === 'saving') return followSaving(pressing, pressed.to ?? '/');
    if (pressed && said === 'refused') {
      // A try before this one may have been taken, and have made the course the colleague's.
      line.ended = isAnothers(pressed) && line.tries.length > 1 ? 'left' : 'refused';
      if (pressed.page) keepsWhatWasTyped(pressing, pressed.page);
      return pressed.page ?? openUntilShown(person, pressed.to ?? '/', of);
    }
    if (pressed?.page) keepsWhatWasTyped(pressing, pressed.page);
    if (draw.chance(GIVES_UP)) {
      line.ended = 'left';
      return openUntilShown(person, '/', of);
    }
    if (Date.now() > until) {
      line.ended = 'left';
      ledger.inVain(`${line.who}: "${line.what}" was never taken (${filled.action})`);
      return openUntilShown(person, '/', of);
    }
    await pause(draw.whole(LOOK_AGAIN_MS, 3 * LOOK_AGAIN_MS));
  }
}

async function pressOnce({ person, ledger, line, filled }: Pressing): Promise<Pressed | null> {
  const began = Date.now();
  const pressed = await person.post(filled.action, filled.fields).catch(() => null);
  const ms = Date.now() - began;
  line.tries.push({ said: meaningOf(pressed, line), status: pressed?.status ?? 0, ms });
  if (pressed && [500, 403, 404].includes(pressed.status) && !isAnothers(pressed)) {
    ledger.fault(`${line.who}: "${line.what}" was answered ${pressed.status} ${filled.action}`);
  }
  if (pressed?.to?.startsWith(LOGIN)) ledger.fault(`${line.who} was logged out at "${line.what}"`);
  return pressed;
}

function isAnothers({ to, page }: Pressed): boolean {
  return to?.includes(REASON) === true || page?.text.includes(ANOTHERS) === true;
}

/** "Fortryd" has no form to show again: its page says whether anything was undone. */
const NOT_UNDONE = 'Der blev ikke fortrudt noget';

function meaningOf(pressed: Pressed | null, { what }: Pick<Line, 'what'>): Said {
  const isUndo = what === 'undo';
  if (!pressed) return 'lost';
  const { status, to, page } = pressed;
  if (status === 303) {
    if (to?.includes(SAVING)) return 'saving';
    if (to?.includes(REASON)) return 'refused';
    if (!isUndo) return 'confirmed';
    // Only the page after it tells, and that one did not come.
    if (!page || page.status >= 500) return 'lost';
    return page.text.includes(NOT_UNDONE) ? 'refused' : 'confirmed';
  }
  return status >= 500 ? 'notTaken' : status >= 400 ? 'refused' : 'confirmed';
}

/** "Received, being saved": the page follows by itself, and leads on once it is recorded. */
async function followSaving({ person, ledger, line }: Pressing, to: string): Promise<Shown> {
  const of = { name: line.who, ledger };
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const page = await openUntilShown(person, to, of);
    if (!page.at.startsWith(SAVING)) {
      line.ended = 'confirmed';
      return page;
    }
    if (Date.now() > until) {
      ledger.inVain(`${line.who}: "${line.what}" was received and never saved`);
      line.ended = 'left';
      return openUntilShown(person, '/', of);
    }
    await pause(LOOK_AGAIN_MS);
  }
}

/** Nothing typed is ever lost, and the form that comes back is the same press. */
function keepsWhatWasTyped({ ledger, line, filled }: Pressing, page: Shown): void {
  if (line.what === 'undo') return;
  const there = page.root.toString();
  const missing = [...filled.fields].filter(
    ([name, value]) =>
      (name === 'updateId' || !HIDDEN.has(name)) &&
      value.length >= TELLING &&
      !there.includes(value),
  );
  // A form that is closed now shows what was written, and takes nothing more.
  const open = missing.filter(([name]) => name === 'updateId' || !isId(name));
  const isOpen = there.includes(line.formId ?? '');
  if (open.some(([name]) => name !== 'updateId') && isOpen) {
    const names = open.map(([name]) => name).join(', ');
    ledger.fault(`${line.who}: "${line.what}" came back without ${names}`);
  }
}

function isId(name: string): boolean {
  return name === 'slot' || name === 'task';
}

/** The link that a person takes, by its words. */
export function linkTo(page: Shown, words: string): string | undefined {
  const wanted = page.root.querySelectorAll('main a').find((link) => wordsOf(link).includes(words));
  return wanted?.getAttribute('href');
}

/** The words on the buttons of the main part. */
export function buttonsOf(page: Shown): string[] {
  return page.root.querySelectorAll('main button').map(wordsOf);
}

export function wordsOf(element: HTMLElement): string {
  return element.innerText.replace(/\s+/g, ' ').trim();
}
