import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRenderer } from '../../web/shared/engine';
import { fieldsOf } from '../../web/shared/fields';
import { renderError } from '../../web/shared/error';
import { publicFrame, staffFrame } from './sampleFrames';
import { gallery } from './sampleGallery';
import { rendererWithTestPages } from './someSite';

const renderer = rendererWithTestPages();
const page = (words: object) =>
  renderer.page('test/words', { ...publicFrame, title: 'Ord', main: words });

describe('the engine', () => {
  it('shows what it was given', () => {
    expect(page({ said: 'Hej', list: ['a', 'b'] })).toContain('<p class="text">Hej</p>');
  });

  it('throws on a field that the view does not have', () => {
    expect(() => page({ list: [] })).toThrow(/"said" not defined/);
  });

  it('throws on a list that the view does not have', () => {
    expect(() => page({ said: 'Hej' })).toThrow('A list is missing in the view');
  });

  it('throws on a page that nobody has written', () => {
    expect(() => renderer.page('test/nowhere', { ...publicFrame, title: '', main: {} })).toThrow(
      'There is no page test/nowhere',
    );
  });

  it('leaves scripts and templates in texts as text', () => {
    const html = page({ said: '<script>alert(1)</script> {{csrf}} {{> form}}', list: ['<b>&'] });
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; {{csrf}} {{&gt; form}}');
    expect(html).toContain('<li>&lt;b&gt;&amp;</li>');
    expect(html).not.toContain('<script>alert');
  });

  it('never uses unescaped output, inline script or inline style in a template', () => {
    const sources = templatesOf(join(__dirname, '..', '..', 'web'));
    expect(sources.length).toBeGreaterThan(30);
    for (const { name, text } of sources) {
      const found = text.match(/\{\{\{|\{\{&|<style|\son\w+=|\sstyle=|<script(?![^>]*\ssrc=)/);
      expect(`${name}: ${found?.[0] ?? 'clean'}`).toBe(`${name}: clean`);
    }
  });

  it('reads the pages of the program itself at start', () => {
    const html = createRenderer().page('shared/loggedOut', {
      ...publicFrame,
      title: 'Du er logget ud',
      main: { text: 'Luk browseren.', again: '/log-ind', button: 'Log ind igen' },
    });
    expect(html).toContain('<h1>Du er logget ud</h1>');
  });
});

describe('every page', () => {
  it('shows the crisis numbers in their order, to patients and in the open', () => {
    const numbers = [...page({ said: '', list: [] }).matchAll(/href="tel:([^"]+)"/g)];
    expect(numbers.map(([, tel]) => tel)).toEqual(['112', '+4512345678', '+4570201201']);
  });

  it('shows the crisis numbers on error pages, to staff as well', () => {
    const { status, html } = renderError(renderer, staffFrame, 'conflict');
    expect(status).toBe(409);
    expect(html).toContain('href="tel:112"');
    expect(html).toContain('Til arbejdslisten');
  });

  it('carries the token in every form that posts', () => {
    const html = renderer.page('test/gallery', gallery);
    const forms = [...html.matchAll(/<form method="post".*?<\/form>/gs)];
    expect(forms.length).toBeGreaterThan(4);
    for (const [form] of forms) expect(form).toContain('name="_csrf" value="a-token"');
  });

  it('says in its title that something must be corrected', () => {
    expect(renderer.page('test/gallery', gallery)).toContain('<title>Fejl: Galleri');
  });
});

describe('a form that comes back', () => {
  const fields = fieldsOf(
    { phone: '<12>', sleep: '2', contact: ['mail'] },
    { phone: 'Skriv otte cifre.', sleep: 'Vælg igen.', bornOn: 'Skriv en dato.' },
  );
  const options = [
    { value: '1', text: 'Flere dage' },
    { value: '2', text: 'Hver dag' },
  ];
  const phone = fields.text({ name: 'phone', label: 'Telefon', hint: 'Otte cifre' });
  const sleep = fields.radio({ name: 'sleep', label: 'Søvn', options });
  const born = fields.date({ name: 'bornOn', label: 'Født' });

  it('keeps what was typed and chosen', () => {
    expect(phone.value).toBe('<12>');
    expect(sleep.options.map(({ chosen }) => chosen)).toEqual([false, true]);
  });

  it('ties hint and error to the field', () => {
    expect(phone.describedBy).toBe('felt-phone-hint felt-phone-error');
    expect(born.describedBy).toBe('felt-bornOn-error');
  });

  it('lists the errors in the order of the page, each leading to its field', () => {
    const html = renderer.page('test/fields', {
      ...publicFrame,
      title: 'Felter',
      errors: fields.summary(),
      main: { fields: [phone, sleep, born] },
    });
    const targets = (fields.summary()?.items ?? []).map(({ href }) => href);
    expect(targets).toEqual(['#felt-phone', '#felt-sleep-1', '#felt-bornOn-Day']);
    for (const target of targets) expect(html).toContain(`id="${target?.slice(1)}"`);
    expect(html).toContain('value="&lt;12&gt;"');
  });

  it('has no summary when nothing was wrong', () => {
    expect(fieldsOf({}, {}).summary()).toBeUndefined();
  });
});

function templatesOf(folder: string): { name: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}
