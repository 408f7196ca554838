/** Answers for walking through a login by hand: redirects and cookies, as a browser keeps them. */

export interface Walker {
  /** Follows redirects until a page is shown or the address begins with `until`. */
  go(url: string, until: string, form?: Record<string, string>): Promise<Stop>;
}
export interface Stop {
  readonly url: string;
  readonly status: number;
  readonly html: string;
}

export function walker(): Walker {
  const cookies = new Map<string, string>();
  return {
    async go(start, until, form) {
      let url = start;
      let body = form && new URLSearchParams(form);
      for (let step = 0; step < 12; step += 1) {
        if (url.startsWith(until)) return { url, status: 0, html: '' };
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(url, {
          method: body ? 'POST' : 'GET',
          redirect: 'manual',
          headers: { cookie },
          ...(body && { body }),
        });
        body = undefined;
        for (const set of response.headers.getSetCookie()) {
          const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? [];
          cookies.set(name, value);
        }
        const next = response.headers.get('location');
        const html = await response.text();
        if (next === null) return { url, status: response.status, html };
        url = new URL(next, url).href;
      }
      throw new Error('Redirected in circles');
    },
  };
}
