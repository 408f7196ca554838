/** Reads pages and presses their forms over plain HTTP, as somebody without script does. */

/** A reader without a browser: keeps the cookie and the page's token. */
export class Browser {
  #cookie = '';
  html = '';
  status = 0;
  url = '';
  constructor(private readonly origin: string) {}

  get site(): string {
    return this.origin;
  }

  async get(path: string): Promise<this> {
    return this.#ask(path, {});
  }

  /** Posts the form whose action is given, with its hidden fields, and follows the redirect. */
  async press(
    action: string,
    typed: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<this> {
    const body = new URLSearchParams(this.hidden(action));
    for (const [name, value] of Object.entries(typed)) {
      body.delete(name);
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
    }
    return this.#ask(action, { method: 'POST', body });
  }

  /** Posts fields that another window still shows. */
  async post(path: string, fields: Readonly<Record<string, string>>): Promise<this> {
    return this.#ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** The hidden fields of the page's form that posts to this address. */
  hidden(action: string): Record<string, string> {
    const form = this.html
      .split('<form ')
      .find(
        (part) =>
          part.startsWith('method="post"') &&
          (part.includes(`action="${action}"`) || part.includes(`formaction="${action}"`)),
      );
    if (!form) throw new Error(`no form on ${this.url} posts to ${action}`);
    const fields = form
      .split('</form>')[0]
      ?.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
    return Object.fromEntries(
      [...(fields ?? [])].map(([, name = '', value = '']) => [name, unescape(value)]),
    );
  }

  /** What one address answers, with no redirect followed and the page left as it is. */
  raw(path: string): Promise<Response> {
    const headers = { cookie: this.#cookie };
    return fetch(new URL(path, this.origin), { redirect: 'manual', headers });
  }

  cookie(): string {
    return this.#cookie;
  }

  async #ask(path: string, init: RequestInit): Promise<this> {
    const answer = await fetch(new URL(path, this.origin), {
      ...init,
      redirect: 'manual',
      headers: { cookie: this.#cookie },
    });
    const set = answer.headers.get('set-cookie');
    if (set) this.#cookie = set.split(';')[0] ?? '';
    const to = answer.headers.get('location');
    if (to) return this.get(to);
    this.html = await answer.text();
    this.status = answer.status;
    this.url = path;
    return this;
  }

  /** What is to be read on the page, without its markup. */
  words(): string {
    return unescape(this.html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '));
  }
}

function unescape(text: string): string {
  const names: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#x27': "'",
    '#x3D': '=',
  };
  return text.replace(/&(amp|lt|gt|quot|#x27|#x3D);/g, (_, name: string) => names[name] ?? '');
}
