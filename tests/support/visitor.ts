/** A person whose browser runs no script: opens pages, fills in their forms and presses, over HTTP. */
import { parse, type HTMLElement } from 'node-html-parser';

/** What stands in a field: one value, or the ticked ones of a group. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** A page as it came, its last address after every redirect. */
export interface Shown {
  readonly status: number;
  /** Path and query of the page. */
  readonly at: string;
  readonly root: HTMLElement;
  /** What a person reads in the main part, on one line. */
  readonly text: string;
}
export interface Pressed {
  /** What the post itself was answered with: 303 for done, before the next page was asked for. */
  readonly status: number;
  /** Where a 303 leads. */
  readonly to: string | null;
  /** The page after it; null when the post was answered and the page after it was not. */
  readonly page: Shown | null;
}

/** No request may take longer; one that does fails the test. */
const LONGEST_MS = 10_000;
const REDIRECTS = 6;

export interface Visitor {
  /** Opens an address. Throws when nothing answers. */
  open(address: string): Promise<Shown>;
  /** Presses a button of the page, with what was typed over what stood in its form. */
  press(page: Shown, button: string, typed?: Typed): Promise<Pressed>;
  /** Sends a form once more as it was, as a double click, a back button or another tab does. */
  post(address: string, fields: URLSearchParams): Promise<Pressed>;
  /** The values that `press` would send. Throws when the page has no such button. */
  fields(page: Shown, button: string, typed?: Typed): Filled;
}
export interface Filled {
  readonly method: 'get' | 'post';
  readonly action: string;
  readonly fields: URLSearchParams;
}

/**
 * `url`: the site, without a slash at the end. Each visitor has cookies of their own. `onAsked` is
 * told how many milliseconds each request took, answered or not, and what it asked for.
 */
export function visitor(url: string, onAsked?: (ms: number, what: string) => void): Visitor {
  const cookies = new Map<string, string>();

  async function ask(address: string, init: RequestInit = {}): Promise<Response> {
    const began = Date.now();
    return sent(address, init).finally(() =>
      onAsked?.(Date.now() - began, `${init.method ?? 'GET'} ${address}`),
    );
  }

  async function sent(address: string, init: RequestInit): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(address, url), {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie && { cookie }), 'sec-fetch-site': 'same-origin' },
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  async function follow(first: Response, from: string): Promise<Shown> {
    let answer = first;
    let at = from;
    for (let turn = 0; turn < REDIRECTS; turn += 1) {
      const to = answer.headers.get('location');
      if (to === null) return shown(answer, new URL(at, url));
      await answer.arrayBuffer();
      at = new URL(to, new URL(at, url)).toString();
      answer = await ask(at);
    }
    throw new Error(`${from} leads round and round`);
  }

  async function send({ method, action, fields }: Filled): Promise<Pressed> {
    if (method === 'get') {
      const page = await follow(await ask(`${action}?${fields.toString()}`), action);
      return { status: page.status, to: null, page };
    }
    const answer = await ask(action, { method: 'POST', body: fields });
    const { status } = answer;
    const to = answer.headers.get('location');
    if (to === null) return { status, to, page: await follow(answer, action) };
    return { status, to, page: await follow(answer, action).catch(() => null) };
  }

  return {
    open: async (address) => follow(await ask(address), address),
    press: (page, button, typed) => send(fieldsOf(page, button, typed)),
    post: (action, fields) => send({ method: 'post', action, fields }),
    fields: fieldsOf,
  };
}

async function shown(answer: Response, at: URL): Promise<Shown> {
  const root = parse(await answer.text());
  const main = root.querySelector('main') ?? root;
  const text = main.innerText.replace(/\s+/g, ' ').trim();
  return { status: answer.status, at: `${at.pathname}${at.search}`, root, text };
}

/** The form of a button, filled in. A button is known by its words. */
function fieldsOf(page: Shown, button: string, typed: Typed = {}): Filled {
  const pressed = page.root.querySelectorAll('button').find((one) => wordsOf(one) === button);
  const form = pressed?.closest('form');
  if (!pressed || !form) throw new Error(`${page.at} has no button "${button}": ${page.text}`);
  const fields = new URLSearchParams();
  for (const [name, value] of standing(form)) if (!(name in typed)) fields.append(name, value);
  for (const [name, value] of Object.entries(typed)) {
    for (const one of typeof value === 'string' ? [value] : value) fields.append(name, one);
  }
  const own = pressed.getAttribute('name');
  if (own) fields.append(own, pressed.getAttribute('value') ?? '');
  const method = form.getAttribute('method')?.toLowerCase() === 'post' ? 'post' : 'get';
  return { method, action: form.getAttribute('action') || page.at, fields };
}

/** What a browser would send of a form that nobody touched. */
function standing(form: HTMLElement): [string, string][] {
  return fieldsOfForm(form).flatMap((field): [string, string][] => {
    const name = field.getAttribute('name');
    if (!name || field.hasAttribute('disabled')) return [];
    if (field.tagName === 'TEXTAREA') return [[name, field.textContent.replace(/^\n/, '')]];
    if (field.tagName === 'SELECT') return [[name, chosen(field)]];
    const type = field.getAttribute('type') ?? 'text';
    if (type === 'submit') return [];
    const isBox = type === 'radio' || type === 'checkbox';
    if (isBox && !field.hasAttribute('checked')) return [];
    return [[name, field.getAttribute('value') ?? (isBox ? 'on' : '')]];
  });
}

/** The fields of a form, with those that stand beside it and name it. */
function fieldsOfForm(form: HTMLElement): HTMLElement[] {
  const own = form.querySelectorAll('input, select, textarea');
  const id = form.getAttribute('id');
  let root = form;
  while (root.parentNode) root = root.parentNode;
  return id ? [...root.querySelectorAll(`[form="${id}"]`), ...own] : own;
}

function chosen(select: HTMLElement): string {
  const options = select.querySelectorAll('option');
  const option = options.find((one) => one.hasAttribute('selected')) ?? options[0];
  return option?.getAttribute('value') ?? option?.textContent ?? '';
}

function wordsOf(element: HTMLElement): string {
  return element.innerText.replace(/\s+/g, ' ').trim();
}
