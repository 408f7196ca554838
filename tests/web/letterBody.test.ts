/** A letter stands whole in a page, and nothing that anybody typed becomes more than letters in it. */
import { parse } from 'node-html-parser';
import fc from 'fast-check';
import { LETTERS, type LetterKind } from '../../letters';
import { renderLetter } from '../../letters/render';
import { letterBody } from '../../web/shared/letterBody';
import { samples } from '../letters/samples';

const kinds = Object.keys(LETTERS) as LetterKind[];
const words = (html: string): string => parse(html).text.replace(/\s+/g, ' ').trim();
const offer = (recipientName: string): string =>
  renderLetter('offer', { ...samples.offer, recipientName }).html;
const shown = (name: string): string => String(letterBody(offer(name)));
/** Every mark that stands in a page's piece, with its attributes. */
const marks = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];

test.each(kinds)('"%s" says in a page all that it says when it is sent', (kind) => {
  const { html } = renderLetter(kind, samples[kind]);
  const body = /<body>([^]*)<\/body>/.exec(html)?.[1] ?? '';
  expect(words(String(letterBody(html)))).toBe(words(body));
});

test('its own headings stand under the heading of the page, which may be its subject', () => {
  const whole = String(letterBody(offer('Else')));
  expect(whole).toContain('<h2>');
  expect(whole).toContain('<h3>Om samtalen</h3>');
  const rest = String(letterBody(offer('Else'), { withoutSubject: true }));
  expect(rest).not.toContain(renderLetter('offer', samples.offer).subject);
  expect(rest).toContain('<h2>Om samtalen</h2>');
});

const TYPED = [
  '<script>alert(1)</script>',
  '</p></div></article><h1>Ny side</h1>',
  '"><img src=x onerror=alert(1)>',
  '&lt;b&gt; &amp;lt;b&amp;gt; &#x3C;b&#x3E; &#60;b&#62;',
  '<a href="javascript:alert(1)">her</a>',
  '<p class="own" style="position:fixed">',
  '{{portalUrl}} `${1}` \u202E mod højre',
];
test.each(TYPED)('a name like %s stays a name', (name) => {
  expect(marks(shown(name))).toEqual(marks(shown('Else')));
  expect(words(shown(name))).toContain(name.replace(/\s+/g, ' '));
});

test('so does any name at all', () => {
  const marksOfElse = marks(shown('Else'));
  const name = fc
    .array(fc.oneof(fc.constantFrom('<', '>', '"', '&', "'", '=', '/', 'p', 'a '), fc.string()))
    .map((parts) => `x${parts.join('').replace(/[\r\n]/g, '')}`.slice(0, 500));
  fc.assert(
    fc.property(name, (one) => {
      expect(marks(shown(one))).toEqual(marksOfElse);
    }),
  );
});

/** Whatever a stored document holds, the page around it stays whole. */
const DOCUMENTS = [
  ['<p>a</p></div></article><p>b</p>', '<p>a</p>&lt;/div&gt;&lt;/article&gt;<p>b</p>'],
  ['<p><strong>a', '<p><strong>a</strong></p>'],
  ['<script>x</script>', '&lt;script&gt;x&lt;/script&gt;'],
  ['<p onclick="x">a</p>', '<p>a</p>'],
  ['<p class="panel now">a</p>', '<p>a</p>'],
  ['<a href="javascript:x">a</a>', '<a>a</a>'],
  [
    '<a href="https://x.example/?a=1&amp;b=2">a</a>',
    '<a href="https://x.example/?a&#x3D;1&amp;b&#x3D;2">a</a>',
  ],
  ['<img src="x">', '&lt;img src&#x3D;&quot;x&quot;&gt;'],
  ['<p title="x>y">a</p>', '&lt;p title&#x3D;&quot;x&gt;y&quot;&gt;a&lt;/p&gt;'],
] as const;
test.each(DOCUMENTS)('%s is shown as %s', (body, html) => {
  expect(String(letterBody(`<!doctype html><html><body>${body}</body></html>`))).toBe(html);
});
