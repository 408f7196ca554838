/** The shipped public texts: easy to read, honest about dates, and every link leads somewhere. */
import { SHIPPED_TEXTS, TEXT_KEYS } from '../../domain/publicTexts';
import { lix } from '../../programmes/lix';
import { hasPageHeading, partedHtml, plainWords } from '../../programmes/markdown';
import { routes } from '../../web/routes';

const links = (body: string) => [...body.matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => to);

describe.each(TEXT_KEYS)('%s', (key) => {
  const { body } = SHIPPED_TEXTS[key];

  it('is easy to read: LIX 40 at most', () => {
    expect(lix(plainWords(body))).toBeLessThanOrEqual(40);
  });

  it('leaves the heading of the page to the page', () => {
    expect(hasPageHeading(body)).toBe(false);
  });

  it('has a lead and parts under headings', () => {
    const { lead, parts } = partedHtml(body);
    expect(lead).toMatch(/^<p>/);
    expect(parts.length).toBeGreaterThan(0);
    for (const { title, html } of parts) expect([title, html]).not.toContain('');
  });

  it('links to pages of ours that are there, and to others by https only', () => {
    const own = routes.filter(({ method }) => method === 'get').map(({ path }) => path);
    for (const to of links(body)) {
      if (to.startsWith('/')) expect(own).toContain(to);
      else expect(to).toMatch(/^https:\/\//);
    }
  });

  it('speaks calmly', () => {
    expect(body).not.toMatch(/!|desværre|venligst|vedr\./i);
  });
});

test('whom to complain to is named with a way there', () => {
  const { complaint, dataProtection, accessibility } = SHIPPED_TEXTS;
  expect(links(complaint.body)).toEqual(
    expect.arrayContaining(['https://stpk.dk', 'https://www.datatilsynet.dk']),
  );
  expect(links(dataProtection.body)).toContain('https://www.datatilsynet.dk');
  expect(links(accessibility.body).join()).toContain('digst.dk');
});

test('what an author types as HTML is only text, and no picture comes from elsewhere', () => {
  const { lead } = partedHtml('<script>x</script> [a](javascript:x) ![b](https://x.example/b.png)');
  expect(lead).not.toMatch(/<script|href="javascript|<img/);
});
